import FolderExchange
import Foundation
import TestSupport
import Testing

@testable import Exchange
@testable import Simulation

extension EndToEnd {
    /// The largest message that the profile allows, through the real program.
    @Suite(.serialized) struct LargeMessageTests {
        /// What a server may use at its peak, in octets.
        static let memoryAllowed = 400_000_000

        @Test("T-064 a packed message of 50 MB passes, and neither server ever used more than 400 MB of memory")
        func largest() async throws {
            try await Street.with(keepsMail: true) { street in
                let document = try LargeDocument(size: LargeDocument.largestAccepted).write(in: street)
                let id = try await street.submit(document)
                #expect(try await street.settle([id], within: 180)[id] == Street.success)
                #expect(await street.delivered(id) == [document], "handed over once, byte for byte")
                let onTheWire = try #require(try street.payloadSizes().max())
                #expect((50_000_000...51_300_000).contains(onTheWire))
                for node in Street.nodes {
                    let peak = try street.peakMemory(of: node)
                    print("Measured: peak memory of \(node.rawValue): \(peak / 1_000_000) MB")
                    #expect(peak < Self.memoryAllowed, "\(node.rawValue)")
                }
            }
        }

        @Test("T-064 one octet more is refused before it is signed, in words that say what to do")
        func oneOctetTooMany() async throws {
            try await Street.with { street in
                let document = try LargeDocument(size: LargeDocument.largestAccepted + 1).write(in: street)
                let id = try await street.submit(document)
                let note = try await street.refusal(within: 60)
                #expect(note.code == "too-large")
                let words = ["nb": "mindre vedlegg", "nn": "mindre vedlegg", "en": "smaller attachments"]
                for (language, advice) in words {
                    let sentence = try #require(note.sentences[language])
                    #expect(sentence.contains(advice), "\(sentence)")
                    #expect(sentence.contains("\(LargeDocument.largestAccepted)"), "\(sentence)")
                    #expect(sentence.contains("\(LargeDocument.largestAccepted + 1)"), "\(sentence)")
                }
                #expect(try await street.settle([id], within: 0)[id] == nil)
                #expect(street.sentMessages().isEmpty, "nothing was sent")
            }
        }
    }
}

/// A document of exactly so many octets, nearly all of them an attachment.
struct LargeDocument {
    let size: Int

    /// The most that packs into what the profile lets a message be.
    static let largestAccepted = ExchangeLimits().largestSubmission

    func write(in street: Street) throws -> [UInt8] {
        var document = SyntheticDocument(
            .admitted, from: SyntheticParty(street.hospital), to: SyntheticParty(street.municipality),
            about: .number(7), msgID: UUID(), genDate: Date(), text: "")
        document.attachments = [SyntheticAttachment(name: "v.pdf", mimeType: "application/pdf", bytes: [7, 7, 7])]
        // Base64 grows by four octets at a time; the rest is text.
        let attached = (size - document.write().count - 100) / 4
        document.text = String(repeating: "x", count: size - document.write().count - attached * 4)
        let frame = Data(document.write())
        let place = try #require(frame.range(of: Data("BwcH".utf8)))
        let content = [[UInt8]](repeating: Array("BwcH".utf8), count: attached).joined()
        let written = Array(frame[..<place.lowerBound]) + content + Array(frame[place.lowerBound...])
        try #require(written.count == size)
        return written
    }
}

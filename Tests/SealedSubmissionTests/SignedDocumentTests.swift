import CMS
import Certificates
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@Suite("Signed documents")
struct SignedDocumentTests {
    private let municipality: Municipality
    private let event: StatusEvent

    init() throws {
        municipality = try Municipality()
        event = StatusEvent(submission: municipality.submission, step: .received, at: municipality.now)
    }

    @Test("a document comes back as it was, with its signer and the hash of its signed form")
    func roundTrip() throws {
        let signed = try municipality.sign(event)
        let attested = try municipality.signers.open(signed, as: StatusEvent.self)
        #expect(attested.document == event)
        #expect(attested.signer == municipality.signer.certificate)
        #expect(attested.organisation == municipality.organisation.number)
        #expect(attested.hash.bytes == SHA256.digest(signed))
    }

    @Test("the canonical spelling: sorted keys, no white space, times without fractions")
    func canonical() throws {
        let text = String(decoding: try event.canonicalBytes(), as: UTF8.self)
        #expect(
            text == """
                {"at":"2017-01-14T13:20:00Z","format":"budstikke-status-1","step":"received",\
                "submission":"01010101-0101-4101-8101-010101010101"}
                """)
        let late = StatusEvent(submission: event.submission, step: .received, at: municipality.now + 0.75)
        #expect(try late.canonicalBytes() == event.canonicalBytes())
    }

    @Test("the manifest's spelling is the one that other languages make of sorted keys")
    func otherLanguages() async throws {
        let scratch = try ScratchDirectory()
        let parts = try municipality.parts(.identity, [[1]]) + municipality.parts(.content, [[2]])
        let manifest = municipality.manifest(parts)
        let bytes = try manifest.canonicalBytes()
        try scratch.write(bytes, to: "manifest")
        let program = """
            import json
            document = json.load(open("manifest"))
            text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            open("again", "w", encoding="utf-8").write(text)
            """
        #expect(try await Command.run("python3", ["-c", program], in: scratch).status == 0)
        #expect(try scratch.read("again") == bytes)
    }

    @Test(
        "I-021 every other spelling is refused: further fields, repeated ones, white space, another order",
        arguments: [
            (#""at""#, #""also":1,"at""#), (#""step":"received""#, #""step":"refused","step":"received""#),
            (#""at":"#, #""at": "#), (#"00Z""#, #"00.5Z""#), (#"T13"#, #"t13"#), (#""received""#, #""unheard""#),
            (#"01010101-"#, #"0101010-"#), (#"{"at""#, #"[{"at""#), (#""received""#, #""\u0072eceived""#),
        ])
    func otherSpellings(from: String, to: String) throws {
        let text = String(decoding: try event.canonicalBytes(), as: UTF8.self)
        let changed = text.replacingOccurrences(of: from, with: to)
        #expect(changed != text)
        #expect(throws: SubmissionFault(.unreadableDocument)) { try open(Array(changed.utf8)) }
        #expect(try open(Array(text.utf8)) == event)
    }

    @Test("another kind of document and another version are refused by name")
    func otherFormat() throws {
        let text = String(decoding: try event.canonicalBytes(), as: UTF8.self)
        let next = text.replacingOccurrences(of: "status-1", with: "status-2")
        #expect(throws: SubmissionFault(.unknownFormat)) { try open(Array(next.utf8)) }
        let receipt = try municipality.sign(event)
        #expect(throws: SubmissionFault(.unknownFormat)) {
            try municipality.signers.open(receipt, as: SubmissionReceipt.self)
        }
    }

    @Test("a document is measured before it is read")
    func tooLarge() throws {
        let large = [UInt8](repeating: 0x30, count: StatusEvent.maximumBytes + 1)
        #expect(throws: SubmissionFault(.documentTooLarge)) {
            try municipality.signers.open(large, as: StatusEvent.self)
        }
        #expect(throws: SubmissionFault(.notSigned)) {
            try municipality.signers.open(Array(large.dropLast()), as: StatusEvent.self)
        }
        #expect(throws: SubmissionFault(.notSigned)) { try municipality.signers.open([], as: StatusEvent.self) }
    }

    @Test("every changed octet of a signed document is refused")
    func everyOctet() throws {
        let signed = try municipality.sign(event)
        for index in signed.indices {
            var changed = signed
            changed[index] ^= index.isMultiple(of: 2) ? 0x01 : 0x20
            #expect(throws: SubmissionFault.self, "octet \(index)") {
                try municipality.signers.open(changed, as: StatusEvent.self)
            }
        }
    }

    @Test("a key that is not the certificate's signs nothing")
    func otherKey() {
        #expect(throws: SubmissionFault(.cannotSign)) {
            try event.signed(
                key: municipality.returnKey, certificate: municipality.signer.certificate, at: municipality.now)
        }
    }

    private func open(_ content: [UInt8]) throws -> StatusEvent {
        let signer = municipality.signer
        let signed = try SignedContent.sign(
            content, key: signer.key, certificate: signer.certificate, at: municipality.now)
        return try municipality.signers.open(signed, as: StatusEvent.self).document
    }
}

import CMS
import EbXML
import Foundation
import HealthMessages
import Mail
import TestSupport
import Testing
import XMLSignature

/// Nothing leaves that is not signed and sealed (M-085).
@Suite("What leaves is signed and sealed")
struct EgressTests {
    @Test(
        "T-041 every mail of a whole course is a signed envelope whose parts are CMS, and no word of a document is in it"
    )
    func wire() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let secret = "Hemmelig-journalnotat-4711"
        let document = try hospital.write(.admitted, to: municipality, text: secret)
        try await country.settle([hospital, municipality])
        try municipality.answer(document, .ok)
        try await country.settle([hospital, municipality])
        try hospital.write(.enquiry, to: municipality, text: secret)
        try await country.settle([hospital, municipality])
        #expect(country.post.sent.count == 6)
        for mail in country.post.sent {
            guard case .envelope(let parsed) = InboundMail.classify(mail.data) else {
                Issue.record("a mail that is no envelope")
                continue
            }
            let sender = parsed.header.from.her == hospital.her ? hospital : municipality
            _ = try parsed.authenticate(with: sender.signing.certificate, policy: SignaturePolicy()).get()
            for part in parsed.attachments {
                #expect(try !CMSEnvelope.recipients(part.bytes).isEmpty)
                #expect(part.bytes.firstRange(of: Array(secret.utf8)) == nil)
            }
            #expect(mail.data.firstRange(of: Array(secret.utf8)) == nil)
        }
    }

    @Test("T-041 M-085 one place hands mails to the transport, and stored envelopes come from packing alone")
    func onePlace() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Exchange")
        var sending: [String] = []
        var storing: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: sources.path) where name.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
            if text.contains("transport.send(") { sending.append(name) }
            if text.contains(".envelope, of:") && text.contains("transaction.put(") { storing.append(name) }
        }
        #expect(sending == ["SendFlow.swift"])
        #expect(storing.sorted() == ["AnswerComposer.swift", "OutgoingFlow.swift", "QuestionSending.swift"])
        for name in storing {
            let text = try String(contentsOf: sources.appending(path: name), encoding: .utf8)
            #expect(text.contains("store.seal(packed.entity)") || text.contains("store.seal(envelope.packed.entity)"))
        }
    }
}

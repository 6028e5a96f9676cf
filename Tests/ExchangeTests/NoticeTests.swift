import Certificates
import EbXML
import Exchange
import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import Mail
import Store
import TestSupport
import Testing

/// What a record system is told of its messages: everything that needs a person, in words that can be shown.
@Suite struct NoticeTests {
    private static let hour = 3600.0

    /// The last notice, after its words have been looked at.
    private func last(_ office: Office) throws -> ReceiptNote {
        let note = try #require(try office.notes().last)
        #expect(Set(note.sentences.keys) == ["nb", "nn", "en"])
        #expect(note.sentences.values.allSatisfy { !$0.contains("–") && !$0.contains("{") && $0.hasSuffix(".") })
        #expect(Set(note.sentences.values).count == 3)
        #expect(note.receiver == HERId(2001))
        #expect(note.msgID != nil)
        return note
    }

    @Test(
        "M-108 M-113 no transport receipt: a notice with the number of attempts, and one when it comes late after all")
    func expired() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        for _ in 0..<12 { try await country.settle([hospital], after: 12 * Self.hour + 1) }
        let note = try last(hospital)
        #expect(note.outcome == "expired" && note.code == "no-receipt-in-time")
        #expect(note.sentences["en"]?.contains("after 5 attempts") == true)
        try await country.settle([hospital, municipality])
        #expect(try last(hospital).outcome == "acknowledged")
        #expect(try hospital.outcomes() == ["expired", "acknowledged"])
    }

    @Test("M-112 a signed error from the partner's server: a notice with its code")
    func refusedByPartner() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let other = try country.authority.issue(
            hospital.organisation, purpose: .signing, now: Country.start, generation: 2)
        country.register.enter(hospital.registered(signing: other.certificate))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        let note = try last(hospital)
        #expect(note.outcome == "refusedByPartner" && note.code == "partner-error")
        #expect(note.sentences["nb"]?.contains("SecurityFailure") == true)
    }

    @Test("M-112 a negative AppRec: a notice with every code and its free text, the AppRec beside it")
    func rejected() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        try municipality.answerAll(
            document, .rejected,
            errors: [AppRecError(.patientUnknown), AppRecError(.otherFault, explanation: "Flyttet til annen sone")])
        try await country.settle([hospital, municipality])
        let note = try last(hospital)
        #expect(note.outcome == "appRecRejected" && note.code == "appRec-rejected")
        let said = try #require(note.sentences["nn"])
        #expect(said.contains("E35 Pasienten finnes ikke") && said.contains("X99 Annen feil (Flyttet til annen sone)"))
        let file = try #require(note.appRecFile)
        let beside = try Data(contentsOf: URL(fileURLWithPath: "\(hospital.folder)/receipts/\(file)"))
        #expect(try AppRec.read(Array(beside)).status == .rejected)
        let sent = try await hospital.sentMessage()
        let events = try await hospital.store.read { try $0.events(of: sent.key) }
        #expect(!events.contains { $0.detail.values.contains { $0.contains("Flyttet") } }, "free text is not logged")
    }

    @Test("M-113 no AppRec in 96 hours: a notice, and another when a positive one comes late")
    func missing() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        try await country.settle([hospital, municipality], after: 96 * Self.hour)
        let note = try last(hospital)
        #expect(note.outcome == "appRecMissing" && note.code == "no-appRec-in-time")
        try municipality.answerAll(document)
        try await country.settle([hospital, municipality])
        #expect(try last(hospital).outcome == "appRecAccepted")
        #expect(try hospital.outcomes() == ["acknowledged", "appRecMissing", "appRecAccepted"])
    }

    @Test("M-112 a mail server that says no for good: a notice with its reply")
    func smtpRefused() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.goDown(MailError(.refusedForGood, .permanent, replyCode: 550))
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let note = try last(hospital)
        #expect(note.outcome == "undeliverable" && note.code == "smtp-refused")
        #expect(note.sentences["en"]?.contains("550") == true)
    }

    @Test("M-112 a bounce: a notice that the mail came back")
    func bounced() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.lose { _ in true }
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let id = try #require(country.post.sent.first?.envid)
        let report = [
            "From: MAILER-DAEMON@edi.example", "Message-ID: <b@edi.example>", "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "", "--b",
            "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example",
            "Original-Envelope-Id: \(id)",
            "", "Final-Recipient: rfc822; \(municipality.address)", "Action: failed", "Status: 5.1.1", "", "--b--", "",
        ]
        country.post.deliver(Array(report.joined(separator: "\r\n").utf8), to: hospital.address)
        try await country.settle([hospital])
        let note = try last(hospital)
        #expect(note.outcome == "undeliverable" && note.code == "bounced")
        #expect(country.post.sent.count == 1)
    }

    @Test("M-112 a document we refuse ourselves: a notice with the reason")
    func refusedByUs() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.register.remove(municipality.her)
        try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital])
        let note = try last(hospital)
        #expect(note.outcome == "refusedByUs" && note.code == "partner-unknown")
    }
}

extension Office {
    /// The notices in `receipts/`, in the order of their numbers.
    fileprivate func notes() throws -> [ReceiptNote] {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/receipts").sorted()
        return try names.filter { $0.hasSuffix(".json") }.map {
            try decoder.decode(
                ReceiptNote.self, from: Data(contentsOf: URL(fileURLWithPath: "\(folder)/receipts/\($0)")))
        }
    }
}

import Foundation
import HealthMessages
import Identifiers
import Mail
import Store
import TestSupport
import Testing

/// The courses of HITS 1171 §9, on real stores, folders and cryptography.
@Suite struct CourseTests {
    @Test("M-007 M-106 9.1.1 the document arrives byte for byte, and both receipts come back")
    func wholeWay() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.readyForDischarge, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try municipality.files(in: "in") == [document])
        #expect(try hospital.files(in: "taken") == [document])
        var sent = try await hospital.sentMessage()
        #expect(sent.state == .acknowledged)
        #expect(sent.application == .waiting)

        try municipality.answer(document, .ok)
        try await country.settle([hospital, municipality])
        sent = try await hospital.sentMessage()
        #expect(sent.state == .acknowledged)
        #expect(sent.application == .accepted)
        #expect(try hospital.outcomes() == ["acknowledged", "appRecAccepted"])
        let received = try await municipality.messages(.incoming, kinds: [.business])
        #expect(received.map(\.state) == [.answered])
        let steps = try await hospital.steps(of: sent)
        #expect(steps == ["submitted", "queued", "sent", "acknowledged", "appRecAccepted"])
        #expect(country.post.sent.count == 4, "message, receipt, AppRec, receipt: nothing more is ever sent")
    }

    @Test("M-110 9.2 a negative AppRec rejects the message and tells the record system")
    func rejected() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        try municipality.answer(document, .rejected, errors: [AppRecError(.receiverUnknown)])
        try await country.settle([hospital, municipality])
        let sent = try await hospital.sentMessage()
        #expect(sent.state == .acknowledged)
        #expect(sent.application == .rejected)
        #expect(try hospital.outcomes() == ["acknowledged", "appRecRejected"])
    }

    @Test("M-107 9.6 a lost receipt: the same message again, the same receipt again, handed over once")
    func lostReceipt() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let once = Once()
        country.post.lose { mail in
            let isReceipt = String(decoding: mail.data, as: UTF8.self).contains("Acknowledgment>")
            return isReceipt && once.isFirst()
        }
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try await hospital.sentMessage().state == .sent)
        try await country.settle([hospital, municipality], after: 12 * 3600 + 1)
        let sent = try await hospital.sentMessage()
        #expect(sent.state == .acknowledged)
        #expect(try await hospital.steps(of: sent).contains("resent"))
        #expect(try municipality.files(in: "in") == [document])
        let receipts = try await municipality.messages(.outgoing, kinds: [.acknowledgment])
        #expect(receipts.count == 1, "exactly one Acknowledgment by eb:MessageId")
        #expect(receipts.first?.attempts == 2)
    }

    @Test("9.4 a lost message is sent again, and then arrives once")
    func lostMessage() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let once = Once()
        country.post.lose { _ in once.isFirst() }
        let document = try hospital.write(.admitted, to: municipality)
        try await country.settle([hospital, municipality])
        #expect(try municipality.files(in: "in").isEmpty)
        try await country.settle([hospital, municipality], after: 12 * 3600 + 1)
        #expect(try municipality.files(in: "in") == [document])
        #expect(try await hospital.sentMessage().state == .acknowledged)
    }

    @Test("M-108 a partner that never answers: four resends, then not confirmed, never shown as delivered")
    func neverAnswers() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        try hospital.write(.admitted, to: municipality)
        for _ in 0..<12 { try await country.settle([hospital], after: 12 * 3600 + 1) }
        let sent = try await hospital.sentMessage()
        #expect(sent.state == .expired)
        #expect(sent.reason == "no-receipt-in-time")
        #expect(sent.attempts == 5)
        #expect(try hospital.outcomes() == ["expired"])
        // Late, the partner wakes up: a late receipt still counts.
        try await country.settle([hospital, municipality])
        #expect(try await hospital.sentMessage().state == .acknowledged)
    }

    @Test("9.1.2 an answer to a message carries its conversation on")
    func conversation() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let question = UUID()
        try hospital.write(.enquiry, to: municipality, msgID: question)
        try await country.settle([hospital, municipality])
        try municipality.write(.reply, to: hospital) { reply in
            let first = question.uuidString.lowercased()
            reply.conversation = (parent: first, first: first)
        }
        try await country.settle([hospital, municipality])
        let asked = try await hospital.sentMessage()
        let replied = try await municipality.sentMessage()
        #expect(asked.conversationID == replied.conversationID)
        #expect(asked.conversationID != nil)
        #expect(try hospital.files(in: "in").count == 1)
    }

    @Test("M-059 T-073 72 hours without network: everything arrives afterwards, in order within a conversation")
    func outage() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        country.post.goDown(.init(.connectionFailed, .retry))
        let first = UUID()
        var texts: [[UInt8]] = [try hospital.write(.enquiry, to: municipality, msgID: first)]
        try await country.settle([hospital, municipality])
        for number in 1...5 {
            texts.append(
                try hospital.write(.enquiry, to: municipality, text: "Number \(number)") { document in
                    let id = first.uuidString.lowercased()
                    document.conversation = (parent: id, first: id)
                })
            try await country.settle([hospital, municipality], after: 12 * 3600)
        }
        #expect(country.post.sent.isEmpty)
        country.post.goDown(nil)
        for _ in 0..<8 { try await country.settle([hospital, municipality], after: 900) }
        let received = try await municipality.messages(.incoming, kinds: [.business])
        let order = try await withDocuments(of: received, in: municipality)
        #expect(order == texts)
        let states = try await hospital.messages(.outgoing, kinds: [.business]).map(\.state)
        #expect(states.allSatisfy { $0 == .acknowledged })
    }

    private func withDocuments(of messages: [StoredMessage], in office: Office) async throws -> [[UInt8]] {
        try await office.store.read { store in
            try messages.map { try #require(try store.content(.document, of: $0.key)) }
        }
    }
}

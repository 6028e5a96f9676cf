import Certificates
import Exchange
import Foundation
import HealthMessages
import Identifiers
import Mail
import Store
import TestSupport
import Testing

/// The eight courses of HITS 1171 §9 between two tenants' whole machinery, over real sockets; only time is ours.
///
/// What a mail server does to a course has its counterpart over HTTP: a mail that is lost after 250 is a request that a
/// gateway in front of the partner answers with 202 and loses (9.4, 9.6), and 451 is 503 (9.5). What only a connection
/// can do, to refuse, break off or lose an answer, is in ``HTTPCourseTests``.
@Suite("The courses of HITS 1171 9") struct ScenarioCourseTests {
    private static let hour = 3600.0
    private static let retryInterval = 12 * hour + 1

    @Test("9.1.1 document, receipt, positive AppRec, receipt: accepted", arguments: Carriage.allCases)
    func simple(over carriage: Carriage) async throws {
        try await carriage.run { course in
            let document = try course.hospital.write(.admitted, to: course.municipality)
            try await course.settle()
            #expect(try course.municipality.files(in: "in") == [document])
            try course.municipality.answerAll(document)
            try await course.settle()
            let sent = try await course.hospital.sentMessage()
            #expect(sent.state == .acknowledged && sent.application == .accepted)
            #expect(course.travelled == [.document, .acknowledgment, .appRec, .acknowledgment])
            #expect(try course.hospital.outcomes() == ["acknowledged", "appRecAccepted"])
            #expect(try course.municipality.outcomes() == ["acknowledged"])
        }
    }

    @Test("9.1.2 question and reply, each with both receipts, in one conversation", arguments: Carriage.allCases)
    func conversation(over carriage: Carriage) async throws {
        try await carriage.run { course in
            let id = UUID()
            let question = try course.hospital.write(.enquiry, to: course.municipality, msgID: id)
            try await course.settle()
            try course.municipality.answerAll(question)
            let reply = try course.municipality.write(.reply, to: course.hospital) { reply in
                reply.conversation = (parent: id.uuidString.lowercased(), first: id.uuidString.lowercased())
            }
            try await course.settle()
            #expect(try course.hospital.files(in: "in") == [reply])
            try course.hospital.answerAll(reply)
            try await course.settle()
            let sides = [course.hospital, course.municipality]
            var conversations: Set<String?> = []
            for side in sides {
                let sent = try await side.sentMessage()
                #expect(sent.state == .acknowledged && sent.application == .accepted)
                conversations.formUnion(try await side.messages(.outgoing).map(\.conversationID))
            }
            #expect(conversations.count == 1)
            #expect(course.travelled.count == 8)
        }
    }

    @Test("9.2 document, receipt, negative AppRec, receipt: rejected", arguments: Carriage.allCases)
    func rejected(over carriage: Carriage) async throws {
        try await carriage.run { course in
            let document = try course.hospital.write(.admitted, to: course.municipality)
            try await course.settle()
            try course.municipality.answerAll(document, .rejected, errors: [AppRecError(.patientUnknown)])
            try await course.settle()
            let sent = try await course.hospital.sentMessage()
            #expect(sent.state == .acknowledged && sent.application == .rejected)
            #expect(try course.hospital.outcomes() == ["acknowledged", "appRecRejected"])
        }
    }

    @Test(
        "9.3 the AppRec never comes: after 96 hours the document counts as not delivered", arguments: Carriage.allCases)
    func noAppRec(over carriage: Carriage) async throws {
        try await carriage.run { course in
            try course.hospital.write(.admitted, to: course.municipality)
            try await course.settle()
            try await course.settle(after: 96 * Self.hour - 1)
            #expect(try course.hospital.outcomes() == ["acknowledged"])
            try await course.settle(after: 1)
            #expect(try course.hospital.outcomes() == ["acknowledged", "appRecMissing"])
            #expect(course.travelled == [.document, .acknowledgment], "nothing is sent again for want of an AppRec")
        }
    }

    @Test("9.4 the document is lost on its way: the same message again, then as 9.1.1", arguments: Carriage.allCases)
    func lostDocument(over carriage: Carriage) async throws {
        try await carriage.run { course in
            course.hit(.document, .lose)
            let document = try course.hospital.write(.admitted, to: course.municipality)
            try await course.settle()
            #expect(try course.municipality.files(in: "in").isEmpty)
            try await course.settle(after: Self.retryInterval)
            #expect(try course.municipality.files(in: "in") == [document])
            try course.municipality.answerAll(document)
            try await course.settle()
            let sent = try await course.hospital.sentMessage()
            #expect(sent.state == .acknowledged && sent.application == .accepted && sent.attempts == 2)
            #expect(course.travelled == [.document, .document, .acknowledgment, .appRec, .acknowledgment])
        }
    }

    @Test(
        "9.5 the document has come, its receipt cannot be sent: again the same message, one receipt, one hand-over",
        arguments: Carriage.allCases)
    func receiptNotSent(over carriage: Carriage) async throws {
        try await carriage.run { course in
            course.hit(.acknowledgment, .putOff, times: .max)
            let document = try course.hospital.write(.admitted, to: course.municipality)
            try await course.settle()
            #expect(try await course.hospital.sentMessage().state == .sent)
            course.hit(.acknowledgment, .deliver)
            try await course.settle(after: Self.retryInterval)
            try course.municipality.answerAll(document)
            try await course.settle()
            let sent = try await course.hospital.sentMessage()
            #expect(sent.state == .acknowledged && sent.application == .accepted && sent.attempts == 2)
            #expect(try course.municipality.files(in: "in") == [document])
            let receipts = try await course.municipality.messages(.outgoing, kinds: [.acknowledgment])
            #expect(receipts.count == 1)
        }
    }

    @Test(
        "9.6 the receipt is lost: the same message again, the same receipt again, one hand-over",
        arguments: Carriage.allCases)
    func lostReceipt(over carriage: Carriage) async throws {
        try await carriage.run { course in
            course.hit(.acknowledgment, .lose)
            let document = try course.hospital.write(.admitted, to: course.municipality)
            try await course.settle()
            try await course.settle(after: Self.retryInterval)
            try course.municipality.answerAll(document)
            try await course.settle()
            let sent = try await course.hospital.sentMessage()
            #expect(sent.state == .acknowledged && sent.application == .accepted)
            #expect(try course.municipality.files(in: "in") == [document])
            let receipts = try await course.municipality.messages(.outgoing, kinds: [.acknowledgment])
            #expect(receipts.map(\.attempts) == [2])
            #expect(
                course.travelled == [
                    .document, .acknowledgment, .document, .acknowledgment, .appRec, .acknowledgment,
                ])
        }
    }

    @Test("9.7 an error in the envelope: refused, corrected, sent in a new envelope", arguments: Carriage.allCases)
    func refused(over carriage: Carriage) async throws {
        try await carriage.run { course in
            let (hospital, municipality, register) = (course.hospital, course.municipality, course.country.register)
            let other = try course.country.authority.issue(
                SyntheticOrganisations.northMunicipality, purpose: .encryption, now: Country.start, generation: 2)
            register.enter(municipality.registered(encryption: other.certificate))
            let document = try hospital.write(.admitted, to: municipality)
            try await course.settle()
            let refused = try await hospital.sentMessage()
            #expect(refused.state == .refusedByPartner)
            #expect(try hospital.outcomes() == ["refusedByPartner"])
            register.enter(municipality.registered())
            try hospital.put(document)
            try await course.settle()
            #expect(try municipality.files(in: "in") == [document])
            try municipality.answerAll(document)
            try await course.settle()
            let sent = try #require(try await hospital.messages(.outgoing, kinds: [.business]).last)
            #expect(sent.state == .acknowledged && sent.application == .accepted)
            #expect(sent.messageID != refused.messageID, "a change in a message demands a new MessageId")
            #expect(sent.msgID == refused.msgID)
            #expect(
                course.travelled == [.document, .error, .document, .acknowledgment, .appRec, .acknowledgment])
        }
    }
}

import Exchange
import Foundation
import HealthMessages
import Store
import TestSupport
import Testing

/// Answers that are lost, late, repeated or contrary, over real sockets (HITS 1171 §9).
@Suite("Answers that go astray") struct AnswerCourseTests {
    private static let hour = 3600.0
    private static let retryInterval = 12 * hour + 1

    @Test("M-110 the AppRec is lost: the same AppRec again, and it counts once", arguments: Carriage.allCases)
    func lost(over carriage: Carriage) async throws {
        try await carriage.run { course in
            try await Self.deliver(on: course) { course.hit(.appRec, .lose) }
            #expect(try await course.hospital.sentMessage().application == .waiting)
            try await course.settle(after: Self.retryInterval)
            #expect(try await course.hospital.sentMessage().application == .accepted)
            #expect(try course.hospital.outcomes() == ["acknowledged", "appRecAccepted"])
            #expect(course.travelled == [.document, .acknowledgment, .appRec, .appRec, .acknowledgment])
        }
    }

    @Test("M-107 the AppRec's receipt is lost: the same AppRec again changes nothing", arguments: Carriage.allCases)
    func repeated(over carriage: Carriage) async throws {
        try await carriage.run { course in
            try await Self.deliver(on: course) { course.hit(.acknowledgment, .lose) }
            try await course.settle(after: Self.retryInterval)
            #expect(try course.hospital.outcomes() == ["acknowledged", "appRecAccepted"])
            let answers = try await course.municipality.messages(.outgoing, kinds: [.appRec])
            #expect(answers.map(\.attempts) == [2] && answers.map(\.state) == [.acknowledged])
            let receipts = try await course.hospital.messages(.outgoing, kinds: [.acknowledgment])
            #expect(receipts.map(\.attempts) == [2], "the same receipt, twice")
            #expect(
                course.travelled == [
                    .document, .acknowledgment, .appRec, .acknowledgment, .appRec, .acknowledgment,
                ])
        }
    }

    @Test(
        "M-110 an AppRec after 96 hours: the user is told that it is missing, and then what it says",
        arguments: Carriage.allCases, [AppRecStatus.ok, .rejected])
    func late(over carriage: Carriage, _ status: AppRecStatus) async throws {
        try await carriage.run { course in
            let document = try course.hospital.write(.admitted, to: course.municipality)
            try await course.settle()
            try await course.settle(after: 96 * Self.hour)
            #expect(try course.hospital.outcomes() == ["acknowledged", "appRecMissing"])
            try await course.settle(after: Self.hour)
            let errors = status == .ok ? [] : [AppRecError(.patientUnknown)]
            try course.municipality.answerAll(document, status, errors: errors)
            try await course.settle()
            let sent = try await course.hospital.sentMessage()
            #expect(sent.application == (status == .ok ? .accepted : .rejected))
            let outcome = status == .ok ? "appRecAccepted" : "appRecRejected"
            #expect(try course.hospital.outcomes() == ["acknowledged", "appRecMissing", outcome])
        }
    }

    @Test(
        "AppRec case 13 a second AppRec that says otherwise is noted and changes nothing", arguments: Carriage.allCases)
    func contrary(over carriage: Carriage) async throws {
        try await carriage.run { course in
            let document = try await Self.deliver(on: course)
            try course.municipality.answerAll(document, .rejected, errors: [AppRecError(.patientUnknown)])
            try await course.settle(after: 60)
            let sent = try await course.hospital.sentMessage()
            #expect(sent.application == .accepted)
            #expect(try await course.hospital.steps(of: sent).suffix(2) == ["appRecAccepted", "laterAppRec"])
            #expect(try course.hospital.outcomes() == ["acknowledged", "appRecAccepted"])
            #expect(course.travelled.filter { $0 == .appRec }.count == 2)
        }
    }

    @Test(
        "M-108 no receipt gets through until the document counts as not delivered: one that comes then still counts",
        arguments: Carriage.allCases)
    func lateReceipt(over carriage: Carriage) async throws {
        try await carriage.run { course in
            course.hit(.acknowledgment, .putOff, times: .max)
            let document = try course.hospital.write(.admitted, to: course.municipality)
            for _ in 0..<7 { try await course.settle(after: Self.retryInterval) }
            #expect(try await course.hospital.sentMessage().state == .expired)
            #expect(try course.hospital.outcomes() == ["expired"])
            course.hit(.acknowledgment, .deliver)
            try await course.settle(after: Self.hour)
            #expect(try await course.hospital.sentMessage().state == .acknowledged)
            #expect(try course.hospital.outcomes() == ["expired", "acknowledged"])
            #expect(try course.municipality.files(in: "in") == [document], "however often it came")
        }
    }

    /// A document that is acknowledged and answered with a positive AppRec.
    /// - Parameter before: what is done before it is answered.
    @discardableResult
    private static func deliver(on course: Course, before: () -> Void = {}) async throws -> [UInt8] {
        let document = try course.hospital.write(.admitted, to: course.municipality)
        try await course.settle()
        before()
        try course.municipality.answerAll(document)
        try await course.settle()
        return document
    }
}

import AddressRegister
import Exchange
import Foundation
import HTTPTransport
import HealthMessages
import Store
import TestSupport
import Testing

/// Courses 9.4 and 9.6 of HITS 1171 in the ways that only a connection can fail: the sender learns at once that something
/// went wrong, and posts again within minutes instead of at the next resend.
@Suite("The courses of HITS 1171 9 where a connection fails") struct HTTPCourseTests {
    @Test("9.4 a refused connection: the same message again once the partner is back, then as 9.1.1")
    func refusedConnection() async throws {
        try await HTTPRoad.run { road in
            let course = road.course
            await road.municipalityDoor.close()
            let document = try course.hospital.write(.admitted, to: course.municipality)
            try await course.settle()
            #expect(try await course.hospital.sentMessage().state == .queued, "it is known not to have arrived")
            #expect(course.travelled.isEmpty)
            try await road.municipalityDoor.open()
            try await course.settle(after: 61)
            try await Self.expectDelivered(document, attempts: 2, on: course)
        }
    }

    @Test("9.4 a connection that breaks before the message has arrived: nothing is taken, and it comes again")
    func brokenOff() async throws {
        try await HTTPRoad.run { road in
            let course = road.course
            course.hit(.document, .breakOff)
            let document = try course.hospital.write(.admitted, to: course.municipality)
            try await course.settle()
            #expect(try await course.hospital.sentMessage().state == .queued)
            #expect(try await course.municipality.messages(.incoming).isEmpty)
            try await course.settle(after: 61)
            try await Self.expectDelivered(document, attempts: 2, on: course)
        }
    }

    @Test("9.4 9.6 a lost response: the message again is known again, and handed over and acknowledged once")
    func lostResponse() async throws {
        try await HTTPRoad.run { road in
            let course = road.course
            course.hit(.document, .loseAnswer)
            let document = try course.hospital.write(.admitted, to: course.municipality)
            // The receipt comes on a connection of its own, and with it the certainty that the message has arrived.
            try await course.settle()
            try await Self.expectDelivered(document, attempts: 1, on: course)
            try await course.settle(after: 3600)
            #expect(course.travelled.filter { $0 == .document }.count == 1, "there is nothing more to ask for")
        }
    }

    @Test(
        "M-107 9.6 the receipt is lost on the connection: the same message, the same receipt, one hand-over")
    func lostReceiptOnConnection() async throws {
        try await HTTPRoad.run { road in
            let course = road.course
            let message = try await road.lostMessage()
            let asking = try message.askingForAnswer()
            course.hit(.document, .loseAnswer)
            await #expect(throws: (any Error).self) { try await road.post(asking) }
            #expect(try course.municipality.files(in: "in").count == 1)
            let again = try #require(try await road.post(asking).entity)
            let third = try #require(try await road.post(asking).entity)
            #expect(again.text.contains("<eb:Acknowledgment ") && again == third)
            #expect(try course.municipality.files(in: "in").count == 1)
            let receipts = try await course.municipality.messages(.outgoing, kinds: [.acknowledgment])
            #expect(receipts.map(\.attempts) == [3])
            #expect(!course.travelled.contains(.acknowledgment), "it went on the connection each time")
        }
    }

    private static func expectDelivered(_ document: [UInt8], attempts: Int, on course: Course) async throws {
        #expect(try course.municipality.files(in: "in") == [document])
        try course.municipality.answerAll(document)
        try await course.settle()
        let sent = try await course.hospital.sentMessage()
        #expect(sent.state == .acknowledged && sent.application == .accepted && sent.attempts == attempts)
        #expect(try course.hospital.outcomes() == ["acknowledged", "appRecAccepted"])
        let receipts = try await course.municipality.messages(.outgoing, kinds: [.acknowledgment])
        #expect(receipts.map(\.attempts) == [1])
    }
}

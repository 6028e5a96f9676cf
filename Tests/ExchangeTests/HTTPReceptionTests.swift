import Exchange
import Foundation
import HTTPListening
import HTTPTransport
import Identifiers
import Store
import TestSupport
import Testing

/// What the server's HTTP door says when it cannot take a message now. Whatever has got a 2xx is on disk.
@Suite("2xx only after commit") struct HTTPReceptionTests {
    @Test("M-046 a store that fails is 503 and nothing is kept; when it works again the same message is taken")
    func storeFails() async throws {
        try await HTTPRoad.run { road in
            let municipality = road.course.municipality
            let message = try await road.lostMessage()
            for error in [StoreError.full, .failed("disk")] {
                try await Self.expectLater(over: road, through: Self.door(road) { throw error }, message)
            }
            #expect(try await municipality.messages(.incoming).isEmpty)
            #expect(try await road.post(message).status == 202)
            #expect(try await municipality.messages(.incoming).count == 1)
        }
    }

    @Test("T-061 a cut before the commit: no 2xx, nothing is kept, and the sender posts again")
    func cutBeforeCommit() async throws {
        try await HTTPRoad.run { road in
            let course = road.course
            let (writing, arrived) = AsyncStream.makeStream(of: Void.self)
            let before = Once()
            let door = Self.door(road) {
                guard before.isFirst() else { return }
                arrived.yield()
                // The disk answers no more; the cut ends the waiting.
                try await Task.sleep(for: .seconds(600))
            }
            try await door.open()
            try await course.hospital.post(to: course.municipality, at: door.address)
            let document = try course.hospital.write(.admitted, to: course.municipality)
            async let worked: Void = course.country.settle([course.hospital])
            for await _ in writing { break }
            await door.close()
            try await worked
            #expect(try await course.hospital.sentMessage().state == .queued)
            #expect(try await course.municipality.messages(.incoming).isEmpty)
            try await door.open()
            try await course.settle(after: 61)
            await door.close()
            #expect(try course.municipality.files(in: "in") == [document])
            let sent = try await course.hospital.sentMessage()
            #expect(sent.state == .acknowledged && sent.attempts == 2)
        }
    }

    @Test("M-046 no room for bodies is 503 and nothing is kept; room that is given back is used again")
    func budget() async throws {
        try await HTTPRoad.run { road in
            let municipality = road.course.municipality
            let message = try await road.lostMessage()
            let budget = BodyBudget(all: message.utf8.count, each: message.utf8.count)
            let other = budget.share(of: "other")
            #expect(other.take(message.utf8.count))
            let door = HTTPDoor(
                to: municipality.context, past: Checkpoint(), now: road.course.country.clock.now, budget: budget)
            try await Self.expectLater(over: road, through: door, message)
            #expect(try await municipality.messages(.incoming).isEmpty)
            other.release()
            try await door.open()
            for _ in 0..<3 { #expect(try await road.post(message, to: door).status == 202) }
            await door.close()
            #expect(try await municipality.messages(.incoming, kinds: [.business]).isEmpty == false)
            #expect(try municipality.files(in: "in").count == 1)
        }
    }

    // MARK: - Steps

    /// Another door to the municipality, whose store does something before it writes.
    private static func door(_ road: HTTPRoad, beforeWrite: @escaping @Sendable () async throws -> Void) -> HTTPDoor {
        let context = road.course.municipality.context
        return HTTPDoor(
            to: context.with(InterruptedStore(store: context.store, beforeWrite: beforeWrite)), past: Checkpoint(),
            now: road.course.country.clock.now)
    }

    private static func expectLater(over road: HTTPRoad, through door: HTTPDoor, _ message: String) async throws {
        try await door.open()
        let error = await #expect(throws: HTTPTransportError.self) { try await road.post(message, to: door) }
        await door.close()
        #expect(error?.status == 503)
        #expect(error?.retryAfter == 10)
        #expect(error?.consequence == .retry)
    }
}

/// A store in whose writing something comes first; everything else is the real one's.
private struct InterruptedStore: TenantStore {
    let store: any TenantStore
    let beforeWrite: @Sendable () async throws -> Void

    var tenant: TenantID { store.tenant }
    var actor: String { store.actor }

    func seal(_ bytes: [UInt8]) throws -> SealedContent { try store.seal(bytes) }
    func unseal(_ sealed: SealedContent) throws -> [UInt8] { try store.unseal(sealed) }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any TenantTransaction) throws -> Value
    ) async throws -> Value {
        try await beforeWrite()
        return try await store.write(body)
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any TenantReading) throws -> Value
    ) async throws -> Value { try await store.read(body) }

    func verifyAudit() async throws -> AuditVerdict { try await store.verifyAudit() }
}

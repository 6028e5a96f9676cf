import Exchange
import Foundation
import HTTPTransport
import Identifiers
import NIOPosix
import Synchronization
import TestSupport
import Testing

/// Two offices whose servers post to each other over sockets on this machine, and never by mail.
struct HTTPRoad {
    let course: Course
    let client: EnvelopeClient
    let hospitalDoor: HTTPDoor
    let municipalityDoor: HTTPDoor

    /// Opens both doors, enters by hand that each office posts to the other, and closes everything afterwards.
    static func run(_ body: (HTTPRoad) async throws -> Void) async throws {
        let client = try EnvelopeClient(
            EnvelopeClientSettings(allowedHosts: .loopback, read: .seconds(300)),
            group: MultiThreadedEventLoopGroup.singleton)
        let (country, hospital, municipality) = try await Country.withTwoOffices(posting: client)
        let checkpoint = Checkpoint()
        let doors = [hospital, municipality].map {
            HTTPDoor(to: $0.context, past: checkpoint, now: country.clock.now)
        }
        let road = HTTPRoad(
            course: Course(
                country: country, hospital: hospital, municipality: municipality, checkpoint: checkpoint),
            client: client, hospitalDoor: doors[0], municipalityDoor: doors[1])
        let outcome: Result<Void, any Error>
        do {
            for door in doors { try await door.open() }
            try await hospital.post(to: municipality, at: doors[1].address)
            try await municipality.post(to: hospital, at: doors[0].address)
            try await body(road)
            #expect(country.post.sent.isEmpty, "nothing goes by mail")
            outcome = .success(())
        } catch { outcome = .failure(error) }
        for door in doors { await door.close() }
        await client.close()
        try outcome.get()
    }

    /// A message from the hospital to the municipality as it was posted, and never arrived.
    func lostMessage() async throws -> String {
        course.hit(.document, .lose)
        try course.hospital.write(.admitted, to: course.municipality)
        try await course.country.settle([course.hospital])
        let entity = try await course.hospital.entity(of: course.hospital.sentMessage())
        return String(decoding: entity.stored(), as: UTF8.self)
    }

    /// Posts a stored message to the municipality, which works meanwhile: somebody may wait on the connection.
    func post(_ message: String, to door: HTTPDoor? = nil) async throws -> EnvelopeClient.Answer {
        let address = try (door ?? municipalityDoor).address
        let (client, now) = (client, course.country.clock.now())
        let isAnswered = Mutex(false)
        async let answer = {
            defer { isAnswered.withLock { $0 = true } }
            return try await client.post(Array(message.utf8), to: address)
        }()
        while !isAnswered.withLock({ $0 }) {
            try await course.municipality.work(at: now)
            try await Task.sleep(for: .milliseconds(2))
        }
        return try await answer
    }
}

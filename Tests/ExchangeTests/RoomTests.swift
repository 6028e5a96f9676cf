import Cryptography
import Exchange
import Foundation
import HTTPTransport
import Identifiers
import Mail
import Store
import Synchronization
import TestSupport
import Testing

/// What strangers send does not fill the disk, and nothing that may be a partner's message is lost by that.
@Suite("Room for what others send") struct RoomTests {
    @Test("T-064 of a post that cannot be read the first 64 kB are kept, with its size and digest")
    func beginning() async throws {
        let (country, _, municipality) = try await Country.withTwoOffices()
        let flow = PostFlow(context: municipality.context)
        let junk = try Self.junk(octets: 3_000_000)
        guard case .fault = try await flow.receive(junk, sender: "192.0.2.1", now: country.clock.now) else {
            Issue.record("no fault")
            return
        }
        let kept = try #require(try await municipality.messages(.incoming).first)
        #expect(kept.state == .unreadable && kept.size == junk.stored().count)
        let (content, events) = try await municipality.store.read {
            (try $0.content(.received, of: kept.key), try $0.events(of: kept.key))
        }
        #expect(content == Array(junk.stored().prefix(65_536)))
        let digest = Hexadecimal.encode(SHA256.digest(junk.body))
        #expect(events.contains { $0.step == "received" && $0.detail["sha256"] == digest })
    }

    @Test("T-064 so many unreadable posts are kept in a day, the next are to come again, and messages are taken")
    func quota() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        var limits = municipality.context.limits
        limits.unreadablePostsPerDay = 2
        let flow = PostFlow(context: municipality.context.with(limits: limits))
        let junk = try Self.junk(octets: 100)
        var refusals: [Bool?] = []
        for _ in 0..<4 {
            let reply = try await flow.receive(junk, sender: "", now: country.clock.now)
            if case .later(let isFirst) = reply { refusals.append(isFirst) } else { refusals.append(nil) }
        }
        #expect(refusals == [nil, nil, true, false])
        #expect(try await municipality.messages(.incoming).count == 2)
        let message = try await Self.message(from: hospital, to: municipality, in: country)
        guard case .accepted = try await flow.receive(message, sender: "", now: country.clock.now) else {
            Issue.record("a message was not taken")
            return
        }
        let nextDay = country.clock.now().addingTimeInterval(86_400)
        guard case .fault = try await flow.receive(junk, sender: "", now: { nextDay }) else {
            Issue.record("the next day's was not kept")
            return
        }
        #expect(try await municipality.messages(.incoming).count == 4)
    }

    @Test("T-064 the door says 503, and when to come again, to an unreadable post that is one too many")
    func door() async throws {
        try await HTTPRoad.run { road in
            let municipality = road.course.municipality
            var limits = municipality.context.limits
            limits.unreadablePostsPerDay = 1
            let door = HTTPDoor(
                to: municipality.context.with(limits: limits), past: Checkpoint(), now: road.course.country.clock.now)
            let broken = try await road.lostMessage().replacing("</SOAP:Header>", with: "</SOAP:Head>")
            try await door.open()
            let kept = try await road.post(broken, to: door)
            let error = await #expect(throws: HTTPTransportError.self) { try await road.post(broken, to: door) }
            await door.close()
            #expect(kept.status == 500)
            #expect(error?.status == 503 && error?.retryAfter == 3600)
            #expect(try await municipality.messages(.incoming).map(\.state) == [.unreadable])
        }
    }

    @Test("T-064 on a disk that is nearly full no post is taken, readable or not; with room the message is")
    func postWithoutRoom() async throws {
        let (country, hospital, municipality) = try await Country.withTwoOffices()
        let message = try await Self.message(from: hospital, to: municipality, in: country)
        let full = PostFlow(context: municipality.context.with(hasRoom: { _ in false }))
        for entity in [message, try Self.junk(octets: 100)] {
            await #expect(throws: StoreError.full) {
                try await full.receive(entity, sender: "", now: country.clock.now)
            }
        }
        #expect(try await municipality.messages(.incoming).isEmpty)
        let size = message.body.count
        let flow = PostFlow(context: municipality.context.with(hasRoom: { $0 == size }))
        guard case .accepted = try await flow.receive(message, sender: "", now: country.clock.now) else {
            Issue.record("a message was not taken")
            return
        }
    }

    @Test("T-064 on a disk that is nearly full mails stay in the mailbox; those that had room are stored and removed")
    func mailWithoutRoom() async throws {
        let (country, _, municipality) = try await Country.withTwoOffices()
        for number in 0..<3 {
            country.post.deliver(Array("Subject: \(number)\r\n\r\n0123456789\r\n".utf8), to: municipality.address)
        }
        let size = try #require(country.post.waiting(for: municipality.address).first).bytes.count
        func fetch(room: Int) async throws -> Int {
            try await MailboxFlow(
                context: municipality.context.with(hasRoom: { $0 <= room }), name: "box",
                mailbox: country.carrier.mailbox(of: municipality.address)
            ).fetch(now: country.clock.now)
        }
        for (room, left) in [(0, 3), (2 * size, 1)] {
            await #expect(throws: StoreError.full) { try await fetch(room: room) }
            #expect(country.post.waiting(for: municipality.address).count == left)
            #expect(try await municipality.messages(.incoming).count == 3 - left)
        }
        #expect(try await fetch(room: .max) == 1)
        #expect(country.post.waiting(for: municipality.address).isEmpty)
        #expect(try await municipality.messages(.incoming).count == 3)
    }

    @Test("T-065 a size that no mail has is not asked room for: it neither stops the mailbox nor the server")
    func impossibleSize() async throws {
        let (country, _, municipality) = try await Country.withTwoOffices()
        for size in [Int.max, Int.max / 2, 900_000_000_000] {
            let asked = Asked()
            let mailbox = ListedMailbox([("1", 100), ("2", size), ("3", size)])
            let flow = MailboxFlow(
                context: municipality.context.with(hasRoom: {
                    asked.note($0)
                    return true
                }), name: "box \(size)", mailbox: mailbox)
            #expect(try await flow.fetch(now: country.clock.now) >= 1)
            #expect(asked.most < 1_000_000_000)
        }
    }

    private static func junk(octets: Int) throws -> HTTPEntity {
        let body = Array("<a>".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: octets)
        return try #require(HTTPEntity(contentType: "text/xml", soapAction: "\"ebXML\"", body: body))
    }

    /// A message as it would be posted.
    private static func message(
        from hospital: Office, to municipality: Office, in country: Country
    ) async throws -> HTTPEntity {
        try await hospital.post(to: municipality)
        try hospital.write(.admitted, to: municipality)
        country.post.serve(municipality.httpAddress) { _ throws(HTTPTransportError) in
            .init(status: 202, entity: nil)
        }
        try await country.settle([hospital])
        return try await hospital.entity(of: hospital.sentMessage())
    }
}

/// What room was asked for.
private final class Asked: Sendable {
    private let octets = Mutex(0)
    var most: Int { octets.withLock { $0 } }
    func note(_ asked: Int) { octets.withLock { $0 = max($0, asked) } }
}

/// A mailbox that says what it likes of its mails, and has those of which it says the truth.
private struct ListedMailbox: MailboxReading, MailboxSession {
    let mails: [(uidl: String, size: Int)]

    init(_ mails: [(uidl: String, size: Int)]) { self.mails = mails }

    func session(_ body: @Sendable (any MailboxSession) async throws -> Void) async throws { try await body(self) }

    func list() -> [MailboxEntry] {
        mails.enumerated().map { MailboxEntry(number: $0 + 1, uidl: $1.uidl, size: $1.size) }
    }

    func retrieve(_ entry: MailboxEntry) throws -> [UInt8] {
        guard entry.size < 1_000 else { throw MailError(.mailTooLarge, .hold) }
        return Array("Subject: 1\r\n\r\n".utf8)
    }

    func delete(_ entry: MailboxEntry) {}
}

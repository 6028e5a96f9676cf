import Exchange
import Foundation
import HTTPTransport
import Identifiers
import Mail
import Synchronization

/// What carries mail from one office to another's mailbox.
protocol Carrier: MailSending {
    func mailbox(of address: EDIAddress) -> any MailboxReading
}

/// Mailboxes in memory, for tests that decide themselves when mail moves.
final class PostOffice: Carrier, EnvelopePosting {
    struct Letter: Sendable {
        let uidl: String
        let bytes: [UInt8]
    }

    private struct State {
        var boxes: [String: [Letter]] = [:]
        var sent: [OutgoingMail] = []
        var count = 0
        var isDown: MailError?
        var partners: [String: @Sendable (HTTPEntity) async throws(HTTPTransportError) -> EnvelopeClient.Answer] = [:]
        var loses: @Sendable (OutgoingMail) -> Bool = { _ in false }
    }

    private let state = Mutex(State())

    /// Every mail that was taken, in order.
    var sent: [OutgoingMail] { state.withLock { $0.sent } }

    /// What waits for an address.
    func waiting(for address: EDIAddress) -> [Letter] { state.withLock { $0.boxes[address.text] ?? [] } }

    /// From now on each mail fails with this error; nil for in service again.
    func goDown(_ error: MailError?) { state.withLock { $0.isDown = error } }

    /// Mails for which this is true are taken and vanish.
    func lose(_ which: @escaping @Sendable (OutgoingMail) -> Bool) { state.withLock { $0.loses = which } }

    func send(_ mail: OutgoingMail) async throws(MailError) {
        if let error = state.withLock({ $0.isDown }) { throw error }
        state.withLock { state in
            state.sent.append(mail)
            if !state.loses(mail) { for address in mail.to { Self.deliver(mail.data, to: address, &state) } }
        }
    }

    /// Throws everything away.
    func forget() {
        state.withLock { state in
            state.boxes = [:]
            state.sent = []
        }
    }

    /// Puts a partner's server at an HTTP address.
    func serve(
        _ address: String,
        _ answer: (@Sendable (HTTPEntity) async throws(HTTPTransportError) -> EnvelopeClient.Answer)?
    ) {
        state.withLock { $0.partners[address] = answer }
    }

    func post(_ stored: [UInt8], to address: HTTPAddress) async throws(HTTPTransportError) -> EnvelopeClient.Answer {
        guard let partner = state.withLock({ $0.partners[address.text] }) else {
            throw HTTPTransportError(.connectionFailed)
        }
        guard let entity = try? HTTPEntity(stored: stored) else { throw HTTPTransportError(.unusableEntity) }
        return try await partner(entity)
    }

    /// Puts a mail into a mailbox that nobody sent through here.
    func deliver(_ bytes: [UInt8], to address: EDIAddress) {
        state.withLock { Self.deliver(bytes, to: address, &$0) }
    }

    private static func deliver(_ bytes: [UInt8], to address: EDIAddress, _ state: inout State) {
        state.count += 1
        state.boxes[address.text, default: []].append(Letter(uidl: "u\(state.count)", bytes: bytes))
    }

    func mailbox(of address: EDIAddress) -> any MailboxReading { Box(office: self, address: address) }

    private struct Box: MailboxReading {
        let office: PostOffice
        let address: EDIAddress

        func session(_ body: @Sendable (any MailboxSession) async throws -> Void) async throws {
            let session = Session(letters: office.waiting(for: address))
            try await body(session)
            let gone = session.deleted.withLock { $0 }
            office.state.withLock { state in
                state.boxes[address.text]?.removeAll { gone.contains($0.uidl) }
            }
        }
    }

    private final class Session: MailboxSession {
        let letters: [Letter]
        let deleted = Mutex<Set<String>>([])

        init(letters: [Letter]) { self.letters = letters }

        func list() async throws -> [MailboxEntry] {
            letters.enumerated().map {
                MailboxEntry(number: $0.offset + 1, uidl: $0.element.uidl, size: $0.element.bytes.count)
            }
        }

        func retrieve(_ entry: MailboxEntry) async throws -> [UInt8] {
            let bytes = letters[entry.number - 1].bytes
            if bytes.starts(with: Array("TOO LARGE".utf8)) {
                throw MailError(.mailTooLarge, .permanent)
            }
            return bytes
        }

        func delete(_ entry: MailboxEntry) async throws {
            _ = deleted.withLock { $0.insert(entry.uidl) }
        }
    }
}

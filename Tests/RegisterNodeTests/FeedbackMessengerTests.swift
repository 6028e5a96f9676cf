import Archive
import CommandOutcome
import Cryptography
import FolderExchange
import Foundation
import HealthMessages
import Identifiers
import Register
import SealedSubmission
import TestSupport
import Testing

@testable import RegisterNode

@Suite("Feedback as messages of the exchange")
struct FeedbackMessengerTests {
    let scene: NodeScene
    let server: RecordSystemFolder
    private let settings: RegisterConfiguration.Exchange
    private let release = NodeScene.at(31, 12)

    init() throws {
        scene = try NodeScene()
        let folder = scene.scratch.path("records")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        server = RecordSystemFolder(path: folder, maximumSize: 1 << 20)
        try server.prepare()
        settings = .init(
            folder: folder,
            party: ExchangeParty(
                name: "Registeret", her: HERId(800_900)!, serviceName: "Helse og omsorg", serviceHER: HERId(800_901)!))
    }

    /// Lets `body` work with a register that has one test submission, released.
    func withReleased(
        address: Bool = true, _ body: (RegisterNode, SubmissionID) async throws -> Void
    ) async throws {
        let node = try await scene.open(exchange: settings)
        do {
            if address { try setAddress(in: node) }
            let delivery = try scene.delivery(DeliveryPlan { $0.kind = .test })
            let now = node.administration().clock()
            let reception = SubmissionReception(
                store: node.store, waiting: WaitingDeliveries(in: node.configuration.dataDirectory),
                trust: node.administration().trust.trust)
            _ = try reception.take(manifest: delivery.manifest, of: delivery.id, now: now)
            for part in delivery.content {
                _ = try reception.take(part.entry.name, part.bytes, of: delivery.id, now: now)
            }
            _ = try reception.take(statement: delivery.statement, of: delivery.id, now: now)
            for part in delivery.map { _ = try reception.take(part.entry.name, part.bytes, of: delivery.id, now: now) }
            #expect(try reception.complete(delivery.id, now: now) == .received(delivery.id))
            await node.runOnce(now: now)
            #expect(try node.store.submission(delivery.id)?.state == .released)
            try await body(node, delivery.id)
        } catch {
            try? await node.close()
            throw error
        }
        try await node.close()
    }

    private func setAddress(in node: RegisterNode) throws {
        var municipality = scene.municipality
        municipality.exchange = ExchangeParty(
            name: municipality.name, her: HERId(800_300)!, serviceName: "Pleie og omsorg", serviceHER: HERId(800_301)!)
        try node.store.keep(municipality)
    }

    func document() throws -> [UInt8] {
        let waiting = try server.submissions()
        #expect(waiting.count == 1)
        guard case .document(let bytes) = try server.read(try #require(waiting.first)) else {
            throw CocoaError(.fileReadUnknown)
        }
        return bytes
    }

    func tell(_ outcome: String, _ number: Int, _ message: FeedbackMessage, code: String? = nil) throws {
        let id = UUID(uuidString: message.msgID)!
        try server.receipt(
            id, number: number,
            note: ReceiptNote(
                id: id, msgID: message.msgID, outcome: outcome, receiver: message.to.serviceHER, code: code,
                sentences: [:], at: scene.clock.now))
    }

    @Test("I-046 a released archive goes as one message, with the password that only the return key opens")
    func sends() async throws {
        try await withReleased { node, id in
            let archive = try #require(try node.store.archive(of: id))
            let bytes = try document()
            let feedback = try RegisterFeedback.read(bytes)
            #expect(feedback.archive == archive.archive && feedback.submission == id)
            #expect(feedback.sha256 == archive.sha256 && feedback.unit == scene.municipality.unit)
            let head = try HealthDocument.read(bytes)
            #expect(head.sender?.her == HERId(800_901) && head.receiver?.her == HERId(800_301))
            let key = try SyntheticKeys.ofThisProcess.key("return")
            let text = String(
                decoding: try key.decryptOAEP(feedback.sealedPassword, label: ArchivePasswordSeal.label(of: id)),
                as: UTF8.self)
            try ArchiveReader.check(feedback.archive, password: try #require(ArchivePassword(typed: text)))
            #expect(try node.store.messages().map(\.standing) == [.written])
            for _ in 0..<3 { await node.runOnce(now: scene.clock.now) }
            #expect(try document() == bytes, "once for a submission")
        }
    }

    @Test("I-046 a municipality without an address in the exchange gets none, until it has one")
    func addresses() async throws {
        try await withReleased(address: false) { node, _ in
            #expect(try node.store.messages().isEmpty && server.submissions().isEmpty)
            try setAddress(in: node)
            await node.runOnce(now: scene.clock.now)
            #expect(try server.submissions().count == 1)
        }
    }

    @Test(
        "I-046 after a crash between writing and noting it, the same file is not written again",
        arguments: [false, true])
    func crash(taken: Bool) async throws {
        try await withReleased(address: false) { node, id in
            try setAddress(in: node)
            // As a crash leaves it: queued and in the folder, and nothing says that it is.
            try node.store.queueMessages(from: settings.party, now: scene.clock.now, makeID: UUID.init)
            let message = try #require(try node.store.messages(.queued).first)
            #expect(try RecordSystemSide(path: settings.folder).submit([7], as: message.fileName) == .nowhere)
            if taken { _ = try server.accept(try #require(try server.submissions().first)) }
            await node.runOnce(now: scene.clock.now)
            #expect(try node.store.messages().map(\.standing) == [.written])
            #expect(try node.store.messages().map(\.msgID) == [message.msgID])
            if taken { #expect(try server.submissions().isEmpty) } else { #expect(try document() == [7]) }
        }
    }

    @Test("I-046 what the exchange says is the message's standing, each receipt once, the receiver's word last")
    func receipts() async throws {
        try await withReleased { node, id in
            let message = try #require(try node.store.messages().first)
            func standing() async throws -> FeedbackMessage.Standing? {
                await node.runOnce(now: scene.clock.now)
                return try node.store.messages().first?.standing
            }
            try tell("remarked", 1, message)
            #expect(try await standing() == .written)
            try tell("acknowledged", 2, message)
            #expect(try await standing() == .acknowledged)
            try tell("appRecMissing", 3, message)
            #expect(try await standing() == .unanswered)
            try tell("appRecAccepted", 4, message)
            #expect(try await standing() == .accepted)
            try tell("expired", 5, message, code: "no-receipt")
            #expect(try await standing() == .accepted)
            #expect(try node.store.unread(receipts: RecordSystemSide(path: settings.folder).receipts()).isEmpty)
            let pair = try #require(try RegisterKeyFolder.open(scene.configuration).pair(.signing))
            let events = try node.store.statusEvents(signer: pair, now: scene.clock.now).count
            #expect(events == 4, "received, controlled, ready and fetched")
            #expect(try node.store.messages().map(\.submission) == [id])
        }
    }

    @Test("I-046 a rejection, a failure and a refusal by the folder are told with their codes")
    func failures() async throws {
        try await withReleased { node, _ in
            let message = try #require(try node.store.messages().first)
            try tell("undeliverable", 1, message, code: "mailbox-unknown")
            await node.runOnce(now: scene.clock.now)
            #expect(try node.store.messages().first?.standing == .failed)
            #expect(try node.store.messages().first?.code == "mailbox-unknown")
            try tell("appRecRejected", 2, message)
            await node.runOnce(now: scene.clock.now)
            #expect(try node.store.messages().first?.standing == .rejected)
        }
    }

    @Test("I-046 a document that the exchange's server refuses in the folder is told so")
    func refused() async throws {
        try await withReleased { node, _ in
            let note = RefusalNote(code: "sender-not-allowed", sentences: [:], msgID: nil, at: scene.clock.now)
            _ = try server.refuse(try #require(try server.submissions().first), note)
            await node.runOnce(now: scene.clock.now)
            let message = try #require(try node.store.messages().first)
            #expect(message.standing == .failed && message.code == "sender-not-allowed")
        }
    }

    @Test("U-05 a message that failed is sent again as a new one, and one that is under way or taken is not")
    func again() async throws {
        try await withReleased { node, id in
            func order(dryRun: Bool = false) async throws {
                _ = try await MessageRepetition(id, dryRun: dryRun).answer(in: node.administration())
            }
            func refusal() async -> String? {
                do { try await order() } catch { return (error as? AdministrationError)?.code }
                return nil
            }
            let first = try #require(try node.store.messages().first)
            #expect(await refusal() == "message-under-way")
            _ = try server.accept(try #require(try server.submissions().first))
            try tell("undeliverable", 1, first, code: "mailbox-unknown")
            await node.runOnce(now: scene.clock.now)
            try await order(dryRun: true)
            #expect(try node.store.messages().map(\.standing) == [.failed])
            try await order()
            #expect(await refusal() == "message-under-way")
            await node.runOnce(now: scene.clock.now)
            let second = try #require(try node.store.messages().first)
            #expect(second.attempt == 2 && second.msgID != first.msgID && second.standing == .written)
            #expect(try RegisterFeedback.read(document()).submission == id)
            // A late word about the first one: the municipality has what was sent.
            try tell("appRecAccepted", 2, first)
            await node.runOnce(now: scene.clock.now)
            #expect(try node.store.messages().map(\.standing) == [.accepted])
            #expect(await refusal() == "message-under-way")
            let unknown = try? await MessageRepetition(
                SubmissionID(random: [UInt8](repeating: 9, count: 16))!, dryRun: true
            )
            .answer(in: node.administration())
            #expect(unknown == nil)
        }
    }

    @Test("I-046 another's receipt, and a folder that is gone, change nothing and stop nothing")
    func robust() async throws {
        try await withReleased { node, _ in
            let message = try #require(try node.store.messages().first)
            let stranger = UUID()
            try server.receipt(
                stranger, number: 1,
                note: ReceiptNote(
                    id: stranger, msgID: stranger.uuidString, outcome: "appRecAccepted", receiver: nil, code: nil,
                    sentences: [:], at: scene.clock.now))
            await node.runOnce(now: scene.clock.now)
            #expect(try node.store.messages() == [message])
            try FileManager.default.removeItem(atPath: settings.folder)
            await node.runOnce(now: scene.clock.now)
            #expect(try node.store.messages() == [message])
        }
    }
}

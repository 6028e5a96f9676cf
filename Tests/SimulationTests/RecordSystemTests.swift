import Foundation
import HealthMessages
import Testing

@testable import Simulation

@Suite("A simulated record system")
struct RecordSystemTests {
    let parties: [DemoParty]
    let ground: DemoGround
    let now = Date(timeIntervalSince1970: 1_790_000_000)

    init() throws {
        parties = try DemoParty.all()
        ground = try DemoGround(root: "/tmp/budstikke-test-\(UUID().uuidString.prefix(8))", parties: parties)
    }

    @Test("a document is moved to taken and answered by a receipt that names it")
    func answers() async throws {
        defer { ground.remove() }
        let system = try prepare(.accepts)
        let msgID = UUID()
        try offer(msgID: msgID)
        #expect(try await system.runOnce() == 1)
        #expect(try await system.runOnce() == 0)
        #expect(await system.deliveries.map(\.msgID) == [msgID.uuidString.lowercased()])
        let receipt = try #require(try out().first)
        #expect(receipt.status == .ok)
        #expect(receipt.originalMsgID == msgID.uuidString.lowercased())
        #expect(FileManager.default.fileExists(atPath: "\(folder)/taken/1.xml"))
        #expect(!FileManager.default.fileExists(atPath: "\(folder)/in/1.xml"))
    }

    @Test("a document about a stranger is rejected with E35")
    func rejects() async throws {
        defer { ground.remove() }
        let system = try prepare(.rejects(.patientUnknown))
        try offer(msgID: UUID())
        try await system.runOnce()
        let receipt = try #require(try out().first)
        #expect(receipt.status == .rejected)
        #expect(receipt.errors.map(\.code) == ["E35"])
    }

    @Test("what is no document is taken and not answered")
    func unreadable() async throws {
        defer { ground.remove() }
        let system = try prepare(.accepts)
        try ground.write(Array("ikke XML".utf8), to: "\(folder)/in/1.xml")
        #expect(try await system.runOnce() == 1)
        #expect(try out().isEmpty)
    }

    private var folder: String { "\(ground.root)/records/storvik" }

    private func prepare(_ answer: RecordSystemAnswer) throws -> RecordSystemSimulator {
        for area in ["in", "out", "taken"] {
            try FileManager.default.createDirectory(
                atPath: "\(folder)/\(area)", withIntermediateDirectories: true)
        }
        let now = now
        return RecordSystemSimulator(
            party: try party(.storvik), folder: folder, catalogue: try MessageCatalogue.bundled(),
            answers: { _ in answer }, clock: { now }, uuid: { UUID() })
    }

    private func offer(msgID: UUID) throws {
        let request = DocumentRequest(
            action: "LOG_INNLAGT", text: "Innlagt.", from: try party(.hospital), to: try party(.storvik), msgID: msgID,
            inReplyTo: nil, now: now)
        try ground.write(try request.document(), to: "\(folder)/in/1.xml")
        try ground.write(Array("{}".utf8), to: "\(folder)/in/1.json")
    }

    private func out() throws -> [AppRec] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").map { name in
            let data = try #require(FileManager.default.contents(atPath: "\(folder)/out/\(name)"))
            return try AppRec.read(Array(data))
        }
    }

    private func party(_ name: PartyName) throws -> DemoParty { try #require(parties.first { $0.name == name }) }
}

import Foundation
import HealthMessages
import Testing

@testable import Simulation

/// The folder of one simulated record system, without servers around it.
struct RecordSystemDesk {
    let party: DemoParty
    private let sender: DemoParty
    private let ground: DemoGround
    private let now = Date(timeIntervalSince1970: 1_790_000_000)

    init() throws {
        let parties = try DemoParty.all()
        party = try #require(parties.first { $0.name == .storvik })
        sender = try #require(parties.first { $0.name == .hospital })
        ground = try DemoGround(root: "/tmp/budstikke-test-\(UUID().uuidString.prefix(8))", parties: parties)
    }

    private var folder: String { "\(ground.root)/records/storvik" }

    func close() { ground.remove() }

    func system(_ answer: RecordSystemAnswer, own: OwnParties? = nil) throws -> RecordSystemSimulator {
        for area in ["in", "out", "taken"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(area)", withIntermediateDirectories: true)
        }
        let now = now
        return RecordSystemSimulator(
            party: party, own: own, folder: folder, catalogue: try MessageCatalogue.bundled(),
            answers: { _ in answer }, clock: { now }, uuid: { UUID() })
    }

    /// Always the same document from the hospital.
    func document(msgID: UUID = UUID()) throws -> [UInt8] {
        try DocumentRequest(
            action: "LOG_INNLAGT", text: "Innlagt.", from: sender, to: party, msgID: msgID, inReplyTo: nil, now: now
        ).document()
    }

    /// Puts a document into `in`, as the server does.
    func offer(_ document: [UInt8]) throws {
        let name = UUID().uuidString.lowercased()
        try ground.write(Array("{}".utf8), to: "\(folder)/in/\(name).json")
        try ground.write(document, to: "\(folder)/in/\(name).xml")
    }

    /// What the record system has submitted.
    func receipts() throws -> [AppRec] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder)/out").sorted().map { name in
            let data = try #require(FileManager.default.contents(atPath: "\(folder)/out/\(name)"))
            return try AppRec.read(Array(data))
        }
    }
}

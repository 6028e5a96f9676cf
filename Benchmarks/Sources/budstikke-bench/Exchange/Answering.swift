import Foundation
import HealthMessages

/// Record systems that answer every document with an AppRec, as fast as they can.
struct Answering: Sendable {
    private let systems: [(party: TownParty, folder: RecordFolder)]
    private let catalogue: MessageCatalogue

    init(_ parties: [TownParty], on ground: TownGround) throws {
        systems = parties.map { ($0, RecordFolder(path: ground.folder(of: $0))) }
        catalogue = try MessageCatalogue.bundled()
    }

    /// Works until the task is cancelled.
    func run() async throws {
        while !Task.isCancelled {
            for system in systems {
                for document in try system.folder.take() { try answer(document, from: system) }
            }
            try? await Task.sleep(for: .milliseconds(25))
        }
    }

    private func answer(_ bytes: [UInt8], from system: (party: TownParty, folder: RecordFolder)) throws {
        let document = try HealthDocument.read(bytes)
        guard !document.isAppRec else { return }
        let id = UUID()
        let appRec = try AppRec.answer(
            to: document, from: system.party.her, status: .ok, now: Date(), id: id, catalogue: catalogue
        ).get()
        let name = id.uuidString.lowercased()
        try system.folder.prepare(appRec.write(), name: name)
        _ = try system.folder.release(name)
    }
}

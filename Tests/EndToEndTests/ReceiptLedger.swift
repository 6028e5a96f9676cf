import Foundation
import Synchronization

/// What record systems have been told in their `receipts` folders, each note read once.
final class ReceiptLedger: Sendable {
    private struct Note: Decodable {
        let msgID: String
        let outcome: String
    }

    private struct State {
        var seen: Set<String> = []
        var told: [String: Set<String>] = [:]
    }

    private let folders: [String]
    private let state = Mutex(State())

    /// - Parameter folders: of the record systems, each with `receipts` in it.
    init(folders: [String]) { self.folders = folders }

    /// The outcomes so far, by MsgId.
    func outcomes() throws -> [String: Set<String>] {
        try state.withLock { state in
            for folder in folders { try Self.read("\(folder)/receipts", into: &state) }
            return state.told
        }
    }

    private static func read(_ folder: String, into state: inout State) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasSuffix(".json") && !name.hasPrefix(".") && !state.seen.contains(name) {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                let note = try? JSONDecoder().decode(Note.self, from: data)
            else { continue }
            state.seen.insert(name)
            state.told[note.msgID, default: []].insert(note.outcome)
        }
    }
}

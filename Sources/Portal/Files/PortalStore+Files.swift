import Cryptography
public import Foundation
public import Identifiers
import SQLiteAccess
public import Web

extension PortalStore {
    /// What became of a file that the register sent.
    public enum FileArrival: Equatable, Sendable {
        case taken
        /// It is here already, unchanged; nothing was done.
        case known
        /// Another file is here for the same submission.
        case other
        case unknownUnit
    }

    /// Octets of a file that are read or written at a time.
    static let piece = 1 << 20

    /// Takes a file. `ciphertext` must be what `file` says of its size and digest. One whose content is gone may come
    /// again, and then is as new; so is one with a higher number, which takes the earlier one's place.
    func take(_ file: PortalFile, _ ciphertext: [UInt8]) async throws -> FileArrival {
        try await database.write { connection in
            if let known = try Self.files("id = ?", [file.id.text], in: connection).first {
                guard known.unit == file.unit, known.year == file.year, known.kind == file.kind,
                    file.number > known.number || (file.number == known.number && known.sha256 == file.sha256)
                else { return .other }
                if file.number == known.number, known.purged == nil { return .known }
                try connection.run("DELETE FROM pieces WHERE file = ?", [file.id.text])
                try connection.run("DELETE FROM files WHERE id = ?", [file.id.text])
            }
            guard try !Self.units("unit = ?", file.unit.description, in: connection).isEmpty else {
                return .unknownUnit
            }
            try Self.add(file, ciphertext, in: connection)
            try PortalEvent.note(.fileArrived, file.unit, file: file.id, at: file.arrived, in: connection)
            return .taken
        }
    }

    private static func add(_ file: PortalFile, _ ciphertext: [UInt8], in connection: Connection) throws {
        try connection.run(
            "INSERT INTO files (id, unit, year, kind, size, sha256, arrived_at, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                file.id.text, file.unit.description, file.year, file.kind.rawValue, file.size, file.sha256,
                file.arrived.microseconds, file.number,
            ])
        for start in stride(from: 0, to: ciphertext.count, by: piece) {
            let octets = ciphertext[start..<min(start + piece, ciphertext.count)]
            try connection.run(
                "INSERT INTO pieces (file, position, bytes) VALUES (?, ?, ?)",
                [file.id.text, start / piece, Array(octets)])
        }
    }

    /// The files of an account's units, newest first, those whose content is gone included.
    public func files(of account: SharedAddress) async throws -> [PortalFile] {
        try await database.read { connection in
            try Self.files("unit IN (SELECT unit FROM units WHERE account = ?)", [account.text], in: connection)
        }
    }

    /// A file, when it belongs to one of the account's units; nil for another's, and for one that is not there, so that
    /// the two cannot be told apart (I-061).
    public func file(_ id: SubmissionID, of account: SharedAddress) async throws -> PortalFile? {
        try await database.read { try Self.file(id, of: account, in: $0) }
    }

    /// One piece of a file's content, from 0; nil after the last, and when that content is gone or another's by now.
    func piece(_ position: Int, of file: PortalFile) async throws -> [UInt8]? {
        try await database.read { connection in
            try connection.first(
                """
                SELECT bytes FROM pieces JOIN files ON files.id = pieces.file
                WHERE file = ? AND position = ? AND sha256 = ?
                """, [file.id.text, position, file.sha256]
            ) { try $0.required($0.bytes(0)) }
        }
    }

    /// What somebody does with a file of theirs.
    enum Deed: Equatable, Sendable {
        case fetch, forward, delete, restore

        fileprivate var event: PortalEvent.Kind {
            switch self {
            case .fetch: .fileFetched
            case .forward: .fileForwarded
            case .delete: .fileDeleted
            case .restore: .fileRestored
            }
        }

        /// The change, and for which files it is one. A deed that is done already changes nothing.
        fileprivate var change: (set: String, condition: String) {
            switch self {
            case .fetch: ("fetched_at = coalesce(fetched_at, ?)", "deleted_at IS NULL")
            case .forward: ("forwarded_at = ?", "forwarded_at IS NULL AND deleted_at IS NULL")
            case .delete: ("deleted_at = ?", "deleted_at IS NULL")
            case .restore: ("deleted_at = ?", "deleted_at IS NOT NULL")
            }
        }
    }

    /// Does it, and notes it. False when it is no file of the account's, or its content is gone.
    /// - Parameters:
    ///   - content: SHA-256 of what it is done with; it is not done when another content is here by now.
    ///   - person: who does it, under a name of their own; nil for the shared account.
    func carryOut(
        _ deed: Deed, _ id: SubmissionID, content: [UInt8]? = nil, of account: SharedAddress, by person: String? = nil,
        now: Date
    ) async throws -> Bool {
        try await database.write { connection in
            guard let file = try Self.file(id, of: account, in: connection), file.purged == nil, now < file.ends,
                content == nil || content == file.sha256
            else { return false }
            let change = deed.change
            try connection.run(
                "UPDATE files SET \(change.set) WHERE id = ? AND \(change.condition)",
                [deed == .restore ? nil : now.microseconds, id.text])
            if connection.changes > 0 {
                if deed == .fetch, file.fetched == nil {
                    try connection.run("UPDATE files SET fetched_by = ? WHERE id = ?", [person, id.text])
                }
                try PortalEvent.note(deed.event, file.unit, file: id, at: now, in: connection)
            }
            return true
        }
    }

    /// Destroys the content of files whose time has ended. What is known about them stays.
    /// - Returns: how many.
    public func purge(now: Date) async throws -> Int {
        let purged = try await database.write { connection in
            let ended = try Self.files("purged_at IS NULL", [], in: connection).filter { $0.ends <= now }
            for file in ended {
                try connection.run("DELETE FROM pieces WHERE file = ?", [file.id.text])
                try connection.run("UPDATE files SET purged_at = ? WHERE id = ?", [now.microseconds, file.id.text])
                try PortalEvent.note(.filePurged, file.unit, file: file.id, at: now, in: connection)
            }
            return ended.count
        }
        if purged > 0 { try await database.emptyLog() }
        return purged
    }

    /// Files that have lain since `arrived` without being fetched, and whose unit has not been reminded.
    func forgotten(since arrived: Date) async throws -> [PortalFile] {
        try await database.read { connection in
            try Self.files(
                """
                arrived_at <= ? AND fetched_at IS NULL AND deleted_at IS NULL AND purged_at IS NULL
                AND reminded_at IS NULL
                """, [arrived.microseconds], in: connection)
        }
    }

    func reminded(of file: PortalFile, now: Date) async throws {
        try await database.write { connection in
            try connection.run("UPDATE files SET reminded_at = ? WHERE id = ?", [now.microseconds, file.id.text])
            try PortalEvent.note(.fileReminded, file.unit, file: file.id, at: now, in: connection)
        }
    }

    private static func file(
        _ id: SubmissionID, of account: SharedAddress, in connection: Connection
    ) throws -> PortalFile? {
        let own = "id = ? AND unit IN (SELECT unit FROM units WHERE account = ?)"
        return try files(own, [id.text, account.text], in: connection).first
    }

    private static func files(
        _ condition: String, _ values: [(any Bindable)?], in connection: Connection
    ) throws -> [PortalFile] {
        try connection.all(
            """
            SELECT id, unit, year, kind, size, sha256, arrived_at, fetched_at, forwarded_at, deleted_at, purged_at,
                fetched_by, number
            FROM files WHERE \(condition) ORDER BY arrived_at DESC, id
            """, values
        ) { row in
            var file = PortalFile(
                id: try row.required(row.text(0).flatMap { SubmissionID($0) }),
                unit: try row.required(row.text(1).flatMap { ReportingUnit($0) }), year: try row.required(row.count(2)),
                kind: try row.required(row.text(3).flatMap(PortalFile.Kind.init)), size: try row.required(row.count(4)),
                sha256: try row.required(row.bytes(5)), arrived: try row.required(row.date(6)),
                number: try row.required(row.count(12)))
            (file.fetched, file.forwarded) = (row.date(7), row.date(8))
            (file.deleted, file.purged, file.fetchedBy) = (row.date(9), row.date(10), row.text(11))
            return file
        }
    }
}

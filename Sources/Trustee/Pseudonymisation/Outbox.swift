public import Foundation
public import Identifiers
import SQLiteAccess
public import SealedSubmission

/// What is ready for the register: `outbox/SUBMISSION/map.p7s` and the map's sealed parts.
struct Outbox: Sendable {
    static let statementName = "map.p7s"

    let directory: String

    func path(of submission: SubmissionID) -> String { "\(directory)/\(submission)" }

    /// A directory for one submission without what an earlier run may have left.
    func emptied(for submission: SubmissionID) throws -> Outbox {
        try erase(submission)
        try DurableFile.makeDirectory(path(of: submission))
        return self
    }

    func write(_ bytes: [UInt8], as name: String, for submission: SubmissionID) throws {
        try DurableFile.write(bytes, to: "\(path(of: submission))/\(name)")
    }

    func read(_ name: String, of submission: SubmissionID, limit: Int) throws -> [UInt8] {
        guard let bytes = try DurableFile.read("\(path(of: submission))/\(name)", limit: limit) else {
            throw TrusteeError.damaged
        }
        return bytes
    }

    func erase(_ submission: SubmissionID) throws { try DurableFile.remove(path(of: submission)) }
}

/// What is pushed to the register for one submission; it is idempotent by the submission's id.
public struct RegisterDelivery: Sendable {
    public let submission: SubmissionID
    /// As the municipality signed it.
    public let manifest: [UInt8]
    /// `MapStatement`, signed by the trustee.
    public let statement: [UInt8]
    /// Paths of the sealed files by their names: content as it came, and the map.
    public let files: [String: String]
    public let arrivedAt: Date
    public let kind: ReceiptKind
}

extension TrusteeStore {
    /// Submissions whose maps are ready, in order of arrival.
    public func deliverable() async throws -> [SubmissionID] { try await submissions(in: [.pseudonymised]) }

    /// Submissions that wait to be pseudonymised, in order of arrival.
    public func pseudonymisable() async throws -> [SubmissionID] { try await submissions(in: [.received]) }

    /// - Throws: `TrusteeError.wrongState` for a submission whose map is not ready or was delivered.
    public func delivery(of id: SubmissionID) async throws -> RegisterDelivery {
        let found = try await database.read { connection in
            (
                record: try SubmissionRecords.find(id, in: connection),
                parts: try connection.all("SELECT name FROM submission_parts WHERE submission = ?", [id.text]) {
                    try $0.required($0.text(0))
                }
            )
        }
        guard let record = found.record, record.state == .pseudonymised, let arrivedAt = record.arrivedAt,
            let kind = record.tag
        else { throw TrusteeError.wrongState }
        let outbox = Outbox(directory: directory.outbox)
        let spool = Spool(path: directory.spool)
        var files: [String: String] = [:]
        for name in found.parts where PartName(fileName: name)?.role == .content {
            files[name] = "\(spool.directory(id))/\(name)"
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: outbox.path(of: id))
        where PartName(fileName: name)?.role == .map {
            files[name] = "\(outbox.path(of: id))/\(name)"
        }
        return RegisterDelivery(
            submission: id, manifest: try await signedManifest(id),
            statement: try outbox.read(Outbox.statementName, of: id, limit: MapStatement.maximumBytes), files: files,
            arrivedAt: arrivedAt, kind: kind)
    }

    /// The register has committed the submission (its 2xx): identities, content and map are erased here.
    public func delivered(_ id: SubmissionID, at now: Date, _ faults: FaultPoint = .none) async throws {
        try await database.write { [audit] connection in
            guard let record = try SubmissionRecords.find(id, in: connection) else { throw TrusteeError.unknown }
            if record.state == .delivered { return }
            try SubmissionRecords.advance(id, from: .pseudonymised, to: .delivered, at: now, in: connection)
            let entry = AuditEntry(
                at: now, actor: "delivery", action: "submission.delivered", detail: ["submission": id.text])
            try audit.append(entry, to: connection)
        }
        try faults.reach(.deliveryStored)
        try eraseFiles(of: id)
    }

    /// Erases what was uploaded of submissions that were begun before this and never completed. Who begins one of them
    /// again begins at its first byte.
    public func eraseAbandonedUploads(begunBefore limit: Date) async throws {
        let abandoned = try await database.read { connection in
            try connection.all(
                """
                SELECT s.id FROM submissions s JOIN submission_steps t ON t.submission = s.id AND t.step = s.state
                WHERE s.state = 'receiving' AND t.at < ?
                """, [limit]
            ) { try $0.required($0.text(0).flatMap { SubmissionID($0) }) }
        }
        for id in abandoned { try Spool(path: directory.spool).erase(id) }
    }

    func eraseFiles(of id: SubmissionID) throws {
        try Spool(path: directory.spool).erase(id)
        try Outbox(directory: directory.outbox).erase(id)
    }

    func submissions(in states: [SubmissionState]) async throws -> [SubmissionID] {
        try await database.read { connection in
            try states.flatMap { state in
                try connection.all(
                    "SELECT id FROM submissions WHERE state = ? ORDER BY arrived_at, id", [state.rawValue]
                ) { try $0.required($0.text(0).flatMap { SubmissionID($0) }) }
            }
        }
    }

    /// The submissions a part may have been taken from.
    func otherSubmissions(than id: SubmissionID) async throws -> Set<SubmissionID> {
        try await database.read { connection in
            Set(
                try connection.all("SELECT id FROM submissions WHERE id <> ?", [id.text]) {
                    try $0.required($0.text(0).flatMap { SubmissionID($0) })
                })
        }
    }
}

import Cryptography
import Foundation
import Identifiers
import SQLiteAccess
import SealedSubmission

/// The sealed files of one submission while they come and until they are joined.
///
/// Each lies under the submission's join key besides its own seal, so that destroying that key is the end of all of them.
struct SubmissionSpool: Sendable {
    static let statementFileName = "map-statement.p7s"

    private let path: String
    private let key: JoinKey

    /// The spool of a submission; it is made, with its key, when there is none.
    static func open(_ id: SubmissionID, in directory: RegisterDirectory) throws -> SubmissionSpool {
        if let spool = try existing(id, in: directory) { return spool }
        // What an older key sealed is worth nothing.
        try DurableFile.remove(directory.spool(of: id))
        let key = try JoinKey.make(for: id, in: directory)
        try DurableFile.makeDirectory(directory.spool(of: id))
        return SubmissionSpool(path: directory.spool(of: id), key: key)
    }

    /// The spool of a submission; nil when there is none, or its key is destroyed.
    static func existing(_ id: SubmissionID, in directory: RegisterDirectory) throws -> SubmissionSpool? {
        let path = directory.spool(of: id)
        guard FileManager.default.fileExists(atPath: path), let key = try JoinKey.read(of: id, in: directory) else {
            return nil
        }
        return SubmissionSpool(path: path, key: key)
    }

    /// Keeps both signed documents.
    func begin(manifest: [UInt8], statement: [UInt8]) throws {
        try keep(Self.statementFileName, statement)
        try keep(PartName.manifestFileName, manifest)
    }

    func manifest() throws -> [UInt8]? { try file(PartName.manifestFileName, limit: SubmissionManifest.maximumBytes) }

    func statement() throws -> [UInt8]? { try file(Self.statementFileName, limit: MapStatement.maximumBytes) }

    func keep(_ part: PartName, _ bytes: [UInt8]) throws { try keep(part.fileName, bytes) }

    /// The sealed bytes of a part.
    /// - Throws: `SubmissionFault` `.partMissing`.
    func part(_ part: PartName) throws -> [UInt8] {
        guard let bytes = try file(part.fileName, limit: PartLimits.octets) else {
            throw SubmissionFault(.partMissing, part: part)
        }
        return bytes
    }

    /// The parts of a list that are not there yet. What is there was checked before it was kept.
    func missing(of entries: [PartEntry]) -> [PartName] {
        entries.map(\.name).filter { !FileManager.default.fileExists(atPath: "\(path)/\($0.fileName)") }
    }

    /// Reads the whole map.
    /// - Throws: `SubmissionFault`.
    func map(_ opening: MapOpening) throws -> VerifiedMap {
        var opening = opening
        for entry in opening.parts { try opening.add(part(entry.name)) }
        return try opening.finish()
    }

    private func keep(_ name: String, _ bytes: [UInt8]) throws {
        try DurableFile.write(key.seal(bytes, as: name), to: "\(path)/\(name)")
    }

    private func file(_ name: String, limit: Int) throws -> [UInt8]? {
        try DurableFile.read("\(path)/\(name)", limit: limit + AESGCM.overhead).map { try key.open($0, as: name) }
    }
}

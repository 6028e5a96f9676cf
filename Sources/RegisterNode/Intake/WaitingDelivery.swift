import Cryptography
import Foundation
import Identifiers
import PrivateFiles
import SealedSubmission

/// What came of a delivery before the trustee's map: the signed manifest and sealed content parts, on disk.
///
/// The engine begins a delivery with manifest and map together. Until then the files lie under a key of their own besides
/// their own seal; it is destroyed when the submission is received, so that no copy of the folder is worth anything to
/// who comes later (the links between persons and identities stand in these parts).
struct WaitingDelivery: Sendable {
    private let path: String
    private let key: SecretBytes

    /// The signed manifest, once it was verified.
    func manifest() throws -> [UInt8]? { try file(PartName.manifestFileName, SubmissionManifest.maximumBytes) }

    func keep(manifest: [UInt8]) throws { try keep(PartName.manifestFileName, manifest) }

    func part(_ name: PartName) throws -> [UInt8]? { try file(name.fileName, PartLimits.octets) }

    func keep(_ name: PartName, _ sealed: [UInt8]) throws { try keep(name.fileName, sealed) }

    func has(_ name: PartName) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name.fileName)") }

    /// Whether the engine has the delivery, so that parts go to it and no longer here.
    var isBegun: Bool { FileManager.default.fileExists(atPath: path + "/" + Self.begun) }

    /// The engine has all that came: the parts here are needed no more.
    func handOver(_ parts: [PartName]) throws {
        try PrivateFile.write([], to: path + "/" + Self.begun)
        for part in parts where has(part) { try FileManager.default.removeItem(atPath: "\(path)/\(part.fileName)") }
    }

    private static let begun = "begun"

    fileprivate init(path: String, key: SecretBytes) {
        self.path = path
        self.key = key
    }

    private func keep(_ name: String, _ bytes: [UInt8]) throws {
        let sealed = try AESGCM.seal(bytes, key: key.bytes, associated: Array(name.utf8))
        try PrivateFile.write(sealed, to: "\(path)/\(name)")
    }

    private func file(_ name: String, _ limit: Int) throws -> [UInt8]? {
        try PrivateFile.read("\(path)/\(name)", limit: limit + AESGCM.overhead).map {
            try AESGCM.open($0, key: key.bytes, associated: Array(name.utf8))
        }
    }
}

/// All of them: `waiting/<submission>/` and `waiting/<submission>.key` in the data directory.
struct WaitingDeliveries: Sendable {
    private let directory: String

    /// - Parameter directory: the data directory.
    init(in directory: String) { self.directory = directory + "/waiting" }

    /// The one of a submission; it is made, with its key, when there is none.
    func open(_ id: SubmissionID) throws -> WaitingDelivery {
        if let existing = try existing(id) { return existing }
        try PrivateFile.makeDirectory(directory)
        try destroy(id)
        let key = SecureRandom.bytes(AESGCM.keyLength)
        try PrivateFile.write(key, to: keyFile(id))
        try PrivateFile.makeDirectory(folder(id))
        return WaitingDelivery(path: folder(id), key: SecretBytes(key))
    }

    func existing(_ id: SubmissionID) throws -> WaitingDelivery? {
        guard FileManager.default.fileExists(atPath: folder(id)),
            let key = try PrivateFile.read(keyFile(id), limit: AESGCM.keyLength), key.count == AESGCM.keyLength
        else { return nil }
        return WaitingDelivery(path: folder(id), key: SecretBytes(key))
    }

    /// Destroys the key and then the files.
    func destroy(_ id: SubmissionID) throws {
        try PrivateFile.destroy(keyFile(id))
        if FileManager.default.fileExists(atPath: folder(id)) {
            try FileManager.default.removeItem(atPath: folder(id))
        }
    }

    /// Destroys those that nothing was written into since `time`.
    func removeUntouched(since time: Date) throws {
        guard FileManager.default.fileExists(atPath: directory) else { return }
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
            guard let id = SubmissionID(name.hasSuffix(".key") ? String(name.dropLast(4)) : name) else { continue }
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder(id))
            if (attributes?[.modificationDate] as? Date).map({ $0 < time }) ?? true { try destroy(id) }
        }
    }

    private func folder(_ id: SubmissionID) -> String { "\(directory)/\(id)" }
    private func keyFile(_ id: SubmissionID) -> String { "\(directory)/\(id).key" }
}

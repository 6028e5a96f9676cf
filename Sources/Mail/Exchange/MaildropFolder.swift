import Foundation
import Identifiers

/// Keeps mails as files: one directory for each mailbox, one file `<uid>.eml` for each mail.
///
/// A file appears whole under its name or not at all. It is not forced to disk: this is a peer for demonstrations and
/// tests, not an archive.
struct MaildropFolder: Sendable {
    private let root: String

    init(_ root: String) { self.root = root }

    /// The mails of a mailbox in the order of their ids. Throws what the file system throws.
    func load(_ address: EDIAddress) throws -> [StoredMail] {
        let directory = directory(address)
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        return try FileManager.default.contentsOfDirectory(atPath: directory).filter { $0.hasSuffix(".eml") }.sorted()
            .map { name in
                let path = directory + "/" + name
                let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
                return StoredMail(uid: String(name.dropLast(4)), size: size, content: .file(path))
            }
    }

    /// Writes one mail. Throws what the file system throws.
    func keep(_ data: [UInt8], uid: String, in address: EDIAddress) throws -> StoredMail {
        let path = directory(address) + "/\(uid).eml"
        try Data(data).write(to: URL(filePath: path), options: .atomic)
        return StoredMail(uid: uid, size: data.count, content: .file(path))
    }

    /// Removes mails; false when one could not be removed.
    func remove(_ uids: [String], from address: EDIAddress) -> Bool {
        var isComplete = true
        for uid in uids {
            do {
                try FileManager.default.removeItem(atPath: directory(address) + "/\(uid).eml")
            } catch {
                isComplete = false
            }
        }
        return isComplete
    }

    /// An address may hold a slash and be `..@x`; neither may lead out of the root.
    private func directory(_ address: EDIAddress) -> String {
        root + "/" + address.text.replacing("/", with: "%2f").replacing("..", with: "%2e%2e")
    }
}

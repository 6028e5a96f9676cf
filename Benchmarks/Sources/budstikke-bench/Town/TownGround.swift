import Foundation

/// The bench's own directory on the disk that is measured.
///
/// ```
/// <root>/<server>/{budstikke.yaml, master.key, control/, data/}   <root>/{register, trust, revocation, secrets}/
/// <root>/records/<party>/{out, in, receipts, taken, refused}
/// ```
struct TownGround: Sendable {
    let root: String

    init(root: String) throws {
        self.root = root
        for folder in ["", "/register", "/trust", "/revocation", "/secrets", "/records"] {
            try make(root + folder, mode: 0o700)
        }
    }

    var register: String { "\(root)/register/register.yaml" }
    func directory(of server: String) -> String { "\(root)/\(server)" }
    func folder(of party: TownParty) -> String { "\(root)/records/\(party.name)" }
    func passwordFile(of party: TownParty) -> String { "\(root)/secrets/\(party.name)" }

    func makeServer(_ name: String) throws {
        for folder in ["", "/control", "/data"] { try make(directory(of: name) + folder, mode: 0o700) }
    }

    func makeFolder(of party: TownParty) throws { try make(folder(of: party), mode: 0o2770) }

    /// Writes a file that only this user can read.
    func write(_ bytes: [UInt8], to path: String) throws {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: attributes) else {
            throw BenchError("\(path) cannot be written")
        }
    }

    func remove() { try? FileManager.default.removeItem(atPath: root) }

    private func make(_ path: String, mode: Int) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        // Asked for separately: the process's umask would take bits away.
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}

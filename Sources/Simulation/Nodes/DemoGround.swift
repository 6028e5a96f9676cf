import Foundation

/// The demo's own directory, mode 0700, gone when the demo ends.
///
/// ```
/// <root>/<node>/{budstikke.yaml, master.key, control/, data/, secrets/}   <root>/register/{register.yaml, agreements/}
/// <root>/{trust, revocation}/   <root>/records/<party>/{out, in, receipts, taken, refused}
/// ```
struct DemoGround: Sendable {
    let root: String

    /// Makes the directories for these parties. Throws `DemoError.file`.
    init(root: String, parties: [DemoParty]) throws(DemoError) {
        self.root = root
        try make(root, mode: 0o700)
        for folder in ["trust", "revocation", "register", "register/agreements", "records"] {
            try make("\(root)/\(folder)", mode: 0o700)
        }
        for node in NodeName.allCases {
            for folder in ["", "/control", "/data", "/secrets"] {
                try make("\(root)/\(node.rawValue)\(folder)", mode: 0o700)
            }
        }
        for party in parties where party.node != nil { try make(folder(of: party), mode: 0o2770) }
    }

    func directory(of node: NodeName) -> String { "\(root)/\(node.rawValue)" }
    func configuration(of node: NodeName) -> String { "\(directory(of: node))/budstikke.yaml" }
    func controlSocket(of node: NodeName) -> String { "\(directory(of: node))/control/socket" }
    func masterKey(of node: NodeName) -> String { "\(directory(of: node))/master.key" }
    func passwordFile(of party: DemoParty, on node: NodeName) -> String {
        "\(directory(of: node))/secrets/\(party.mailbox)"
    }
    /// The record system's folder.
    func folder(of party: DemoParty) -> String { "\(root)/records/\(party.name.rawValue)" }
    var register: String { "\(root)/register/register.yaml" }
    var agreements: String { "\(root)/register/agreements" }

    /// Writes a file that only this user can read.
    func write(_ bytes: [UInt8], to path: String) throws(DemoError) {
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: attributes) else {
            throw .file(path)
        }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: root)
    }

    private func make(_ path: String, mode: Int) throws(DemoError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            // Asked for separately: the process's umask would take bits away.
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        } catch { throw .file(path) }
    }
}

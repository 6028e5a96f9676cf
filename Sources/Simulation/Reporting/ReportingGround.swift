import Foundation

/// The directory of the reporting demo, mode 0700: one directory for each party, as if each were another's machine.
///
/// ```
/// <root>/trustee/   <root>/register/   <root>/portal/   <root>/towns/     each with its configuration, keys and data
/// <root>/extract/   <root>/sealed/   <root>/feedback/                     what a municipality has in its hands
/// ```
struct ReportingGround: Sendable {
    let root: String

    /// The parties, each with a directory and a program of its own.
    enum Party: String, Sendable, CaseIterable {
        case trustee, register, portal, towns

        /// Its program's name.
        var program: String { self == .towns ? "budstikke" : "budstikke-\(rawValue)" }
    }

    /// Makes the directories.
    init(root: String) throws(DemoError) {
        self.root = root
        let parties = Party.allCases.flatMap { party in
            ["", "/trust", "/crl", "/tls"].map { "/\(party.rawValue)\($0)" }
        }
        for folder in ["", "/extract", "/sealed", "/feedback", "/towns/data", "/towns/c", "/register/trustee-keys"]
            + parties
        {
            do {
                try FileManager.default.createDirectory(
                    atPath: root + folder, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            } catch { throw .file(root + folder) }
        }
    }

    func directory(of party: Party) -> String { "\(root)/\(party.rawValue)" }
    func configuration(of party: Party) -> String {
        "\(directory(of: party))/\(party == .towns ? "budstikke" : party.rawValue).yaml"
    }
    var extracts: String { "\(root)/extract" }
    var sealed: String { "\(root)/sealed" }
    var feedback: String { "\(root)/feedback" }

    /// Writes a file into a party's directory that only this user can read.
    func write(_ bytes: [UInt8], to name: String, of party: Party) throws(DemoError) {
        let path = "\(directory(of: party))/\(name)"
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: attributes) else {
            throw .file(path)
        }
    }

    func write(_ text: String, to name: String, of party: Party) throws(DemoError) {
        try write(Array(text.utf8), to: name, of: party)
    }

    func read(_ path: String) throws(DemoError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw .file(path) }
        return [UInt8](data)
    }

    func remove() { try? FileManager.default.removeItem(atPath: root) }
}

import Foundation

/// The directory of `--keep`: everything by which others can check the demo, and nothing secret but invented keys.
///
/// ```
/// wire/NNNN-<from>-<to>-<kind>.eml   ca.pem   keys/<HER-id>/{signing,encryption}.{crt,key}.pem
/// plaintext/<server's id>.{submitted,delivered}.xml   manifest.json   CHECK.md
/// ```
struct KeptEvidence: Sendable {
    let directory: String
    let wire: WireArchive

    /// Makes the folders. Throws `DemoError.cannotKeep` unless the directory is absent or empty.
    init(directory: String) throws(DemoError) {
        let files = FileManager.default
        if files.fileExists(atPath: directory) {
            guard let inside = try? files.contentsOfDirectory(atPath: directory), inside.isEmpty else {
                throw .cannotKeep(directory)
            }
        }
        do {
            for folder in ["wire", "keys", "plaintext"] {
                try files.createDirectory(atPath: "\(directory)/\(folder)", withIntermediateDirectories: true)
            }
        } catch { throw .cannotKeep(directory) }
        self.directory = directory
        wire = WireArchive(directory: "\(directory)/wire")
    }

    func keep(authority pem: [UInt8]) throws(DemoError) {
        try write(pem, to: "ca.pem")
    }

    /// The four files of one party, by its HER-id.
    func keep(_ keys: PartyKeys, of party: DemoParty) throws(DemoError) {
        let folder = "keys/\(party.her)"
        do {
            try FileManager.default.createDirectory(
                atPath: "\(directory)/\(folder)", withIntermediateDirectories: true)
        } catch { throw .file("\(directory)/\(folder)") }
        try write(Array(keys.signing.certificate.utf8), to: "\(folder)/signing.crt.pem")
        try write(Array(keys.signing.key.utf8), to: "\(folder)/signing.key.pem")
        try write(Array(keys.encryption.certificate.utf8), to: "\(folder)/encryption.crt.pem")
        try write(Array(keys.encryption.key.utf8), to: "\(folder)/encryption.key.pem")
    }

    func write(_ bytes: [UInt8], to name: String) throws(DemoError) {
        let path = "\(directory)/\(name)"
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else { throw .file(path) }
    }
}

/// A party's two key pairs as PEM.
struct PartyKeys: Sendable {
    struct Pair: Sendable {
        let certificate: String
        let key: String
    }

    let signing: Pair
    let encryption: Pair
}

import Certificates
import Foundation

/// The directory of `--keep`: everything by which others can check the demo, and nothing secret but invented keys.
///
/// ```
/// wire/NNNN-<from>-<to>-<kind>.eml   ca.pem   keys/<HER-id>/{signing,encryption}.{crt,key}.pem
/// plaintext/<server's id>.{submitted,delivered}.xml   manifest.json   CHECK.md
/// reporting/{extract,sealed,trustee-store,register-store,portal-store,feedback,mail}/
/// reporting/{ca,trustee.crt,trustee.key}.pem   reporting/CHECK.md
/// ```
struct KeptEvidence: Sendable {
    let directory: String
    let wire: WireArchive

    /// Makes the folders of the parts that are played.
    ///
    /// Throws `DemoError.cannotKeep` unless the directory is absent or empty.
    init(directory: String, of options: DemoOptions) throws(DemoError) {
        let files = FileManager.default
        if files.fileExists(atPath: directory) {
            guard let inside = try? files.contentsOfDirectory(atPath: directory), inside.isEmpty else {
                throw .cannotKeep(directory)
            }
        }
        do {
            for folder in (options.shows(.exchange) ? ["wire", "keys", "plaintext"] : [])
                + (options.shows(.reporting) ? ["reporting/mail"] : [])
            {
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

    /// What each party of the yearly report had in its hands, every mail, and the trustee's key, by which it shows what
    /// the trustee can read and what not.
    func keep(_ chain: ReportingChain) throws {
        let ground = chain.ground
        do {
            for (from, to) in [
                (ground.extracts, "extract"), (ground.sealed, "sealed"), (ground.feedback, "feedback"),
                ("\(ground.directory(of: .trustee))/data", "trustee-store"),
                ("\(ground.directory(of: .register))/data", "register-store"),
                ("\(ground.directory(of: .portal))/data", "portal-store"),
            ] { try Self.copy(from, to: "\(directory)/reporting/\(to)") }
        } catch { throw DemoError.file("\(directory)/reporting") }
        try write(Array(ReportingCheckPage.markdown.utf8), to: "reporting/CHECK.md")
        try write(chain.trustee.keys.issuers, to: "reporting/ca.pem")
        // The one that was published: each issue is another certificate.
        try write(ground.read("\(ground.directory(of: .trustee))/year.pem"), to: "reporting/trustee.crt.pem")
        let year = try chain.trustee.keys.national(.trustee, .encryption).key
        try write(ReportingKeys.pem(year), to: "reporting/trustee.key.pem")
        for (number, letter) in chain.post.letters.enumerated() {
            let digits = String(10_001 + number).dropFirst()
            try write(letter.data, to: "reporting/mail/\(digits)-\(letter.to).eml")
        }
    }

    /// Copies files and directories, and leaves out sockets.
    private static func copy(_ from: String, to: String) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: to, withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: from) {
            let type = try files.attributesOfItem(atPath: "\(from)/\(name)")[.type] as? FileAttributeType
            switch type {
            case .typeDirectory: try copy("\(from)/\(name)", to: "\(to)/\(name)")
            case .typeRegular: try files.copyItem(atPath: "\(from)/\(name)", toPath: "\(to)/\(name)")
            default: break
            }
        }
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

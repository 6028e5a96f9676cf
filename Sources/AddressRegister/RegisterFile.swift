import Certificates
import Identifiers
import Yams

/// The contents of `register.yaml` (or `.json`, which is YAML too): one list of parties.
struct RegisterFile {
    let parties: [HERId: CommunicationParty]
    /// Files with certificates that were read, relative to the register's folder.
    let certificateFiles: [String]

    /// Reads the file. Throws `unreadable` with the line of the first fault.
    ///
    /// - Parameter readFile: gives the bytes of a certificate's file, nil when there is none.
    init(text: String, readFile: (String) -> [UInt8]?) throws(RegisterError) {
        let root = try RegisterNode.root(of: text)
        guard root.number("schemaVersion") == 1 else { throw root.fault("schemaVersion is not 1") }
        var entries: [(node: RegisterNode, entry: RegisterEntry)] = []
        for node in try root.list("parties") { entries.append((node, try RegisterEntry(node, readFile: readFile))) }
        var byHER: [HERId: RegisterEntry] = [:]
        for (node, entry) in entries {
            guard byHER.updateValue(entry, forKey: entry.her) == nil else { throw node.fault("her is there twice") }
        }
        var parties: [HERId: CommunicationParty] = [:]
        for (node, entry) in entries {
            let parent = entry.parent.flatMap { byHER[$0] }
            if entry.parent != nil, parent == nil { throw node.fault("parent is not in the file") }
            parties[entry.her] = entry.party(inheritingFrom: parent)
        }
        self.parties = parties
        certificateFiles = entries.flatMap(\.entry.certificateFiles)
    }
}

/// One party as the file has it.
struct RegisterEntry {
    let her: HERId
    let parent: HERId?
    let certificateFiles: [String]
    private let name: String
    private let kind: CommunicationParty.Kind
    private let isActive: Bool
    private let organisationNumber: OrganisationNumber?
    private let ediAddress: EDIAddress?
    private let signingCertificate: Certificate?
    private let encryptionCertificate: Certificate?
    private let hprNumber: String?

    init(_ node: RegisterNode, readFile: (String) -> [UInt8]?) throws(RegisterError) {
        try node.allow([
            "her", "parent", "name", "kind", "active", "organisationNumber", "ediAddress", "signingCertificate",
            "encryptionCertificate", "hprNumber",
        ])
        guard let her = HERId(try node.required("her")) else { throw node.fault("her is no HER-id", at: "her") }
        self.her = her
        name = try node.required("name")
        parent = try node.value("parent", HERId.init)
        kind = try node.value("kind", CommunicationParty.Kind.init) ?? (parent == nil ? .organisation : .service)
        isActive = try node.value("active") { ["true": true, "false": false][$0] } ?? true
        organisationNumber = try node.value("organisationNumber", OrganisationNumber.init)
        ediAddress = try node.value("ediAddress", EDIAddress.init)
        let isPerson = kind == .person
        hprNumber = try node.value("hprNumber") { isPerson && Self.isHPRNumber($0) ? $0 : nil }
        var files: [String] = []
        var certificates: [Certificate?] = []
        for key in ["signingCertificate", "encryptionCertificate"] {
            certificates.append(
                try node.value(key) { text in
                    if text.hasPrefix("-----BEGIN") { return try? Certificate(pem: Array(text.utf8)) }
                    files.append(text)
                    return readFile(text).flatMap { try? Certificate(pem: $0) }
                })
        }
        signingCertificate = certificates[0]
        encryptionCertificate = certificates[1]
        certificateFiles = files
    }

    /// The party; what a level-2 party does not have itself it has from its organisation, as in the national register.
    func party(inheritingFrom parent: RegisterEntry?) -> CommunicationParty {
        CommunicationParty(
            her: her, name: name, parentHER: self.parent, parentName: parent?.name,
            organisationNumber: organisationNumber ?? parent?.organisationNumber, kind: kind,
            isActive: isActive && parent?.isActive != false, ediAddress: ediAddress ?? parent?.ediAddress,
            signingCertificate: signingCertificate ?? parent?.signingCertificate,
            encryptionCertificate: encryptionCertificate ?? parent?.encryptionCertificate, hprNumber: hprNumber)
    }

    /// At most nine digits, the first of them no zero.
    private static func isHPRNumber(_ text: String) -> Bool {
        (1...9).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) } && text.first != "0"
    }
}

/// A mapping in the file, which knows its line.
struct RegisterNode {
    private let mapping: Node.Mapping
    private let line: Int?

    static func root(of text: String) throws(RegisterError) -> RegisterNode {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw RegisterError(.unreadable, line: 1, detail: "the file is empty")
            }
            return try RegisterNode(node)
        } catch let error as RegisterError {
            throw error
        } catch YamlError.parser(_, _, let mark, _), YamlError.scanner(_, _, let mark, _) {
            throw RegisterError(.unreadable, line: mark.line, detail: "this is not YAML")
        } catch {
            throw RegisterError(.unreadable, detail: "this is not YAML")
        }
    }

    private init(_ node: Node) throws(RegisterError) {
        guard let mapping = node.mapping else {
            throw RegisterError(.unreadable, line: node.mark?.line, detail: "keys with values are expected here")
        }
        self.mapping = mapping
        line = node.mark?.line
    }

    func number(_ key: String) -> Int? { mapping[key]?.int }

    func list(_ key: String) throws(RegisterError) -> [RegisterNode] {
        guard let sequence = mapping[key]?.sequence else { throw fault("\(key) is not a list") }
        var nodes: [RegisterNode] = []
        for node in sequence { nodes.append(try RegisterNode(node)) }
        return nodes
    }

    func required(_ key: String) throws(RegisterError) -> String {
        guard let text = mapping[key]?.scalar?.string, !text.isEmpty else { throw fault("\(key) is missing") }
        return text
    }

    /// A value that may be absent, but must be right when it is there.
    func value<Value>(_ key: String, _ read: (String) -> Value?) throws(RegisterError) -> Value? {
        guard let node = mapping[key] else { return nil }
        guard let text = node.scalar?.string, let value = read(text) else {
            throw fault("\(key) is not valid", at: key)
        }
        return value
    }

    /// Refuses keys that nobody reads: a misspelt one would otherwise be silently without effect.
    func allow(_ keys: Set<String>) throws(RegisterError) {
        for (key, _) in mapping where !keys.contains(key.string ?? "") {
            throw RegisterError(.unreadable, line: key.mark?.line ?? line, detail: "a key here is not known")
        }
    }

    func fault(_ detail: String, at key: String? = nil) -> RegisterError {
        RegisterError(.unreadable, line: key.flatMap { mapping[$0]?.mark?.line } ?? line, detail: detail)
    }
}

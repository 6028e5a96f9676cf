/// The national portfolio of messages as data: types with names, versions and receipts, and the business processes of
/// the communication profiles (M-011).
public struct MessageCatalogue: Sendable {
    public let types: [MessageType]
    public let processes: [MessageProcess]
    private let byAction: [String: MessageType]
    private let byNamespace: [String: [MessageType]]
    private let oldCodes: [OldCode: String]

    /// The catalogue that is part of the program.
    public static func bundled() throws(CatalogueError) -> MessageCatalogue {
        try MessageCatalogue(
            types: PackageResources.message_types_json, processes: PackageResources.processes_json)
    }

    /// Reads a catalogue from the two JSON files' bytes. Throws when they are not what they should be.
    public init(types typesFile: [UInt8], processes processesFile: [UInt8]) throws(CatalogueError) {
        let entries = try TypesFile.decode(typesFile)
        types = try entries.messageTypes()
        processes = try ProcessesFile.decode(processesFile).messageProcesses
        oldCodes = entries.oldCodes
        byAction = Dictionary(types.map { ($0.action, $0) }) { first, _ in first }
        guard byAction.count == types.count else { throw CatalogueError.duplicateAction }
        byNamespace = Dictionary(
            grouping: types.flatMap { type in type.versions.map { ($0.namespace, type) } }, by: \.0
        ).mapValues { $0.map(\.1) }
    }

    /// The type of an eb:Action.
    public func entry(action: String) -> MessageType? { byAction[action] }

    /// The type of a document by its namespace and Type; the letters of older types are understood.
    public func entry(namespace: String, type: String, description: String? = nil) -> MessageType? {
        let candidates = byNamespace[namespace] ?? []
        if let exact = candidates.first(where: { $0.action == type }) { return exact }
        let code = OldCode(namespace: namespace, type: type, description: description)
        let action = oldCodes[code] ?? oldCodes[OldCode(namespace: namespace, type: type, description: nil)]
        return action.flatMap { byAction[$0] }
    }

    /// The Action a document belongs under (HISD 1209 3.1); nil when its type is not known.
    public func action(of document: HealthDocument) -> String? { entry(for: document)?.action }

    /// The type of a document.
    public func entry(for document: HealthDocument) -> MessageType? {
        guard let type = document.type?.code else { return nil }
        guard document.form == .ownRoot, let namespace = document.rootNamespace else { return byAction[type] }
        return entry(namespace: namespace, type: type, description: document.typeDescription)
    }

    /// Processes in which a party of this role uses this Service and Action.
    public func processes(service: String, role: String, action: String) -> [MessageProcess] {
        processes.filter { process in
            process.service == service && process.role == role
                && (process.sends + process.receives).contains { $0.action == action }
        }
    }

    /// The version of AppRec that answers a document: by its namespace, else the newer one.
    public func receiptVersion(for document: HealthDocument) -> AppRecVersion {
        let type = entry(for: document)
        return document.documentNamespaces.lazy.compactMap { type?.version(namespace: $0)?.appRec }.first ?? .v1_1
    }

    /// The document's type as code list 8279 has it, for older documents that say it with a letter.
    func originalType(of document: HealthDocument) -> CodedValue? {
        guard let entry = entry(for: document), entry.action != document.type?.code else { return document.type }
        return CodedValue(entry.action, name: entry.names["nb"])
    }
}

/// How older messages say their type: a letter, and for requests and reports a description.
struct OldCode: Hashable, Sendable {
    let namespace: String
    let type: String
    let description: String?
}

import Foundation

/// Why a catalogue file was not accepted.
public enum CatalogueError: Error, Equatable, Sendable {
    /// Not JSON of the expected form.
    case malformed
    /// Another version of the form.
    case schemaVersion(Int)
    /// A receipt version other than 1.0 and 1.1.
    case appRecVersion
    /// The same Action twice.
    case duplicateAction
}

/// `message-types.json`.
struct TypesFile: Decodable {
    let schemaVersion: Int
    let defaults: Defaults
    let types: [Entry]

    struct Defaults: Decodable {
        let applicationDeadlineHours: Int
        let maximumSize: Int
        let advisedSize: Int
    }

    struct Entry: Decodable {
        let action: String
        let name: [String: String]
        let namespaces: [Namespace]
        let oldTypes: [String]?
        let oldDescriptions: [String]?
        let maximumSize: Int?
        let applicationDeadlineHours: Int?
        /// Whether it is itself a receipt, which is never answered by one.
        let receipt: Bool?
        /// Whether it is our own type and stands in no national list.
        let own: Bool?
    }

    struct Namespace: Decodable {
        let uri: String
        let version: String
        let appRec: String
    }

    static func decode(_ bytes: [UInt8]) throws(CatalogueError) -> TypesFile {
        guard let file = try? JSONDecoder().decode(TypesFile.self, from: Data(bytes)) else { throw .malformed }
        guard file.schemaVersion == 1 else { throw .schemaVersion(file.schemaVersion) }
        return file
    }

    func messageTypes() throws(CatalogueError) -> [MessageType] {
        var messageTypes: [MessageType] = []
        for entry in types {
            let isReceipt = entry.receipt ?? false
            messageTypes.append(
                MessageType(
                    action: entry.action, names: entry.name, versions: try versions(of: entry),
                    applicationDeadlineHours: isReceipt
                        ? nil : entry.applicationDeadlineHours ?? defaults.applicationDeadlineHours,
                    maximumSize: entry.maximumSize ?? defaults.maximumSize, advisedSize: defaults.advisedSize,
                    isOwn: entry.own ?? false))
        }
        return messageTypes
    }

    var oldCodes: [OldCode: String] {
        var codes: [OldCode: String] = [:]
        for entry in types {
            for namespace in entry.namespaces {
                for type in entry.oldTypes ?? [] {
                    for description in entry.oldDescriptions?.map(Optional.some) ?? [nil] {
                        codes[OldCode(namespace: namespace.uri, type: type, description: description)] = entry.action
                    }
                }
            }
        }
        return codes
    }

    private func versions(of entry: Entry) throws(CatalogueError) -> [MessageVersion] {
        var versions: [MessageVersion] = []
        for namespace in entry.namespaces {
            guard let appRec = AppRecVersion(rawValue: namespace.appRec) else { throw .appRecVersion }
            versions.append(MessageVersion(namespace: namespace.uri, version: namespace.version, appRec: appRec))
        }
        return versions
    }
}

/// `processes.json`.
struct ProcessesFile: Decodable {
    let schemaVersion: Int
    let processes: [Entry]

    struct Entry: Decodable {
        let name: String
        let version: String
        let uuid: String
        let service: String
        let role: String
        /// Pairs of Action and package, the latter without `package_`.
        let sends: [[String]]
        let receives: [[String]]
    }

    static func decode(_ bytes: [UInt8]) throws(CatalogueError) -> ProcessesFile {
        guard let file = try? JSONDecoder().decode(ProcessesFile.self, from: Data(bytes)) else { throw .malformed }
        guard file.schemaVersion == 1 else { throw .schemaVersion(file.schemaVersion) }
        let pairs = file.processes.flatMap { $0.sends + $0.receives }
        guard pairs.allSatisfy({ $0.count == 2 }) else { throw .malformed }
        return file
    }

    var messageProcesses: [MessageProcess] {
        processes.map { entry in
            MessageProcess(
                name: entry.name, version: entry.version, uuid: entry.uuid, service: entry.service, role: entry.role,
                sends: entry.sends.map(action), receives: entry.receives.map(action))
        }
    }

    private func action(_ pair: [String]) -> ProcessAction {
        ProcessAction(action: pair[0], package: "package_\(pair[1])")
    }
}

import CommandOutcome
import Foundation
import XML

/// Installs schemas that an operator has got from their owner, and lists them: the official ones are not ours to ship.
public struct SchemaPackInstallation: Sendable {
    /// Files and octets taken at most.
    static let maximumFiles = 2_000
    static let maximumBytes = 200_000_000

    /// One schema file.
    public struct Schema: Codable, Sendable, Equatable {
        /// Path below the pack's directory.
        public let file: String
        public let size: Int
        public let targetNamespace: String?
    }

    private let directory: String

    public init(directory: String) {
        self.directory = directory
    }

    /// The installed files, in order of name.
    public func list() -> [Schema] { Self.schemas(in: directory) }

    /// Copies all `.xsd` files below a directory, keeping their places to each other, and takes them into use together
    /// once the whole set can be loaded. What was installed before stays beside it as `….old`.
    ///
    /// - Throws: `AdministrationError`; then nothing has changed.
    public func install(from source: String, dryRun: Bool) throws -> [Schema] {
        let found = Self.schemas(in: source)
        guard !found.isEmpty else {
            throw AdministrationError(
                "no-schemas", "There are no .xsd files below \(source).",
                remedy: "Name the directory that the schemas were unpacked in.", exit: .noInput)
        }
        guard found.count <= Self.maximumFiles, found.reduce(0, { $0 + $1.size }) <= Self.maximumBytes else {
            throw AdministrationError("too-many-schemas", "There are too many .xsd files below \(source).", exit: .data)
        }
        let files = FileManager.default
        let new = directory + ".new"
        do {
            try? files.removeItem(atPath: new)
            for schema in found {
                let target = new + "/" + schema.file
                try files.createDirectory(
                    atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try files.copyItem(atPath: source + "/" + schema.file, toPath: target)
            }
        } catch {
            try? files.removeItem(atPath: new)
            throw AdministrationError(
                "cannot-copy", "The schemas cannot be copied to \(directory).",
                remedy: "Run the command as a user who may write there.", exit: .cannotCreate)
        }
        do { _ = try SchemaPack(directory: new) } catch {
            try? files.removeItem(atPath: new)
            throw AdministrationError(
                "schemas-unusable", "The schemas cannot be loaded together, so nothing was installed.",
                remedy: "Give the directory that holds the whole set, imported schemas too.", details: error.sentences,
                exit: .data)
        }
        if dryRun {
            try? files.removeItem(atPath: new)
            return found
        }
        try exchange(with: new)
        return list()
    }

    private func exchange(with new: String) throws {
        let files = FileManager.default
        do {
            if files.fileExists(atPath: directory) {
                try? files.removeItem(atPath: directory + ".old")
                try files.moveItem(atPath: directory, toPath: directory + ".old")
            }
            try files.moveItem(atPath: new, toPath: directory)
        } catch {
            throw AdministrationError(
                "cannot-exchange", "The new schemas cannot be put in the place of the old ones.",
                remedy: "They lie in \(new); the old ones, if moved, in \(directory).old.", exit: .cannotCreate)
        }
    }

    private static func schemas(in directory: String) -> [Schema] {
        guard let walk = FileManager.default.enumerator(atPath: directory) else { return [] }
        var found: [Schema] = []
        while let name = walk.nextObject() as? String {
            guard name.lowercased().hasSuffix(".xsd"), walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular
            else { continue }
            found.append(
                Schema(
                    file: name, size: (walk.fileAttributes?[.size] as? NSNumber)?.intValue ?? 0,
                    targetNamespace: targetNamespace(directory + "/" + name)))
        }
        return found.sorted { $0.file < $1.file }
    }

    private static func targetNamespace(_ path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path),
            let document = try? XMLDocument.parse(Array(data), limits: .document)
        else { return nil }
        return document.root.attribute("targetNamespace")
    }
}

extension SchemaPackError {
    /// What is wrong with the set, a line for each fault, ten at most.
    var sentences: [String] {
        switch self {
        case .unreadable(let path): ["\(path) cannot be read."]
        case .empty: ["There is no .xsd file."]
        case .notASchema(let file): ["\(file) is not an XML schema."]
        case .notCompiled(let faults): faults.prefix(10).map { "\($0.file):\($0.line): \($0.message)" }
        }
    }
}

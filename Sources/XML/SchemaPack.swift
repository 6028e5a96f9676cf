import CLibXML2
import Foundation

/// The official schemas as an operator has installed them in a directory, compiled into one.
///
/// Every `.xsd` below the directory is taken. References between them are resolved inside the pack, `http` locations
/// by namespace or file name; nothing is fetched. One driver that imports every namespace makes `processContents=
/// "strict"` work for a professional document inside a header. Compiled once, usable from any thread.
// Sendable: libxml2 only reads a compiled schema while validating; what it writes lies in the context made per call.
public final class SchemaPack: @unchecked Sendable {
    /// The namespaces that can be validated.
    public let namespaces: Set<String>
    /// Namespaces that several files define.
    public let conflicts: [SchemaConflict]
    public let missing: [MissingSchema]
    /// How many files were read.
    public let fileCount: Int
    private let schema: xmlSchemaPtr

    /// Reads and compiles a pack; takes up to a second for the national one.
    ///
    /// - Parameters:
    ///   - choosing: For namespaces that several files define, the path inside the pack of the one to take. Otherwise the
    ///     first in order of paths is taken, and told in ``conflicts``.
    ///   - own: Schemas that the program brings itself, for document types of its own.
    public init(
        directory: String, choosing preferences: [String: String] = [:], own: [[UInt8]] = []
    ) throws(SchemaPackError) {
        LibXML2.prepare()
        var files = try Self.read(directory)
        for (index, bytes) in own.enumerated() {
            files.append(try SchemaFile(path: "own-\(index + 1).xsd", bytes: bytes))
        }
        var selection = SchemaSelection(files, preferences: preferences)
        // One flat folder of unique names: libxml2 tells files apart by location.
        let names = Dictionary(
            uniqueKeysWithValues: files.enumerated().map { index, file in
                (file.path, "\(index)-\(file.path.split(separator: "/").last ?? "")")
            })
        selection.rewriteReferences(names: names)
        schema = try Self.compile(files, names: names, driver: Self.driver(selection, names: names))
        namespaces = Set(selection.chosen.keys)
        conflicts = selection.conflicts
        missing = selection.missing
        fileCount = files.count - own.count
    }

    deinit { xmlSchemaFree(schema) }

    /// All that is wrong with a document, in the order found, at most 200; empty means valid.
    ///
    /// A root that no schema of the pack describes is a finding.
    public func validate(_ document: XMLDocument) -> [SchemaFinding] {
        let report = ValidationReport(document: document)
        let status: Int32 = document.exclusively { tree in
            guard let context = xmlSchemaNewValidCtxt(schema) else { return -1 }
            defer { xmlSchemaFreeValidCtxt(context) }
            report.attach(to: context)
            return withExtendedLifetime(report) { xmlSchemaValidateDoc(context, tree) }
        }
        if status != 0, report.findings.isEmpty {
            return [SchemaFinding(line: 0, path: "", message: "The document could not be validated.")]
        }
        return report.findings
    }

    // MARK: Making

    private static func read(_ directory: String) throws(SchemaPackError) -> [SchemaFile] {
        guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: directory) else {
            throw .unreadable(directory)
        }
        let schemas = paths.filter { $0.lowercased().hasSuffix(".xsd") }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if schemas.isEmpty { throw .empty }
        var files: [SchemaFile] = []
        for path in schemas {
            guard let bytes = FileManager.default.contents(atPath: directory + "/" + path) else {
                throw .unreadable(path)
            }
            files.append(try SchemaFile(path: path, bytes: [UInt8](bytes)))
        }
        return files
    }

    private static func driver(_ selection: SchemaSelection, names: [String: String]) -> [UInt8] {
        var writer = XMLWriter()
        writer.element(
            "xs:schema", namespaces: [("xs", SchemaFile.schemaNamespace)],
            attributes: [("targetNamespace", "urn:driver")]
        ) { writer in
            for file in selection.withoutNamespace {
                writer.element("xs:import", attributes: [("schemaLocation", names[file.path] ?? "")])
            }
            for (namespace, file) in selection.chosen.sorted(by: { $0.key < $1.key }) {
                writer.element(
                    "xs:import",
                    attributes: [("namespace", namespace), ("schemaLocation", names[file.path] ?? "")])
            }
        }
        return writer.bytes
    }

    /// By way of a private temporary folder, since libxml2 reads what a schema imports from files.
    private static func compile(_ files: [SchemaFile], names: [String: String], driver: [UInt8])
        throws(SchemaPackError) -> xmlSchemaPtr
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("schemas-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            for file in files {
                try Data(file.serialised()).write(to: folder.appendingPathComponent(names[file.path] ?? ""))
            }
            try Data(driver).write(to: folder.appendingPathComponent("driver.xsd"))
        } catch {
            throw .unreadable(folder.path)
        }
        let report = CompilationReport(paths: Dictionary(uniqueKeysWithValues: names.map { ($1, $0) }))
        guard let context = xmlSchemaNewParserCtxt(folder.appendingPathComponent("driver.xsd").path) else {
            throw .unreadable(folder.path)
        }
        defer { xmlSchemaFreeParserCtxt(context) }
        report.attach(to: context)
        let schema = withExtendedLifetime(report) { xmlSchemaParse(context) }
        guard let schema else { throw .notCompiled(report.faults) }
        return schema
    }
}

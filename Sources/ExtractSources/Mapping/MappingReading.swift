import CommandOutcome
import IplosContent
import Yams

extension ExtractMapping {
    /// The longest mapping that is read, octets.
    public static let longestFile = 1 << 20

    /// Reads a mapping file.
    ///
    /// - Parameter directory: that the paths in it begin from.
    /// - Throws: ``MappingError`` with everything that is wrong.
    public init(yaml: [UInt8], directory: String) throws(MappingError) {
        let problems = MappingProblems()
        let mapping = MappingReading(directory: directory).mapping(try Self.root(yaml, problems))
        guard let mapping, problems.all.isEmpty else { throw MappingError(problems: problems.all) }
        self = mapping
    }

    private static func root(_ yaml: [UInt8], _ problems: MappingProblems) throws(MappingError) -> MappingNode {
        func refused(_ line: Int, _ sentence: String) -> MappingError {
            MappingError(problems: [MappingProblem(line: line, column: 1, setting: "", sentence: sentence)])
        }
        guard let text = String(validating: yaml, as: UTF8.self) else { throw refused(1, "This is not UTF-8.") }
        do {
            guard let node = try Parser(yaml: text, encoding: .utf8).singleRoot(), node.mapping != nil else {
                throw refused(1, "The file must consist of names and values; `report extract example` shows one.")
            }
            return MappingNode(node, problems: problems)
        } catch let error as MappingError {
            throw error
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                throw refused(mark.line, "This is not YAML: \(problem).")
            case .duplicatedKeysInMapping(let duplicates, let context):
                throw refused(context.mark.line, "`\(duplicates.first ?? "")` is written twice; keep one.")
            default: throw refused(1, "This is not YAML.")
            }
        } catch {
            throw refused(1, "This is not YAML.")
        }
    }
}

/// The reading of one mapping, part by part; what is wrong is noted by the nodes.
struct MappingReading {
    let directory: String

    func mapping(_ root: MappingNode) -> ExtractMapping? {
        root.allow(["source", "system", "contacts", "records", "organisationNumbers"])
        let source = root.required("source").flatMap(source)
        let system = root.required("system")
        system?.allow(["name", "version"])
        let name = system?.requiredText("name"), version = system?.requiredText("version")
        let contacts = (root["contacts"]?.items ?? []).compactMap(contact)
        let isFiles = if case .csv = source { true } else { false }
        let organisations = root["organisationNumbers"].flatMap { organisationTable($0, isFiles: isFiles) }
        let tables = root.required("records").map { records($0, isFiles: isFiles) } ?? []
        for table in tables where organisations == nil {
            for field in table.fields {
                if case .institution = field.value.origin {
                    root.problem("\(field.field.name) names an institution, and there is no `organisationNumbers`.")
                }
            }
        }
        guard let source, let name, let version else { return nil }
        return ExtractMapping(
            source: source, system: name, systemVersion: version, contacts: contacts, tables: tables,
            organisations: organisations)
    }

    // MARK: Source

    private func source(_ node: MappingNode) -> ExtractMapping.Source? {
        node.allow(["postgresql", "sqlite", "csv"])
        guard node.entries.count == 1 else {
            node.problem("Here one of postgresql, sqlite and csv is needed.")
            return nil
        }
        if let settings = node["postgresql"] { return postgreSQL(settings) }
        if let settings = node["sqlite"] {
            settings.allow(["file"])
            return settings.requiredText("file").map { .sqlite(path: path($0)) }
        }
        return node["csv"].flatMap(csv)
    }

    private func postgreSQL(_ node: MappingNode) -> ExtractMapping.Source {
        node.allow([
            "host", "port", "database", "user", "service", "passwordFile", "rootCertificate", "statementTimeout",
        ])
        if node["host"] == nil, node["service"] == nil { node.problem("`host` or `service` is missing.") }
        var settings = PostgreSQLSettings(
            host: node.text("host"), port: node.number("port", 1...65_535), database: node.text("database"),
            user: node.text("user"))
        settings.service = node.text("service")
        settings.passwordFile = node.text("passwordFile").map(path)
        settings.rootCertificate = node.text("rootCertificate").map(path)
        settings.statementTimeoutSeconds = node.number("statementTimeout", 1...86_400) ?? 600
        return .postgreSQL(settings)
    }

    private func csv(_ node: MappingNode) -> ExtractMapping.Source? {
        node.allow(["directory", "encoding", "separator"])
        return files(node, in: node.text("directory").map(path) ?? directory).map { .csv($0) }
    }

    /// How files are written: said and never guessed.
    func files(_ node: MappingNode, in directory: String) -> CSVSettings? {
        let encodings = TextEncoding.allCases.map(\.rawValue)
        let encoding = node.requiredText("encoding").flatMap { TextEncoding(rawValue: $0.lowercased()) }
        if encoding == nil { node.problem("`encoding` is one of \(encodings.joined(separator: ", ")).") }
        let separators: [String: UInt8] = [";": 0x3B, ",": 0x2C, "|": 0x7C, "tab": 0x09]
        let separator = node.requiredText("separator").flatMap { separators[$0] }
        if separator == nil { node.problem("`separator` is one of \";\", \",\", \"|\" and tab.") }
        guard let encoding, let separator else { return nil }
        return CSVSettings(directory: directory, encoding: encoding, separator: separator)
    }

    private func path(_ text: String) -> String { text.hasPrefix("/") ? text : "\(directory)/\(text)" }

    private func contact(_ node: MappingNode) -> ExtractHead.Contact? {
        node.allow(["type", "name", "telephone", "email"])
        guard let type = node.requiredText("type"), let name = node.requiredText("name"),
            let telephone = node.requiredText("telephone"), let email = node.requiredText("email")
        else { return nil }
        return ExtractHead.Contact(type: type, name: name, telephone: telephone, email: email)
    }
}

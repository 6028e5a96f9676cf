import CommandOutcome
import Yams

/// Reads one map of settings out of YAML: takes known names with their types, and reports what is missing, wrong or
/// unknown with its line and column.
struct SettingReader {
    private let node: Node.Mapping?
    private let path: [String]
    private let mark: Mark?
    private let faults: FaultCollector

    /// The whole file.
    /// - Throws: `ConfigurationFaults` for text that is no YAML, or whose top is no map.
    init(yaml: String, faults: FaultCollector) throws(ConfigurationFaults) {
        let root: Node?
        do { root = try Parser(yaml: yaml, encoding: .utf8).singleRoot() } catch {
            throw ConfigurationFaults(faults: [faults.unreadable(error)])
        }
        guard let root, let mapping = root.mapping else {
            faults.add(root?.mark, [], "The file must consist of settings written as `name: value`.")
            throw ConfigurationFaults(faults: faults.faults)
        }
        self.init(mapping, path: [], mark: nil, faults: faults)
    }

    private init(_ node: Node.Mapping?, path: [String], mark: Mark?, faults: FaultCollector) {
        self.node = node
        self.path = path
        self.mark = mark
        self.faults = faults
    }

    /// Reports every name that is not among `known`, with the nearest one.
    func allow(only known: String...) {
        for (key, _) in node ?? [:] {
            guard let name = key.string, !known.contains(name) else { continue }
            let nearest = nearestWord(to: name, among: known).map { "Did you mean `\($0)`?" }
            faults.add(
                key.mark, path + [name],
                "There is no such setting. " + (nearest ?? "Known here: \(known.joined(separator: ", "))."))
        }
    }

    /// The text of a setting; nil when it is absent, a fault when it is no single value.
    func text(_ key: String) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = value.scalar?.string, !text.isEmpty else {
            report(key, "Here one value is needed.")
            return nil
        }
        return text
    }

    func required(_ key: String) -> String? {
        if value(key) == nil { report(key, "The setting is missing and has no default.") }
        return text(key)
    }

    /// A value that a type reads out of its text; a fault when it cannot.
    func value<Value>(_ key: String, _ needed: String, required: Bool = false, _ read: (String) -> Value?) -> Value? {
        guard let text = required ? self.required(key) : text(key) else { return nil }
        if let value = read(text) { return value }
        report(key, "Here \(needed) is needed.")
        return nil
    }

    func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
        value(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func truth(_ key: String) -> Bool? {
        value(key, "`true` or `false`") { ["true": true, "false": false][$0] }
    }

    func word<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        return value(key, "one of \(known)") { Word(rawValue: $0) }
    }

    /// The reader of a map below this one; nil when it is absent.
    func map(_ key: String) -> SettingReader? {
        guard let value = value(key) else { return nil }
        if value.mapping == nil { report(key, "Here a map of settings is needed, indented below the name.") }
        return SettingReader(value.mapping, path: path + [key], mark: value.mark, faults: faults)
    }

    func requiredMap(_ key: String) -> SettingReader? {
        if value(key) == nil { report(key, "The settings are missing and have no default.") }
        return map(key)
    }

    func report(_ key: String, _ sentence: String) {
        faults.add(value(key)?.mark ?? mark, path + [key], sentence)
    }

    private func value(_ key: String) -> Node? { node?[key] }
}

/// Collects faults while one configuration is read, on one thread.
final class FaultCollector {
    private let file: String
    private(set) var faults: [ConfigurationFault] = []

    init(file: String) { self.file = file }

    func add(_ mark: Mark?, _ path: [String], _ sentence: String) {
        let fault = ConfigurationFault(
            file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, setting: path.joined(separator: "."),
            sentence: sentence)
        if !faults.contains(fault) { faults.append(fault) }
    }

    func unreadable(_ error: any Error) -> ConfigurationFault {
        var place: Mark?
        var sentence = "This is not YAML in UTF-8."
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            place = mark
            sentence = "This is not YAML: \(problem)."
        case .duplicatedKeysInMapping(let keys, let context):
            place = context.mark
            sentence = "The setting \(keys.first ?? "") is written twice; keep one."
        default: break
        }
        return ConfigurationFault(
            file: file, line: place?.line ?? 0, column: place?.column ?? 0, setting: "", sentence: sentence)
    }
}

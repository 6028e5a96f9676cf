import CommandOutcome
import Yams

/// Reads one map of settings: takes known names with their types, and notes what is missing, wrong or unknown.
///
/// A variable of the environment goes before the file: `mail.port` is `BUDSTIKKE_REGISTER_MAIL__PORT`.
struct SettingReader {
    static let prefix = "BUDSTIKKE_REGISTER_"

    /// A value and where it was written.
    struct Text {
        let value: String
        let place: SettingPlace
    }

    let path: [String]
    let place: SettingPlace
    private let entries: [(key: String, place: SettingPlace, value: Node)]
    private let notes: SettingNotes

    /// Reads one YAML document whose top is a map.
    /// - Throws: `ConfigurationError` for text that is no YAML, keys written twice, and more than one document.
    init(yaml: String, file: String, notes: SettingNotes) throws(ConfigurationError) {
        let node: Node?
        do {
            node = try Parser(yaml: yaml, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw ConfigurationError(problems: [Self.problem(error, file: file)])
        } catch {
            throw ConfigurationError(problems: [
                ConfigurationProblem(file: file, line: 1, column: 1, setting: "", sentence: "This is not YAML.")
            ])
        }
        self.init(node, path: [], place: SettingPlace(file: file, line: 1, column: 1), notes: notes)
    }

    private init(_ node: Node?, path: [String], place: SettingPlace, notes: SettingNotes) {
        self.path = path
        self.place = place
        self.notes = notes
        switch node {
        case .mapping(let mapping):
            entries = mapping.map { key, value in
                let at = key.mark.map { SettingPlace(file: place.file, line: $0.line, column: $0.column) }
                return (key.string ?? "", at ?? place, value)
            }
        case .none: entries = []
        case .scalar(let scalar) where scalar.string.isEmpty: entries = []
        case .scalar, .sequence, .alias:
            entries = []
            notes.add(place, path, "Here settings are needed, written as `name: value`.")
        }
    }

    /// Reports every name that is not among `known`, with the nearest one, and secrets that stand in the file.
    func allow(only known: [String], secrets: [String] = []) {
        for entry in entries where !known.contains(entry.key) {
            if secrets.contains(entry.key) {
                report(
                    entry.key,
                    "A secret must not stand in the configuration. Put it in a file that only the server's user can read,"
                        + " and name the file in `\(entry.key)File`.")
                continue
            }
            let advice =
                nearestWord(to: entry.key, among: known).map { "Did you mean `\($0)`?" }
                ?? "Known here: \(known.joined(separator: ", "))."
            notes.add(entry.place, path + [entry.key], "There is no such setting. \(advice)")
        }
    }

    /// The text of a setting, nil when it is absent; a problem when it is a list or map, or left empty.
    func text(_ key: String) -> Text? {
        let variable = Self.variable(path + [key])
        if let value = notes.override(variable) {
            return Text(value: value, place: SettingPlace(file: "environment \(variable)"))
        }
        guard let entry = entries.first(where: { $0.key == key }) else { return nil }
        guard case .scalar(let scalar) = entry.value else {
            report(key, "Here one value is needed, not several.")
            return nil
        }
        guard !scalar.string.isEmpty else {
            report(key, "The value is missing.")
            return nil
        }
        return Text(value: scalar.string, place: entry.place)
    }

    func required(_ key: String) -> String? {
        if let text = text(key) { return text.value }
        if !entries.contains(where: { $0.key == key }) { report(key, "The setting is missing and has no default.") }
        return nil
    }

    /// A whole number within a range; `usual` when nothing is said.
    func number(_ key: String, in range: ClosedRange<Int>, usual: Int) -> Int {
        guard let text = text(key) else { return usual }
        guard let number = Int(text.value), range.contains(number) else {
            report(key, "Here a whole number from \(range.lowerBound) to \(range.upperBound) is needed.")
            return usual
        }
        return number
    }

    /// One of the words of an enumeration; `usual` when nothing is said.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, usual: Word) -> Word where Word.RawValue == String {
        guard let text = text(key) else { return usual }
        if let word = Word(rawValue: text.value) { return word }
        report(key, "Here one of \(Word.allCases.map(\.rawValue).joined(separator: ", ")) is needed.")
        return usual
    }

    func truth(_ key: String, usual: Bool) -> Bool {
        guard let text = text(key) else { return usual }
        if ["true", "false"].contains(text.value) { return text.value == "true" }
        report(key, "Here `true` or `false` is needed.")
        return usual
    }

    /// The settings below a name; nil when neither file nor environment has any.
    func map(_ key: String) -> SettingReader? {
        let below = Self.variable(path + [key]) + "__"
        let entry = entries.first { $0.key == key }
        guard entry != nil || notes.environment.keys.contains(where: { $0.hasPrefix(below) }) else { return nil }
        return SettingReader(entry?.value, path: path + [key], place: entry?.place ?? place, notes: notes)
    }

    func requiredMap(_ key: String) -> SettingReader? {
        if let map = map(key) { return map }
        report(key, "The settings are missing and have no default.")
        return nil
    }

    func report(_ key: String, _ sentence: String) {
        let overridden = Self.variable(path + [key])
        let at =
            notes.environment[overridden] != nil
            ? SettingPlace(file: "environment \(overridden)") : entries.first { $0.key == key }?.place ?? place
        notes.add(at, path + [key], sentence)
    }

    /// `mail.helpAddress` is `BUDSTIKKE_REGISTER_MAIL__HELP_ADDRESS`.
    private static func variable(_ path: [String]) -> String {
        prefix
            + path.map { key in
                key.reduce(into: "") { name, letter in
                    if letter.isUppercase { name.append("_") }
                    name.append(letter.uppercased())
                }
            }.joined(separator: "__")
    }

    private static func problem(_ error: YamlError, file: String) -> ConfigurationProblem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ConfigurationProblem(
                file: file, line: mark.line, column: mark.column, setting: "", sentence: "This is not YAML: \(problem)."
            )
        case .duplicatedKeysInMapping(let duplicates, let context):
            ConfigurationProblem(
                file: file, line: context.mark.line, column: context.mark.column, setting: duplicates.first ?? "",
                sentence: "The setting is written twice; keep one.")
        default:
            ConfigurationProblem(file: file, line: 1, column: 1, setting: "", sentence: "This is not YAML in UTF-8.")
        }
    }
}

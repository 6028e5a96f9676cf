import CommandOutcome

/// Reads one map of settings: takes known names with their types, and reports what is missing, wrong or unknown.
///
/// Everything wrong is collected in one `ProblemCollector`, so that a person sees all of it at once.
struct SettingReader {
    let path: [String]
    let place: SettingPlace
    private let entries: [SettingTree.Entry]
    private let problems: ProblemCollector

    init(_ tree: SettingTree, path: [String] = [], problems: ProblemCollector) {
        self.path = path
        place = tree.place
        self.problems = problems
        switch tree.content {
        case .map(let entries): self.entries = entries
        case .nothing: entries = []
        case .scalar, .list:
            entries = []
            problems.add(tree.place, path, "Here a map of settings is needed, indented below the name.")
        }
    }

    /// Reports every name that is not among `known`, with the nearest one.
    func allow(only known: [String], secrets: [String] = []) {
        for entry in entries where !known.contains(entry.key) {
            if secrets.contains(entry.key) {
                let file = entry.key + "File"
                problems.add(
                    entry.place, path + [entry.key],
                    "A secret must not stand in the configuration. Put it in a file that only the server's user can "
                        + "read, and name the file in `\(file)`.")
                continue
            }
            let nearest = nearestWord(to: entry.key, among: known)
            let advice = nearest.map { "Did you mean `\($0)`?" } ?? "Known here: \(known.joined(separator: ", "))."
            problems.add(entry.place, path + [entry.key], "There is no such setting. \(advice)")
        }
    }

    /// The text of a setting, nil when it is absent; a problem when it is a list or map, or left empty.
    func text(_ key: String) -> Located<String>? {
        guard let tree = value(key) else { return nil }
        switch tree.content {
        case .scalar(let text) where !text.isEmpty: return Located(value: text, place: tree.place)
        case .scalar, .nothing: problems.add(tree.place, path + [key], "The value is missing.")
        case .list, .map: problems.add(tree.place, path + [key], "Here one value is needed, not several.")
        }
        return nil
    }

    func requiredText(_ key: String) -> Located<String>? {
        if value(key) == nil { problems.add(place, path + [key], "The setting is missing and has no default.") }
        return text(key)
    }

    /// A whole number within a range.
    func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        guard let number = Int(text.value), range.contains(number) else {
            problems.add(
                text.place, path + [key],
                "Here a whole number from \(range.lowerBound) to \(range.upperBound) is needed.")
            return nil
        }
        return number
    }

    func truth(_ key: String) -> Bool? {
        guard let text = text(key) else { return nil }
        switch text.value {
        case "true": return true
        case "false": return false
        default:
            problems.add(text.place, path + [key], "Here `true` or `false` is needed.")
            return nil
        }
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text = text(key) else { return nil }
        if let word = Word(rawValue: text.value) { return word }
        let known = Word.allCases.map(\.rawValue)
        let nearest = nearestWord(to: text.value, among: known).map { " Did you mean `\($0)`?" } ?? ""
        problems.add(text.place, path + [key], "Here one of \(known.joined(separator: ", ")) is needed.\(nearest)")
        return nil
    }

    /// A list of texts; one text alone is a list with commas, as the environment writes it.
    func texts(_ key: String) -> [Located<String>]? {
        guard let tree = value(key) else { return nil }
        switch tree.content {
        case .nothing: return []
        case .map:
            problems.add(tree.place, path + [key], "Here a list is needed.")
            return nil
        case .scalar(let text):
            return text.split(separator: ",").map { Located(value: $0.trimmingSpaces(), place: tree.place) }
        case .list(let items):
            return items.enumerated().compactMap { index, item in
                if case .scalar(let text) = item.content { return Located(value: text, place: item.place) }
                problems.add(item.place, path + ["\(key)[\(index)]"], "Here one value is needed.")
                return nil
            }
        }
    }

    /// The reader of a map below this one; nil when it is absent.
    func map(_ key: String) -> SettingReader? {
        value(key).map { SettingReader($0, path: path + [key], problems: problems) }
    }

    func requiredMap(_ key: String) -> SettingReader? {
        if value(key) == nil { problems.add(place, path + [key], "The settings are missing and have no default.") }
        return map(key)
    }

    /// The readers of a map whose names are chosen by the operator: lower-case letters, digits and hyphens.
    func named() -> [(name: String, reader: SettingReader)] {
        entries.compactMap { entry in
            let valid = entry.key.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45
            }
            guard valid, (1...40).contains(entry.key.utf8.count) else {
                problems.add(
                    entry.place, path + [entry.key], "A name has lower-case letters, digits and hyphens, at most 40.")
                return nil
            }
            return (entry.key, SettingReader(entry.value, path: path + [entry.key], problems: problems))
        }
    }

    func report(_ place: SettingPlace, _ key: String, _ sentence: String) {
        problems.add(place, path + [key], sentence)
    }

    private func value(_ key: String) -> SettingTree? { entries.first { $0.key == key }?.value }
}

/// A value and where it was written.
struct Located<Value: Sendable>: Sendable {
    let value: Value
    let place: SettingPlace
}

/// Collects problems while one configuration is read, on one thread.
final class ProblemCollector {
    private(set) var problems: [ConfigurationProblem] = []

    func add(_ place: SettingPlace, _ path: [String], _ sentence: String) {
        let problem = ConfigurationProblem(
            file: place.file, line: place.line, column: place.column, setting: path.joined(separator: "."),
            sentence: sentence)
        // A setting that is looked at twice is reported once.
        if !problems.contains(problem) { problems.append(problem) }
    }
}

extension Substring {
    func trimmingSpaces() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

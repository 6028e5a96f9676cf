import CommandOutcome

/// Reads one map of settings: takes known names with their types, and reports what is missing, wrong or unknown.
///
/// Everything wrong is collected, so that a person sees all of it at once.
public struct SettingReader {
    /// Names from the top down to this map.
    public let path: [String]
    public let place: SettingPlace
    private let entries: [SettingTree.Entry]
    private let notes: SettingNotes

    init(_ tree: SettingTree, path: [String] = [], notes: SettingNotes) {
        self.path = path
        place = tree.place
        self.notes = notes
        switch tree.content {
        case .map(let entries): self.entries = entries
        case .nothing: entries = []
        case .scalar, .list:
            entries = []
            notes.add(tree.place, path, "Here a map of settings is needed, indented below the name.")
        }
    }

    /// Reports every name that is not among `known`, with the nearest one.
    public func allow(only known: [String], secrets: [String] = []) {
        for entry in entries where !known.contains(entry.key) {
            if secrets.contains(entry.key) {
                let file = entry.key + "File"
                notes.add(
                    entry.place, path + [entry.key],
                    "A secret must not stand in the configuration. Put it in a file that only the server's user can "
                        + "read, and name the file in `\(file)`.")
                continue
            }
            let nearest = nearestWord(to: entry.key, among: known)
            let advice = nearest.map { "Did you mean `\($0)`?" } ?? "Known here: \(known.joined(separator: ", "))."
            notes.add(entry.place, path + [entry.key], "There is no such setting. \(advice)")
        }
    }

    /// The text of a setting, nil when it is absent; a problem when it is a list or map, or left empty.
    public func text(_ key: String) -> Located<String>? {
        guard let tree = value(key) else { return nil }
        switch tree.content {
        case .scalar(let text) where !text.isEmpty: return Located(value: text, place: tree.place)
        case .scalar, .nothing: notes.add(tree.place, path + [key], "The value is missing.")
        case .list, .map: notes.add(tree.place, path + [key], "Here one value is needed, not several.")
        }
        return nil
    }

    public func requiredText(_ key: String) -> Located<String>? {
        if value(key) == nil { report(key, "The setting is missing and has no default.") }
        return text(key)
    }

    /// The text of a setting that must be there.
    public func required(_ key: String) -> String? { requiredText(key)?.value }

    /// A path, counted from the configuration's directory.
    public func path(_ text: String) -> String { SettingSource.absolutePath(text, from: notes.directory) }

    /// A variable of the environment that is no override of a setting.
    func variable(_ name: String) -> String? { notes.environment[name] }

    /// A list of texts; one text alone is a list with commas, as the environment writes it.
    public func texts(_ key: String) -> [Located<String>]? {
        guard let tree = value(key) else { return nil }
        switch tree.content {
        case .nothing: return []
        case .map:
            notes.add(tree.place, path + [key], "Here a list is needed.")
            return nil
        case .scalar(let text):
            return text.split(separator: ",").map { Located(value: $0.trimmingSpaces(), place: tree.place) }
        case .list(let items):
            return items.enumerated().compactMap { index, item in
                if case .scalar(let text) = item.content { return Located(value: text, place: item.place) }
                notes.add(item.place, path + ["\(key)[\(index)]"], "Here one value is needed.")
                return nil
            }
        }
    }

    /// The reader of a map below this one; nil when it is absent.
    public func map(_ key: String) -> SettingReader? {
        value(key).map { SettingReader($0, path: path + [key], notes: notes) }
    }

    public func requiredMap(_ key: String) -> SettingReader? {
        if value(key) == nil { report(key, "The settings are missing and have no default.") }
        return map(key)
    }

    /// The readers of a map whose names are chosen by the operator: lower-case letters, digits and hyphens.
    public func named() -> [(name: String, reader: SettingReader)] {
        entries.compactMap { entry in
            let valid = entry.key.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45
            }
            guard valid, (1...40).contains(entry.key.utf8.count) else {
                notes.add(
                    entry.place, path + [entry.key], "A name has lower-case letters, digits and hyphens, at most 40.")
                return nil
            }
            return (entry.key, SettingReader(entry.value, path: path + [entry.key], notes: notes))
        }
    }

    /// Notes a problem where something was written.
    public func report(_ place: SettingPlace, _ key: String, _ sentence: String) {
        notes.add(place, path + [key], sentence)
    }

    /// Notes a problem with a setting where it is written, or else with the map that lacks it.
    public func report(_ key: String, _ sentence: String) {
        report(value(key)?.place ?? place, key, sentence)
    }

    /// Whether the setting is written at all, rightly or not.
    public func isSet(_ key: String) -> Bool { value(key) != nil }

    private func value(_ key: String) -> SettingTree? { entries.first { $0.key == key }?.value }
}

/// A value and where it was written.
public struct Located<Value: Sendable>: Sendable {
    public let value: Value
    public let place: SettingPlace
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

import CommandOutcome

/// Settings of the types that configurations are made of. Each is nil, or `usual`, when it is absent or wrong.
extension SettingReader {
    /// A value that a type reads out of its text; a problem when it cannot.
    /// - Parameter needed: what would be right, as `a version such as 1.4.0`.
    public func value<Value>(
        _ key: String, _ needed: String, required: Bool = false, _ read: (String) -> Value?
    ) -> Value? {
        guard let text = required ? requiredText(key) : text(key) else { return nil }
        if let value = read(text.value) { return value }
        report(text.place, key, "Here \(needed) is needed.")
        return nil
    }

    /// A whole number within a range.
    public func number(_ key: String, in range: ClosedRange<Int>) -> Int? {
        value(key, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    public func number(_ key: String, in range: ClosedRange<Int>, usual: Int) -> Int {
        number(key, in: range) ?? usual
    }

    public func truth(_ key: String) -> Bool? {
        value(key, "`true` or `false`") { ["true": true, "false": false][$0] }
    }

    public func truth(_ key: String, usual: Bool) -> Bool { truth(key) ?? usual }

    /// One of the words of an enumeration.
    public func word<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let text = text(key) else { return nil }
        if let word = Word(rawValue: text.value) { return word }
        let known = Word.allCases.map(\.rawValue)
        let nearest = nearestWord(to: text.value, among: known).map { " Did you mean `\($0)`?" } ?? ""
        report(text.place, key, "Here one of \(known.joined(separator: ", ")) is needed.\(nearest)")
        return nil
    }

    public func word<Word: RawRepresentable & CaseIterable>(_ key: String, usual: Word) -> Word
    where Word.RawValue == String { word(key, Word.self) ?? usual }

    /// A file or directory that must be named.
    public func requiredFile(_ key: String) -> String? { required(key).map(path) }

    /// A file or directory that may be named.
    public func file(_ key: String) -> String? { (text(key)?.value).map(path) }

    /// `masterKeyFile`, or the service manager's credential `master-key`; outside the data directory in any case.
    public func masterKeyFile(outside dataDirectory: String?) -> String? {
        secretFile("masterKeyFile", "The master key", credential: "master-key", outside: dataDirectory)
    }

    /// A file that holds a secret of the program's own, or the service manager's credential of that name.
    public func secretFile(
        _ key: String, _ what: String, credential: String, outside dataDirectory: String?
    ) -> String? {
        guard let text = text(key) else {
            // An empty value was reported where it stands.
            if isSet(key) { return nil }
            if let credentials = variable("CREDENTIALS_DIRECTORY") { return credentials + "/" + credential }
            report(key, "The setting is missing, and systemd has given no credential `\(credential)` either.")
            return nil
        }
        let file = path(text.value)
        if let dataDirectory, (file + "/").hasPrefix(dataDirectory + "/") {
            report(
                text.place, key,
                "\(what) must lie outside dataDirectory, so that a copy of the data is not a copy of the key.")
            return nil
        }
        return file
    }
}

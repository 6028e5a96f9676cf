/// Settings taken from the environment instead of the file.
///
/// `BUDSTIKKE_LOG_LEVEL=debug` is `logLevel: debug`; two underscores step into a map, so that
/// `BUDSTIKKE_MAIL_SERVERS__HELSENETT__SMTP__PORT=587` is `mailServers.helsenett.smtp.port`. Lists are written with
/// commas. A variable that names no setting is a problem, so that a misspelt override is not silently without effect.
struct EnvironmentOverrides {
    /// The variables that override something, by name.
    let variables: [(name: String, path: [String], value: String)]

    /// - Parameter environment: variables that begin with `prefix` and mean settings.
    init(_ environment: [String: String], prefix: String) {
        variables = environment.sorted { $0.key < $1.key }.map { name, value in
            (name, Self.components(String(name.dropFirst(prefix.count))), value)
        }
    }

    /// The tree with each override put in the place of what the file says.
    func applied(to tree: SettingTree) -> SettingTree {
        variables.reduce(tree) { tree, variable in
            Self.replacing(
                in: tree, path: variable.path[...], value: variable.value,
                place: SettingPlace(file: "environment \(variable.name)", line: 0, column: 0))
        }
    }

    private static func replacing(
        in tree: SettingTree, path: ArraySlice<String>, value: String, place: SettingPlace
    ) -> SettingTree {
        guard let wanted = path.first else { return SettingTree(content: .scalar(value), place: place) }
        var entries: [SettingTree.Entry] = []
        if case .map(let existing) = tree.content { entries = existing }
        let index = entries.firstIndex { variableName($0.key) == wanted }
        let old = index.map { entries[$0].value } ?? SettingTree(content: .map([]), place: place)
        let new = replacing(in: old, path: path.dropFirst(), value: value, place: place)
        if let index {
            entries[index].value = new
        } else {
            entries.append(SettingTree.Entry(key: settingName(wanted), place: place, value: new))
        }
        return SettingTree(content: .map(entries), place: tree.place)
    }

    private static func components(_ name: String) -> [String] {
        var parts: [String] = [""]
        var rest = Substring(name)
        while let letter = rest.first {
            if rest.hasPrefix("__") {
                parts.append("")
                rest = rest.dropFirst(2)
            } else {
                parts[parts.count - 1].append(letter)
                rest = rest.dropFirst()
            }
        }
        return parts
    }

    /// `smtpPort` and `smtp-port` are both `SMTP_PORT`.
    static func variableName(_ key: String) -> String {
        var result = ""
        for letter in key {
            if letter.isUppercase, !result.isEmpty { result.append("_") }
            result.append(letter == "-" ? "_" : letter.uppercased())
        }
        return result
    }

    /// `LOG_LEVEL` is `logLevel`: how a setting that the file does not mention is spelled.
    private static func settingName(_ variable: String) -> String {
        let words = variable.lowercased().split(separator: "_")
        let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return String(words.first ?? "") + rest.joined()
    }
}

import Foundation
import Yams

/// Where a value was written.
public struct SettingPlace: Sendable, Equatable {
    /// The file, or `environment NAME`.
    public let file: String
    /// From 1; 0 when the whole file or the environment is meant.
    public let line: Int
    public let column: Int
}

/// The settings as written, each with its place: what YAML and environment have in common.
struct SettingTree: Sendable, Equatable {
    indirect enum Content: Sendable, Equatable {
        case scalar(String)
        case list([SettingTree])
        case map([Entry])
        /// `key:` with nothing behind it.
        case nothing
    }

    struct Entry: Sendable, Equatable {
        var key: String
        var place: SettingPlace
        var value: SettingTree
    }

    var content: Content
    var place: SettingPlace

    /// Reads one YAML document whose top is a map.
    ///
    /// - Throws: `ConfigurationError` with line and column for text that is no YAML, keys written twice, and more than
    ///   one document.
    static func parse(yaml: String, file: String) throws(ConfigurationError) -> SettingTree {
        let node: Node?
        do {
            node = try Parser(yaml: yaml, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw ConfigurationError(problems: [problem(error, file: file)])
        } catch {
            throw ConfigurationError(problems: [
                ConfigurationProblem(file: file, line: 1, column: 1, setting: "", sentence: "This is not YAML.")
            ])
        }
        let start = SettingPlace(file: file, line: 1, column: 1)
        guard let node else { return SettingTree(content: .map([]), place: start) }
        let tree = SettingTree(node, place: start)
        switch tree.content {
        case .map: return tree
        case .nothing: return SettingTree(content: .map([]), place: start)
        case .scalar, .list:
            throw ConfigurationError(problems: [
                ConfigurationProblem(
                    file: file, line: tree.place.line, column: tree.place.column, setting: "",
                    sentence: "The file must consist of settings written as `name: value`.")
            ])
        }
    }

    private init(_ node: Node, place inherited: SettingPlace) {
        place = inherited
        if let mark = node.mark { place = SettingPlace(file: inherited.file, line: mark.line, column: mark.column) }
        switch node {
        case .scalar(let scalar):
            let plain = scalar.style == .plain || scalar.style == .any
            content = plain && ["", "~", "null"].contains(scalar.string) ? .nothing : .scalar(scalar.string)
        case .sequence(let sequence):
            content = .list(sequence.map { [place] in SettingTree($0, place: place) })
        case .mapping(let mapping):
            content = .map(
                mapping.map { [place] key, value in
                    let keyTree = SettingTree(key, place: place)
                    return Entry(
                        key: key.string ?? "", place: keyTree.place, value: SettingTree(value, place: keyTree.place))
                })
        case .alias:
            content = .nothing
        }
    }

    init(content: Content, place: SettingPlace) {
        self.content = content
        self.place = place
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

import CommandOutcome
import Yams

/// A value of a mapping file with its place: gives what is asked for, and notes what is missing, wrong or unknown.
struct MappingNode {
    let path: [String]
    private let node: Node
    /// Where its name stands, or itself where it has none.
    private let place: Mark?
    private let problems: MappingProblems

    init(_ node: Node, at place: Mark? = nil, path: [String] = [], problems: MappingProblems) {
        self.node = node
        self.place = place ?? node.mark
        self.path = path
        self.problems = problems
    }

    func problem(_ sentence: String) {
        problems.add(
            MappingProblem(
                line: place?.line ?? 1, column: place?.column ?? 1, setting: path.joined(separator: "."),
                sentence: sentence))
    }

    // MARK: Maps

    var isMap: Bool { node.mapping != nil }

    /// The entries of a map, in the file's order; a problem when it is none.
    var entries: [(key: String, value: MappingNode)] {
        guard let mapping = node.mapping else {
            problem("Here names and values are needed, indented below.")
            return []
        }
        return mapping.map { key, value in
            (key.string ?? "", MappingNode(value, at: key.mark, path: path + [key.string ?? "?"], problems: problems))
        }
    }

    /// Notes each name that is not among `known`, with the nearest one.
    func allow(_ known: [String]) {
        for (key, value) in entries where !known.contains(key) {
            if key == "password" {
                value.problem("A secret must not stand in a mapping. Name a file in `passwordFile`, or use PGPASSFILE.")
                continue
            }
            let nearest = nearestWord(to: key, among: known)
            value.problem(
                "There is no `\(key)` here. "
                    + (nearest.map { "Did you mean `\($0)`?" } ?? "Known here: \(known.joined(separator: ", "))."))
        }
    }

    /// The value of a name; nil when it is not there or empty.
    subscript(key: String) -> MappingNode? {
        guard let (name, value) = node.mapping?.first(where: { $0.key.string == key }) else { return nil }
        if let scalar = value.scalar, scalar.style == .plain, ["", "~", "null"].contains(scalar.string) { return nil }
        return MappingNode(value, at: name.mark, path: path + [key], problems: problems)
    }

    func required(_ key: String) -> MappingNode? {
        if self[key] == nil { problem("`\(key)` is missing.") }
        return self[key]
    }

    // MARK: Values

    /// The text of a scalar; a problem when it is none.
    var text: String? {
        guard let scalar = node.scalar else {
            problem("Here one value is needed.")
            return nil
        }
        return scalar.string
    }

    var isScalar: Bool { node.scalar != nil }

    func text(_ key: String) -> String? { self[key]?.text }

    func requiredText(_ key: String) -> String? { required(key)?.text }

    func number(_ key: String, _ range: ClosedRange<Int>) -> Int? {
        guard let value = self[key] else { return nil }
        guard let number = value.text.flatMap({ Int($0) }), range.contains(number) else {
            value.problem("Here a whole number from \(range.lowerBound) to \(range.upperBound) is needed.")
            return nil
        }
        return number
    }

    /// The items of a list; a problem when it is none.
    var items: [MappingNode] {
        guard let sequence = node.sequence else {
            problem("Here a list is needed.")
            return []
        }
        return sequence.enumerated().map { MappingNode($1, path: path + ["\($0)"], problems: problems) }
    }
}

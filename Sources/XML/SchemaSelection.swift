/// Which file of a pack stands for each namespace, and the references between files resolved inside the pack.
///
/// Deterministic: the operator's choice first, then the order of the paths' octets.
struct SchemaSelection {
    private let files: [SchemaFile]
    private(set) var chosen: [String: SchemaFile] = [:]
    private(set) var conflicts: [SchemaConflict] = []
    private(set) var missing: [MissingSchema] = []
    /// Schemas without a target namespace that no other includes.
    private(set) var withoutNamespace: [SchemaFile] = []

    /// - Parameters:
    ///   - files: In order of their paths.
    ///   - preferences: Namespace to path inside the pack.
    init(_ files: [SchemaFile], preferences: [String: String]) {
        self.files = files
        let included = Set(
            files.flatMap { file in Self.includes(of: file).compactMap { resolve($0, from: file)?.path } })
        for (namespace, candidates) in Dictionary(grouping: files, by: { $0.targetNamespace ?? "" }) {
            let leading = candidates.filter { !included.contains($0.path) }
            let selectable = leading.isEmpty ? candidates : leading
            if namespace.isEmpty {
                withoutNamespace = leading
                continue
            }
            // The schema of schemas describes itself and cannot be compiled.
            if namespace == SchemaFile.schemaNamespace { continue }
            guard let first = candidates.first(where: { $0.path == preferences[namespace] }) ?? selectable.first else {
                continue
            }
            chosen[namespace] = first
            let others = selectable.filter { $0 !== first }.map(\.path)
            if !others.isEmpty {
                conflicts.append(SchemaConflict(namespace: namespace, chosen: first.path, passedOver: others))
            }
        }
        conflicts.sort { $0.namespace < $1.namespace }
    }

    /// Points every reference of every file at a file of the pack, by the names given.
    mutating func rewriteReferences(names: [String: String]) {
        for file in files {
            for reference in file.references {
                switch reference.kind {
                case .importing(let namespace):
                    // By namespace, not by location: one namespace is never read from two files.
                    file.rewrite(reference, to: namespace.flatMap { chosen[$0] }.flatMap { names[$0.path] })
                case .include:
                    let target = reference.location.flatMap { resolve($0, from: file) }
                    if target == nil {
                        missing.append(MissingSchema(includedBy: file.path, location: reference.location ?? ""))
                    }
                    file.rewrite(reference, to: target.flatMap { names[$0.path] })
                }
            }
        }
    }

    private static func includes(of file: SchemaFile) -> [String] {
        file.references.compactMap { if case .include = $0.kind { $0.location } else { nil } }
    }

    /// By relative path, else by file name: the same folder first, then the first in order.
    private func resolve(_ location: String, from file: SchemaFile) -> SchemaFile? {
        let folder = file.path.split(separator: "/").dropLast()
        var steps = Array(folder)
        for step in location.split(separator: "/") where step != "." {
            if step == ".." { _ = steps.popLast() } else { steps.append(step) }
        }
        let relative = steps.joined(separator: "/")
        let name = location.split(separator: "/").last ?? ""
        let sameName = files.filter { $0.path.split(separator: "/").last == name && $0 !== file }
        return files.first { $0.path == relative && $0 !== file }
            ?? sameName.first { $0.path.split(separator: "/").dropLast() == folder }
            ?? sameName.first
    }
}

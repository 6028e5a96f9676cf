import IplosContent

/// The tables of a mapping and what fills their fields.
extension MappingReading {
    /// The identity number: an element of the format that the rest of it does not know.
    static let identityName = "peFnr"

    func records(_ node: MappingNode, isFiles: Bool) -> [RecordTable] {
        let kinds = [RecordKind.person] + RecordKind.inPerson
        node.allow(kinds.map(\.element))
        return kinds.compactMap { kind in
            guard let own = node[kind.element] else {
                if kind == .person { node.problem("\(kind.element) is missing: nobody would be reported.") }
                return nil
            }
            return table(own, kind, isFiles: isFiles)
        }
    }

    func organisationTable(_ node: MappingNode, isFiles: Bool) -> OrganisationTable? {
        // Beside a database the list may be a file, whose form is then said here.
        let isOwnFile = !isFiles && node["file"] != nil
        node.allow(["query", "file", "code", "number"] + (isOwnFile ? ["encoding", "separator"] : []))
        guard let table = sourceTable(node, isFiles: isFiles || isOwnFile), let code = node.requiredText("code"),
            let number = node.requiredText("number")
        else { return nil }
        guard isOwnFile else { return OrganisationTable(table: table, code: code, number: number) }
        return files(node, in: directory).map {
            OrganisationTable(table: table, files: $0, code: code, number: number)
        }
    }

    private func table(_ node: MappingNode, _ kind: RecordKind, isFiles: Bool) -> RecordTable? {
        node.allow(["query", "file", "fields"])
        let table = sourceTable(node, isFiles: isFiles)
        guard let list = node.required("fields"), let table else { return nil }
        let known = kind.fields.fields
        list.allow(known.map(\.name) + (kind == .person ? [Self.identityName] : []))
        let fields = known.compactMap { field in
            list[field.name].flatMap { value($0, field) }.map { MappedField(field: field, value: $0) }
        }
        let identity = list[Self.identityName].flatMap { value($0, nil) }
        if kind == .person, identity == nil {
            list.problem("\(Self.identityName) is missing: without an identity number nobody is counted.")
        }
        if let key = kind.personField ?? kind.idField, !fields.contains(where: { $0.field == key }) {
            list.problem("\(key.name) is missing: it says which person the row is of.")
        }
        return RecordTable(kind: kind, table: table, fields: fields, identity: kind == .person ? identity : nil)
    }

    private func sourceTable(_ node: MappingNode, isFiles: Bool) -> SourceTable? {
        let (wanted, other) = isFiles ? ("file", "query") : ("query", "file")
        if node[other] != nil { node.problem("This source has a `\(wanted)` for each table and no `\(other)`.") }
        guard let text = node.requiredText(wanted) else { return nil }
        return isFiles ? .file(text) : .query(text)
    }

    /// A column's name alone, or a map.
    private func value(_ node: MappingNode, _ field: IplosField?) -> ValueSource? {
        if node.isScalar { return node.text.map { ValueSource(.column($0)) } }
        guard node.isMap else {
            node.problem("Here a column's name is needed, or `column`, `value` or `institution` below.")
            return nil
        }
        node.allow(["column", "value", "institution", "codes", "whenEmpty"])
        let origins = [
            node.text("column").map(ValueSource.Origin.column), node.text("value").map(ValueSource.Origin.constant),
            node.text("institution").map { ValueSource.Origin.institution(column: $0) },
        ].compactMap(\.self)
        guard let origin = origins.first, origins.count == 1 else {
            node.problem("One of `column`, `value` and `institution` is needed, and one only.")
            return nil
        }
        if case .institution = origin, field != .tjInstOrgnr, field != .dgInstOrgnr {
            node.problem("Only an organisation number can come from an `institution`.")
        }
        var codes: [String: String] = [:]
        for (key, code) in node["codes"]?.entries ?? [] { codes[key] = code.text ?? "" }
        return ValueSource(origin, codes: codes, whenEmpty: node.text("whenEmpty"))
    }
}

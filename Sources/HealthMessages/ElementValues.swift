import XML

extension XMLElement {
    /// Text of the first child of this name in the same namespace, white space around it trimmed; nil when empty.
    func value(_ name: String) -> String? {
        guard let text = first(name, namespace)?.text else { return nil }
        let trimmed = text.trimmingWhiteSpace
        return trimmed.isEmpty ? nil : trimmed
    }

    /// The first child of this name as a coded value; nil without a V.
    func coded(_ name: String) -> CodedValue? { first(name, namespace)?.codedValue }

    /// V, DN and S of this element.
    var codedValue: CodedValue? {
        guard let code = attribute("V")?.trimmingWhiteSpace, !code.isEmpty else { return nil }
        return CodedValue(code, name: attribute("DN")?.trimmingWhiteSpace, system: attribute("S"))
    }
}

extension String {
    var trimmingWhiteSpace: String {
        let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || ("\t"..."\r").contains($0) }
        let scalars = unicodeScalars
        guard let first = scalars.first, let last = scalars.last, isSpace(first) || isSpace(last) else { return self }
        guard let start = scalars.firstIndex(where: { !isSpace($0) }),
            let end = scalars.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(scalars[start...end])
    }
}

import CLibXML2

/// A prefix and what it stands for; pointers into the tree. No prefix is the default namespace, no URI undeclares it.
struct NamespaceBinding {
    let prefix: XMLChars?
    let uri: XMLChars?

    /// By prefix as code points, the default namespace first.
    static func precedes(_ one: NamespaceBinding, _ other: NamespaceBinding) -> Bool {
        xmlStrcmp(one.prefix, other.prefix) < 0
    }

    func isSamePrefix(as other: XMLChars?) -> Bool { xmlStrEqual(prefix, other) == 1 }
    func isSameURI(as other: XMLChars?) -> Bool { xmlStrEqual(uri, other) == 1 }
}

/// The namespaces in scope and those already written, kept as two stacks while the tree is walked.
struct RenderedNamespaces {
    private var inScope: [NamespaceBinding] = []
    private var rendered: [NamespaceBinding] = []
    /// Heights of both stacks at each open element.
    private var marks: [(inScope: Int, rendered: Int)] = []

    var depth: Int { marks.count }

    mutating func enter() { marks.append((inScope.count, rendered.count)) }

    mutating func leave() {
        guard let mark = marks.popLast() else { return }
        inScope.removeLast(inScope.count - mark.inScope)
        rendered.removeLast(rendered.count - mark.rendered)
    }

    /// Adds a declaration of the current element; a later one of the same prefix hides an earlier.
    mutating func declare(_ declaration: xmlNsPtr) {
        let href = declaration.pointee.href.flatMap { $0.pointee == 0 ? nil : XMLChars($0) }
        inScope.append(NamespaceBinding(prefix: declaration.pointee.prefix.map { XMLChars($0) }, uri: href))
    }

    /// Inclusive: what the current element declares and its nearest written ancestor does not have the same.
    mutating func renderDeclared() -> ArraySlice<NamespaceBinding> {
        let mark = marks[marks.count - 1]
        if mark.inScope == inScope.count { return [] }
        let before = rendered.count
        for index in mark.inScope..<inScope.count {
            // At an apex an own declaration comes after an inherited one and hides it, also where it undeclares.
            let isHidden = inScope[(index + 1)...].contains { $0.isSamePrefix(as: inScope[index].prefix) }
            if !isHidden { render(inScope[index], since: before) }
        }
        return sortRendered(from: before)
    }

    /// Exclusive: what the element's own name and its attributes' names use and no written ancestor has the same.
    mutating func render(usedBy node: xmlNodePtr) -> ArraySlice<NamespaceBinding> {
        let before = rendered.count
        render(binding(of: node.pointee.ns), since: before)
        for attribute in node.pointee.attributeList where !attribute.pointee.isXML {
            if let space = attribute.pointee.ns { render(binding(of: space), since: before) }
        }
        return sortRendered(from: before)
    }

    private func binding(of space: xmlNsPtr?) -> NamespaceBinding {
        let uri = space?.pointee.href.flatMap { $0.pointee == 0 ? nil : XMLChars($0) }
        return NamespaceBinding(prefix: space?.pointee.prefix.map { XMLChars($0) }, uri: uri)
    }

    private mutating func render(_ binding: NamespaceBinding, since before: Int) {
        // `xml` is always known and never declared.
        if let prefix = binding.prefix, prefix.equals("xml") { return }
        if rendered[before...].contains(where: { $0.isSamePrefix(as: binding.prefix) }) { return }
        let above = rendered[..<before].last { $0.isSamePrefix(as: binding.prefix) }
        if let above, above.isSameURI(as: binding.uri) { return }
        if above == nil, binding.uri == nil { return }
        rendered.append(binding)
    }

    private mutating func sortRendered(from start: Int) -> ArraySlice<NamespaceBinding> {
        if rendered.count - start > 1 { rendered[start...].sort(by: NamespaceBinding.precedes) }
        return rendered[start...]
    }
}

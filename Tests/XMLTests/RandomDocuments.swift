import XML

/// SplitMix64: the same seed gives the same documents everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Writes random well-formed documents with everything that canonicalization has an opinion on.
///
/// Each has exactly one element named `apex`, somewhere.
struct RandomDocuments {
    private var random: SeededGenerator
    private var apexPending = true

    private static let prefixes = ["", "a", "b", "c", "aa", "æ", "_x"]
    private static let plainURIs = ["urn:one", "urn:two", "http://three.example/?q=1", "urn:%C3%A6", "urn:Five"]
    private static let locals = ["e", "f", "E", "longer-name", "n.1", "ø", "_u"]
    private static let texts = [
        "x", " ", "\n  ", "\t", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#13;", "&#xA;", "&#9;", "\"", "'",
        "æøå",
        "€", "\u{1F9C1}", "&#x1F600;", "<![CDATA[<&>]]>", "<![CDATA[]]>", "\r\n", "\r", "]]&gt;", "e\u{301}",
        "\u{2028}",
    ]
    private static let values = [
        "v", "", " ", "&amp;", "&lt;", ">", "&quot;", "&apos;", "&#13;", "&#xA;", "&#9;", "\n", "\t", "æ", "\u{1F9C1}",
        "  two  ", "&#x1F600;", "\r\n",
    ]

    /// Who is to be compared with; each has a fault of its own that its documents keep clear of.
    enum Witness {
        /// Its C14N does not escape `&` in a namespace name.
        case libxml2
        /// Hands an apex the outermost of several inherited `xml:lang` and not the nearest, and drops what comes after
        /// a root element with nothing in it.
        case jdk
    }

    private let witness: Witness
    private let uris: [String]

    init(seed: UInt64, for witness: Witness) {
        random = SeededGenerator(seed: seed)
        self.witness = witness
        uris = Self.plainURIs + (witness == .libxml2 ? [] : ["http://four.example/?q=1&amp;r=%20"])
    }

    mutating func next() -> String {
        apexPending = true
        var text = chance(3) ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : ""
        for _ in 0..<below(2) { text += misplaced() + (chance(2) ? "\n" : "") }
        text += element(depth: 0, scope: [:])
        for _ in 0..<below(2) { text += (chance(2) ? "\n" : "") + misplaced() }
        return text
    }

    /// The same kind of content through the writer, whose octets are to be canonical as they are.
    mutating func nextWritten() -> [UInt8] {
        var writer = XMLWriter()
        write(to: &writer, depth: 0, scope: [:])
        return writer.bytes
    }

    // MARK: Source text

    private mutating func element(depth: Int, scope outer: [String: String]) -> String {
        var scope = outer
        var attributes = namespaceDeclarations(&scope)
        var taken: Set<String> = []
        for _ in 0..<below(4) {
            guard let name = attributeName(scope, &taken) else { continue }
            attributes.append(name + blank() + "=" + blank() + quoted(Self.values))
        }
        for name in ["xml:lang", "xml:space"] where chance(8) && (witness != .jdk || scope[name] == nil) {
            scope[name] = pick(["nb", "preserve", "x"])
            attributes.append("\(name)='\(scope[name] ?? "")'")
        }
        attributes.shuffle(using: &random)
        let name = elementName(scope)
        let start = "<" + name + attributes.map { pick([" ", "\n", "  "]) + $0 }.joined() + blank()
        if depth > 0, !name.hasSuffix("apex"), chance(6) { return start + "/>" }
        var content = ""
        for _ in 0..<below(depth < 5 ? 4 : 1) {
            content += piece(depth: depth, scope: scope)
        }
        if apexPending, depth == 0 || chance(3) { content += element(depth: depth + 1, scope: scope) }
        if witness == .jdk, depth == 0, content.isEmpty { content = "x" }
        return start + ">" + content + "</" + name + blank() + ">"
    }

    private mutating func piece(depth: Int, scope: [String: String]) -> String {
        switch below(6) {
        case 0: "<!-- c <&> -->"
        case 1: misplaced()
        case 2, 3: pick(Self.texts) + pick(Self.texts)
        default: depth < 6 ? element(depth: depth + 1, scope: scope) : pick(Self.texts)
        }
    }

    private mutating func misplaced() -> String {
        pick(["<!-- outside -->", "<?pi?>", "<?pi  data < & > \" ?>", "<?p-2 æ\r\nø?>"])
    }

    private mutating func namespaceDeclarations(_ scope: inout [String: String]) -> [String] {
        var declared: Set<String> = []
        var text: [String] = []
        for _ in 0..<below(4) {
            let prefix = pick(Self.prefixes)
            guard declared.insert(prefix).inserted else { continue }
            let uri = prefix.isEmpty && chance(3) ? "" : pick(uris)
            scope[prefix] = uri
            text.append((prefix.isEmpty ? "xmlns" : "xmlns:" + prefix) + "=\"\(uri)\"")
        }
        return text
    }

    private mutating func elementName(_ scope: [String: String]) -> String {
        let prefix = pick(prefixes(scope))
        var local = pick(Self.locals)
        if apexPending, chance(2) {
            apexPending = false
            local = "apex"
        }
        return prefix.isEmpty ? local : prefix + ":" + local
    }

    private mutating func attributeName(_ scope: [String: String], _ taken: inout Set<String>) -> String? {
        let prefix = chance(2) ? "" : pick(prefixes(scope))
        let local = pick(Self.locals)
        let expanded = (prefix.isEmpty ? "" : scope[prefix] ?? "") + "}" + local
        return taken.insert(expanded).inserted ? (prefix.isEmpty ? local : prefix + ":" + local) : nil
    }

    private mutating func quoted(_ pieces: [String]) -> String {
        let value = pick(pieces) + pick(pieces)
        return chance(2) ? "'\(value)'" : "\"\(value)\""
    }

    // MARK: Writer

    private mutating func write(to writer: inout XMLWriter, depth: Int, scope outer: [String: String]) {
        var scope = outer
        var namespaces: [(String, String)] = []
        for prefix in Self.prefixes where chance(4) {
            let uri = prefix.isEmpty && chance(3) ? "" : pick(uris.map { $0.replacing("&amp;", with: "&") })
            scope[prefix] = uri
            namespaces.append((prefix, uri))
        }
        namespaces.shuffle(using: &random)
        var taken: Set<String> = []
        var attributes: [(String, String)] = []
        for _ in 0..<below(4) {
            guard let name = attributeName(scope, &taken) else { continue }
            attributes.append((name, pick(["", "v", "<&>\"'", "\r\n\t", "æ\u{1F9C1}"])))
        }
        let prefix = pick(prefixes(scope))
        let name = (prefix.isEmpty ? "" : prefix + ":") + pick(Self.locals)
        writer.element(name, namespaces: namespaces, attributes: attributes) { writer in
            for _ in 0..<below(depth < 4 ? 4 : 1) {
                if chance(2) {
                    write(to: &writer, depth: depth + 1, scope: scope)
                } else {
                    writer.text(pick(["x", "<&>\"'", "\r\n\t", "æ\u{1F9C1}", "]]>", " "]))
                }
            }
        }
    }

    // MARK: Chance

    /// The prefixes declared, without the `xml:` attributes that are kept beside them.
    private func prefixes(_ scope: [String: String]) -> [String] {
        scope.keys.sorted().filter { !$0.hasPrefix("xml") } + [""]
    }

    private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count + 1, using: &random) }
    private mutating func chance(_ oneIn: Int) -> Bool { Int.random(in: 0..<oneIn, using: &random) == 0 }
    private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
    private mutating func blank() -> String { chance(5) ? " " : "" }
}

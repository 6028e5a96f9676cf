extension HealthDocument {
    /// What the header of a MsgHead says whose XML is broken further on; nil where the header cannot be read either.
    ///
    /// An AppRec repeats MsgId, type, GenDate and addresses. Where these can still be read, a record system can reject
    /// the document with T01, which only it may do (HITS 1168 4.4, tests 16 and 34). Patient and content are not read.
    public static func readHead(_ bytes: [UInt8]) -> HealthDocument? {
        guard let head = ReadableHead(bytes)?.bytes, let document = try? HealthDocument.read(head),
            document.form == .msgHead
        else { return nil }
        return document
    }
}

/// The octets of a MsgHead up to its patient or the end of MsgInfo, closed so that they are a document.
private struct ReadableHead {
    let bytes: [UInt8]

    init?(_ document: [UInt8]) {
        guard let root = Self.rootName(document) else { return nil }
        let prefix = root.lastIndex(of: UInt8(ascii: ":")).map { Array(root[...$0]) } ?? []
        let ends = [Self.tag("<", prefix, "Patient"), Self.tag("</", prefix, "MsgInfo")]
        guard let end = ends.compactMap({ Self.index(of: $0, in: document) }).min() else { return nil }
        bytes = document[..<end] + Self.tag("</", prefix, "MsgInfo>") + Array("</".utf8) + root + Array(">".utf8)
    }

    /// The qualified name in the first start tag.
    private static func rootName(_ document: [UInt8]) -> [UInt8]? {
        let first = document.indices.dropLast().first {
            document[$0] == UInt8(ascii: "<") && document[$0 + 1] != UInt8(ascii: "?")
                && document[$0 + 1] != UInt8(ascii: "!")
        }
        guard let first else { return nil }
        let name = document[(first + 1)...].prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        return name.isEmpty || name.count > 100 ? nil : Array(name)
    }

    private static func tag(_ open: String, _ prefix: [UInt8], _ name: String) -> [UInt8] {
        Array(open.utf8) + prefix + Array(name.utf8)
    }

    /// The header stands first: what does not begin in the first part of a document is no header.
    private static func index(of pattern: [UInt8], in document: [UInt8]) -> Int? {
        let searched = document.prefix(searchedOctets)
        guard let first = pattern.first else { return nil }
        return searched.indices.first { searched[$0] == first && searched[$0...].starts(with: pattern) }
    }

    private static let searchedOctets = 100_000
}

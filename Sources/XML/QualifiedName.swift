/// A name with or without prefix, `eb:Service` or `MsgHead` (Namespaces in XML 1.0, 4).
enum QualifiedName {
    static func prefix(of name: String) -> Substring? { colon(in: name).map { name[..<$0] } }

    static func local(of name: String) -> Substring {
        colon(in: name).map { name[name.utf8.index(after: $0)...] } ?? name[...]
    }

    static func isValid(_ name: String) -> Bool {
        guard let colon = colon(in: name) else { return isLocal(name.utf8[...]) }
        return isLocal(name.utf8[..<colon]) && isLocal(name.utf8[name.utf8.index(after: colon)...])
    }

    /// An NCName, the letters beyond ASCII not looked at one by one.
    static func isLocal(_ name: Substring.UTF8View) -> Bool {
        guard let first = name.first, !(0x30...0x39).contains(first), first != 0x2D, first != 0x2E else { return false }
        return name.allSatisfy { octet in
            switch octet {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x5F, 0x2D, 0x2E, 0x80...: true
            default: false
            }
        }
    }

    private static func colon(in name: String) -> String.Index? { name.utf8.firstIndex(of: UInt8(ascii: ":")) }
}

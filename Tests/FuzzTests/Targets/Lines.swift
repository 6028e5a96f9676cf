/// What lines on the wire may be.
enum Lines {
    /// Whether each CR is followed by LF and each LF preceded by CR.
    static func endInCRLF(_ bytes: [UInt8]) -> Bool {
        bytes.indices.allSatisfy { index in
            switch bytes[index] {
            case 10: index > 0 && bytes[index - 1] == 13
            case 13: index + 1 < bytes.count && bytes[index + 1] == 10
            default: true
            }
        }
    }

    /// Whether it is one or more whole lines of printable ASCII.
    static func areSound(_ bytes: [UInt8]) -> Bool {
        bytes.suffix(2) == [13, 10] && endInCRLF(bytes)
            && bytes.allSatisfy { (32...126).contains($0) || $0 == 13 || $0 == 10 }
    }
}

extension StringProtocol {
    /// Without XML white space before and after (some partners indent their values).
    var trimmed: String {
        let isSpace: (UInt8) -> Bool = { $0 == 32 || $0 == 9 || $0 == 10 || $0 == 13 }
        let bytes = Array(utf8)
        let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
        let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
        return start == 0 && end == bytes.count ? String(self) : String(decoding: bytes[start..<end], as: UTF8.self)
    }
}

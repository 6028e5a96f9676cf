/// The character replacements of Canonical XML 1.0, 2.3, for the three places where characters stand.
enum CharacterEscapes {
    case text, attribute, instruction

    func append(_ characters: XMLChars, to bytes: inout [UInt8]) {
        append(UnsafeBufferPointer(start: characters, count: characters.length), to: &bytes)
    }

    func append(_ string: String, to bytes: inout [UInt8]) {
        var string = string
        string.withUTF8 { append($0, to: &bytes) }
    }

    /// Copies runs that need no replacement as a whole.
    func append(_ characters: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        var runStart = 0
        for index in characters.indices {
            // Nothing above `>` is ever replaced: one comparison settles nearly every octet.
            guard characters[index] <= UInt8(ascii: ">"), let escape = replacement(of: characters[index]) else {
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: characters[runStart..<index]))
            escape.withUTF8Buffer { bytes.append(contentsOf: $0) }
            runStart = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: characters[runStart...]))
    }

    private func replacement(of octet: UInt8) -> StaticString? {
        switch (self, octet) {
        case (_, 0x0D): "&#xD;"
        case (.instruction, _): nil
        case (_, UInt8(ascii: "&")): "&amp;"
        case (_, UInt8(ascii: "<")): "&lt;"
        case (.text, UInt8(ascii: ">")): "&gt;"
        case (.attribute, UInt8(ascii: "\"")): "&quot;"
        case (.attribute, 0x09): "&#x9;"
        case (.attribute, 0x0A): "&#xA;"
        default: nil
        }
    }
}

/// The base64 transfer encoding (RFC 2045 6.8), made for parts of 50 MB.
public enum Base64Transfer {
    /// Undoes base64; white space and line ends are passed over, anything else outside the alphabet is refused.
    ///
    /// Padding is demanded, stands at the end only, and unused bits must be zero, so that one content has one text.
    /// Throws ``MIMEError/malformedTransferEncoding``.
    public static func decode(_ text: ArraySlice<UInt8>) throws(MIMEError) -> [UInt8] {
        let decoded: [UInt8]? = text.withUnsafeBufferPointer { text in
            values.withUnsafeBufferPointer { values in decode(text, values) }
        }
        guard let decoded else { throw .malformedTransferEncoding }
        return decoded
    }

    /// Base64 in lines of 76 characters, each ended by CRLF; nothing for no bytes.
    public static func encode(_ bytes: [UInt8]) -> [UInt8] {
        let bytesPerLine = 57
        let lines = (bytes.count + bytesPerLine - 1) / bytesPerLine
        let characters = (bytes.count + 2) / 3 * 4
        return [UInt8](unsafeUninitializedCapacity: characters + 2 * lines) { output, count in
            bytes.withUnsafeBufferPointer { bytes in
                alphabet.withUnsafeBufferPointer { alphabet in
                    var start = 0
                    while start < bytes.count {
                        let end = min(start + bytesPerLine, bytes.count)
                        count += encodeLine(bytes[start..<end], alphabet, to: output, at: count)
                        output[count] = ASCII.carriageReturn
                        output[count + 1] = ASCII.lineFeed
                        count += 2
                        start = end
                    }
                }
            }
        }
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let skipped: UInt8 = 0xFE
    private static let invalid: UInt8 = 0xFF

    /// The six bits of each character, or one of the two marks above.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: invalid, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        for space in [ASCII.space, ASCII.tab, ASCII.carriageReturn, ASCII.lineFeed] { values[Int(space)] = skipped }
        return values
    }()

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, _ values: UnsafeBufferPointer<UInt8>
    ) -> [UInt8]? {
        var isWellFormed = false
        let decoded = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { output, count in
            var index = 0
            var group: UInt32 = 0
            var held = 0
            while index < text.count {
                if held == 0, index + 4 <= text.count {
                    let a = values[Int(text[index])]
                    let b = values[Int(text[index + 1])]
                    let c = values[Int(text[index + 2])]
                    let d = values[Int(text[index + 3])]
                    if (a | b | c | d) & 0x80 == 0 {
                        let bits = UInt32(a) << 18 | UInt32(b) << 12 | UInt32(c) << 6 | UInt32(d)
                        output[count] = UInt8(truncatingIfNeeded: bits >> 16)
                        output[count + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                        output[count + 2] = UInt8(truncatingIfNeeded: bits)
                        count += 3
                        index += 4
                        continue
                    }
                }
                let value = values[Int(text[index])]
                if value == invalid { break }
                if value != skipped {
                    group = group << 6 | UInt32(value)
                    held += 1
                }
                index += 1
                if held == 4 {
                    output[count] = UInt8(truncatingIfNeeded: group >> 16)
                    output[count + 1] = UInt8(truncatingIfNeeded: group >> 8)
                    output[count + 2] = UInt8(truncatingIfNeeded: group)
                    count += 3
                    (group, held) = (0, 0)
                }
            }
            guard let padding = padding(text[index...], values) else { return }
            switch (held, padding) {
            case (0, 0): isWellFormed = true
            case (2, 2) where group & 0xF == 0:
                output[count] = UInt8(truncatingIfNeeded: group >> 4)
                count += 1
                isWellFormed = true
            case (3, 1) where group & 0x3 == 0:
                output[count] = UInt8(truncatingIfNeeded: group >> 10)
                output[count + 1] = UInt8(truncatingIfNeeded: group >> 2)
                count += 2
                isWellFormed = true
            default: break
            }
        }
        return isWellFormed ? decoded : nil
    }

    /// The number of padding characters in the rest, nil when anything but padding and white space is there.
    private static func padding(
        _ rest: Slice<UnsafeBufferPointer<UInt8>>, _ values: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var count = 0
        for byte in rest {
            if byte == ASCII.equals { count += 1 } else if values[Int(byte)] != skipped { return nil }
        }
        return count
    }

    /// Writes one line without its end; returns the number of characters.
    private static func encodeLine(
        _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ alphabet: UnsafeBufferPointer<UInt8>,
        to output: UnsafeMutableBufferPointer<UInt8>, at start: Int
    ) -> Int {
        var index = bytes.startIndex
        var position = start
        while index + 3 <= bytes.endIndex {
            let bits = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            output[position] = alphabet[Int(bits >> 18)]
            output[position + 1] = alphabet[Int(bits >> 12 & 63)]
            output[position + 2] = alphabet[Int(bits >> 6 & 63)]
            output[position + 3] = alphabet[Int(bits & 63)]
            index += 3
            position += 4
        }
        let left = bytes.endIndex - index
        guard left > 0 else { return position - start }
        let bits = UInt32(bytes[index]) << 16 | (left == 2 ? UInt32(bytes[index + 1]) << 8 : 0)
        output[position] = alphabet[Int(bits >> 18)]
        output[position + 1] = alphabet[Int(bits >> 12 & 63)]
        output[position + 2] = left == 2 ? alphabet[Int(bits >> 6 & 63)] : ASCII.equals
        output[position + 3] = ASCII.equals
        return position + 4 - start
    }
}

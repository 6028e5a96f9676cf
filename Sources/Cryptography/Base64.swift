import COpenSSL
import Glibc

/// Base 64 with the standard alphabet and padding (RFC 4648 4), fast enough for parts of 50 MB.
///
/// The inner loops are libcrypto's; OpenSSL's decoder takes `=` anywhere and loose bits at the end, so both are checked.
public enum Base64 {
    /// One line without breaks.
    public static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: encodedLength(bytes.count) + 1) { output in
            bytes.withUnsafeBufferPointer { input in encode(input, into: output.baseAddress) }
        }
    }

    /// Lines of `lineLength` characters with CRLF between them and none after the last (RFC 2045 6.8: at most 76).
    /// - Parameter lineLength: rounded down to a multiple of four, at least four.
    public static func encode(_ bytes: [UInt8], lineLength: Int) -> [UInt8] {
        let perLine = max(1, lineLength / 4) * 3
        let lines = (bytes.count + perLine - 1) / perLine
        return [UInt8](unsafeUninitializedCapacity: encodedLength(bytes.count) + lines * 2 + 1) { output, written in
            bytes.withUnsafeBufferPointer { input in
                var position = 0
                while position < input.count {
                    if position > 0 {
                        output[written] = 13
                        output[written + 1] = 10
                        written += 2
                    }
                    let line = UnsafeBufferPointer(rebasing: input[position..<min(position + perLine, input.count)])
                    written += encode(line, into: output.baseAddress.map { $0 + written })
                    position += perLine
                }
            }
        }
    }

    /// The bytes, or nil: white space between the characters is ignored, everything else must be exact, with padding.
    public static func decode(_ text: some Sequence<UInt8>) -> [UInt8]? {
        if let decoded = text.withContiguousStorageIfAvailable({ decode($0) }) { return decoded }
        return Array(text).withUnsafeBufferPointer { decode($0) }
    }

    private static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        decodeCompact(withoutLineEnds(text)) ?? decodeCompact(text.filter { !isSpace($0) })
    }

    /// Removes line ends and the spaces beside them by whole lines, which is what nearly every input needs.
    private static func withoutLineEnds(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard let base = text.baseAddress else { return [] }
        return [UInt8](unsafeUninitializedCapacity: text.count) { output, written in
            guard let target = output.baseAddress else { return }
            var position = 0
            while position < text.count {
                let found = memchr(base + position, 10, text.count - position)
                let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? text.count
                var (first, last) = (position, end)
                while first < last, isSpace(text[last - 1]) { last -= 1 }
                while first < last, isSpace(text[first]) { first += 1 }
                (target + written).update(from: base + first, count: last - first)
                written += last - first
                position = end + 1
            }
        }
    }

    private static func decodeCompact(_ characters: [UInt8]) -> [UInt8]? {
        guard !characters.isEmpty else { return [] }
        guard characters.count.isMultiple(of: 4), characters.count <= Int32.max else { return nil }
        let padding = characters.suffix(2).reversed().prefix { $0 == equals }.count
        guard hasNoLooseBits(characters, padding: padding) else { return nil }
        var valid = false
        let decoded = [UInt8](unsafeUninitializedCapacity: characters.count / 4 * 3) { output, written in
            let body = memchr(characters, Int32(equals), characters.count - padding) == nil
            let length = EVP_DecodeBlock(output.baseAddress, characters, Int32(characters.count))
            valid = body && length == characters.count / 4 * 3
            written = valid ? Int(length) - padding : 0
        }
        return valid ? decoded : nil
    }

    /// Whether the last character before the padding has only bits that belong to a byte (RFC 4648 3.5).
    private static func hasNoLooseBits(_ characters: [UInt8], padding: Int) -> Bool {
        guard padding > 0 else { return true }
        let allowed = padding == 2 ? "AQgw" : "AEIMQUYcgkosw048"
        return allowed.utf8.contains(characters[characters.count - padding - 1])
    }

    @discardableResult
    private static func encode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>?) -> Int {
        Int(EVP_EncodeBlock(output, input.baseAddress, Int32(input.count)))
    }

    private static func encodedLength(_ count: Int) -> Int { (count + 2) / 3 * 4 }

    private static let equals = UInt8(ascii: "=")

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
}

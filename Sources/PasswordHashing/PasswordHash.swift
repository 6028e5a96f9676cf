/// A stored password: Argon2id's encoded form `$argon2id$v=19$m=65536,t=3,p=1$salt$digest`, which carries its parameters.
public struct PasswordHash: Equatable, Sendable, CustomStringConvertible {
    /// What is stored.
    public let encoded: String
    /// What it was made with.
    public let parameters: Argon2Parameters

    private static let prefix = "$argon2id$v=19$"

    /// Reads a stored form; nil for another algorithm, version or impossible parameters.
    public init?(encoded: String) {
        let fields = encoded.split(separator: "$", omittingEmptySubsequences: false)
        guard encoded.hasPrefix(Self.prefix), fields.count == 6, encoded.utf8.count <= 512,
            let parameters = Self.parameters(fields[3]),
            Self.isBase64(fields[4], octets: 8...64), Self.isBase64(fields[5], octets: 16...64)
        else { return nil }
        self.encoded = encoded
        self.parameters = parameters
    }

    /// A form that no password has: salt and digest are drawn, not computed.
    init(parameters: Argon2Parameters, salt: [UInt8], digest: [UInt8]) {
        let (memory, passes, lanes) = (parameters.memoryKiB, parameters.passes, parameters.lanes)
        encoded = "\(Self.prefix)m=\(memory),t=\(passes),p=\(lanes)$\(Self.base64(salt))$\(Self.base64(digest))"
        self.parameters = parameters
    }

    public var description: String { "•••••" }

    private static func parameters(_ field: Substring) -> Argon2Parameters? {
        let parts = field.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let values = zip(["m=", "t=", "p="], parts).compactMap { name, part in
            part.hasPrefix(name) && part.utf8.allSatisfy { $0 != UInt8(ascii: "+") } ? UInt32(part.dropFirst(2)) : nil
        }
        guard values.count == 3 else { return nil }
        return Argon2Parameters(memoryKiB: values[0], passes: values[1], lanes: values[2])
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static func isBase64(_ text: Substring, octets: ClosedRange<Int>) -> Bool {
        octets.contains(text.utf8.count * 3 / 4) && text.utf8.allSatisfy(alphabet.contains)
    }

    /// Base 64 without padding, as the encoded form has it.
    private static func base64(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...group.count { output.append(alphabet[value >> (18 - 6 * place) & 63]) }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

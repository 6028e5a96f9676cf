import Cryptography

/// The one-time code in a signed receipt: proves, beside a log-in by PIN, that one has sent the submission.
///
/// A hundred bits as twenty letters and digits of Crockford's base 32, in five groups. Its `description` is bland.
public struct ReceiptCode: Hashable, Sendable, Codable, CustomStringConvertible, CustomReflectable {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let characters = 20
    private static let group = 4

    /// `7K3M-0Q9W-…`, to be shown to who has sent and to nobody else.
    public let text: String

    /// Takes the first hundred bits of at least thirteen bytes.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 13 else { return nil }
        var (bits, count, characters) = (0, 0, [Character]())
        for byte in bytes.prefix(13) {
            (bits, count) = (bits << 8 | Int(byte), count + 8)
            while count >= 5, characters.count < Self.characters {
                count -= 5
                characters.append(Self.alphabet[bits >> count & 31])
            }
            bits &= (1 << count) - 1
        }
        self.init(characters)
    }

    /// Reads what a person has typed: small letters, blanks and hyphens anywhere, O for 0, I and L for 1.
    public init?(typed text: String) {
        guard text.utf8.count <= 100 else { return nil }
        var characters: [Character] = []
        for character in text.uppercased() where character != "-" && !character.isWhitespace {
            let meant: Character =
                switch character {
                case "O": "0"
                case "I", "L": "1"
                default: character
                }
            guard Self.alphabet.contains(meant) else { return nil }
            characters.append(meant)
        }
        guard characters.count == Self.characters else { return nil }
        self.init(characters)
    }

    private init(_ characters: [Character]) {
        let groups = stride(from: 0, to: characters.count, by: Self.group).map {
            String(characters[$0..<$0 + Self.group])
        }
        text = groups.joined(separator: "-")
    }

    /// Whether both are the same, in a time that tells nothing of where they differ.
    public func isSame(as other: ReceiptCode) -> Bool {
        ConstantTime.areEqual(Array(text.utf8), Array(other.text.utf8))
    }

    public var description: String { "ReceiptCode" }
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// In a document it has one spelling.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let code = ReceiptCode(typed: text), code.text == text else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is no receipt's code.")
        }
        self = code
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

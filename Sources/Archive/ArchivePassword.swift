public import Cryptography

/// The password of one archive, made by machine and typed by people: 140 random bits in seven groups of four.
///
/// WinZip's key derivation is weak (PBKDF2 with 1000 rounds), so the password itself must withstand guessing (I-040).
/// The letters and digits are 32 that are not mistaken for one another: no 0, 1, l or o, lower case only.
public struct ArchivePassword: Sendable, Equatable, CustomStringConvertible {
    /// Unpredictable bits in each password.
    public static let bits = groups * groupLength * 5

    private static let groups = 7
    private static let groupLength = 4
    private static let alphabet = Array("23456789abcdefghijkmnpqrstuvwxyz".utf8)

    private let secret: SecretBytes

    /// A new password; unique for each municipality and delivery (T-117).
    public static func make() -> ArchivePassword {
        // 32 divides 256, so each of the alphabet is as likely.
        let characters = SecureRandom.bytes(groups * groupLength).map { alphabet[Int($0 & 31)] }
        return ArchivePassword(grouped(characters))
    }

    /// Reads what a person typed or pasted: case, spaces and hyphens do not matter; nil when it cannot be one of ours.
    public init?(typed text: String) {
        let characters = text.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 > 32 }
        guard characters.count == Self.groups * Self.groupLength, characters.allSatisfy(Self.alphabet.contains)
        else { return nil }
        self.init(Self.grouped(characters))
    }

    private init(_ bytes: [UInt8]) { secret = SecretBytes(bytes) }

    /// What is typed into an unpacking program, hyphens included: `abcd-efgh-…`, 34 characters. Show it, never log it.
    public var text: String { String(decoding: secret.bytes, as: UTF8.self) }

    /// The same as octets, to be sealed for the receiver.
    public var bytes: SecretBytes { secret }

    public var description: String { "•••••" }

    public static func == (left: ArchivePassword, right: ArchivePassword) -> Bool {
        ConstantTime.areEqual(left.secret.bytes, right.secret.bytes)
    }

    private static func grouped(_ characters: [UInt8]) -> [UInt8] {
        let parts = stride(from: 0, to: characters.count, by: groupLength).map {
            characters[$0..<$0 + groupLength]
        }
        return Array(parts.joined(separator: [UInt8(ascii: "-")]))
    }
}

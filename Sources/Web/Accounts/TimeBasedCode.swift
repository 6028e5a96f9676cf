import Cryptography
public import Foundation

/// The secret that an authenticator program and we share, from which codes are made by the time (RFC 6238).
///
/// SHA-1, steps of 30 seconds and six digits: what all authenticator programs do.
public struct AuthenticatorSecret: Sendable, Equatable, CustomStringConvertible {
    /// 160 bits, as RFC 4226 4 recommends.
    public static let octets = 20
    public static let step: TimeInterval = 30
    public static let digits = 6

    public let bytes: [UInt8]

    /// - Parameter bytes: 20 unpredictable octets; nil for fewer or more.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.octets else { return nil }
        self.bytes = bytes
    }

    /// Which step a moment lies in.
    public static func step(_ now: Date) -> Int64 { Int64((now.timeIntervalSince1970 / step).rounded(.down)) }

    /// The step whose code this is: the present one, the one before or the one after, since clocks differ.
    ///
    /// All three are compared, so that the time tells nothing. nil when it is none of them; whether the step was used
    /// before is not known here.
    public func step(of code: String, now: Date) -> Int64? {
        let current = Self.step(now)
        var found: Int64?
        for step in [current + 1, current - 1, current] where step >= 0 {
            if ConstantTime.areEqual(Array(self.code(at: step).utf8), Array(code.utf8)) { found = step }
        }
        return found
    }

    /// The code of a step (RFC 4226 5.3).
    /// - Parameter digits: six; eight in the standard's test vectors.
    func code(at step: Int64, digits: Int = Self.digits) -> String {
        let counter = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let digest = HMACSHA1.authenticate(counter, key: bytes)
        let offset = Int(digest[digest.count - 1] & 15)
        let number = digest[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(1) { product, _ in product * 10 }
        let text = String(Int(number) % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// As it is typed into a program: base 32 in groups of four.
    public var grouped: String { Base32.grouped(Base32.encode(bytes)) }

    /// As programs take it from a link: the secret, whose it is, and where.
    /// - Parameters:
    ///   - issuer: what the program calls the place.
    ///   - account: what it calls the account there.
    public func link(issuer: String, account: String) -> String {
        let (issuer, account) = (PercentEncoding.encode(issuer), PercentEncoding.encode(account))
        return "otpauth://totp/\(issuer):\(account)?secret=\(Base32.encode(bytes))&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(Self.digits)&period=\(Int(Self.step))"
    }

    public var description: String { "•••••" }
}

/// A code that lets somebody in once when their authenticator is lost: 80 random bits.
public struct RecoveryCode: Sendable, Hashable, CustomStringConvertible {
    public static let octets = 10
    /// How many an account gets.
    public static let count = 10

    private let letters: String

    /// - Parameter bytes: ten unpredictable octets; nil for fewer or more.
    public init?(drawn bytes: [UInt8]) {
        guard bytes.count == Self.octets else { return nil }
        letters = Base32.encode(bytes)
    }

    /// Reads what somebody typed, in either case and with or without what stands between; nil when it cannot be one.
    public init?(_ text: String) {
        guard text.utf8.count <= 100 else { return nil }
        let plain = text.uppercased().filter { $0 != " " && $0 != "-" }
        guard plain.utf8.count == 16, plain.utf8.allSatisfy(Base32.alphabet.contains) else { return nil }
        letters = plain
    }

    /// As it is written down: four groups of four.
    public var text: String { Base32.grouped(letters, by: "-") }

    /// What is kept of it: who reads the accounts cannot use one.
    public var digest: LinkDigest { LinkDigest(hexadecimal: Hexadecimal.encode(SHA256.digest(Array(letters.utf8)))) }

    public var description: String { "•••••" }
}

/// Base 32 without padding (RFC 4648 6).
enum Base32 {
    static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        var (buffer, bits) = (0, 0)
        for byte in bytes {
            (buffer, bits) = (buffer << 8 | Int(byte), bits + 8)
            while bits >= 5 {
                bits -= 5
                output.append(alphabet[buffer >> bits & 31])
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { output.append(alphabet[buffer << (5 - bits) & 31]) }
        return String(decoding: output, as: UTF8.self)
    }

    static func grouped(_ text: String, by separator: String = " ") -> String {
        let letters = Array(text)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: separator)
    }
}

import Cryptography
public import Identifiers

/// What a municipality signs with its organisation certificate to log in to the send module: RSASSA-PKCS1-v1_5 with
/// SHA-256 over these bytes.
public enum LogInStatement {
    /// Bytes of a challenge at most.
    public static let longestChallenge = 1_024

    /// Nothing else anyone signs begins like this.
    public static func bytes(unit: ReportingUnit, challenge: [UInt8]) -> [UInt8] {
        Array("Budstikke send module log-in 1\n\(unit)\n\(Hexadecimal.encode(challenge))\n".utf8)
    }
}

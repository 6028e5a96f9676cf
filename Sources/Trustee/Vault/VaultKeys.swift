import Cryptography
import NationalIdentity
import SealedSubmission

/// The keyed name under which an identity is found in a vault: the first sixteen bytes of HMAC-SHA256 over its digits.
struct Lookup: Hashable, Comparable, Sendable {
    private let high: UInt64
    private let low: UInt64

    init(code: [UInt8]) {
        high = code.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = code.dropFirst(8).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    var bytes: [UInt8] {
        withUnsafeBytes(of: high.bigEndian) { Array($0) } + withUnsafeBytes(of: low.bigEndian) { Array($0) }
    }

    /// As SQLite orders the bytes, so that sorted inserts go through the index from one end to the other.
    static func < (left: Self, right: Self) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

/// What a vault knows about one person: the identity it was first made for, and the pseudonym.
struct VaultEntry: Equatable, Sendable {
    /// Eleven ASCII digits.
    let digits: [UInt8]
    let pseudonym: Pseudonym
}

/// The two keys of one generation of a register's pseudonyms. Both lie wrapped by the master key outside the vault.
struct VaultKeys: Sendable {
    /// For finding: HMAC-SHA256.
    private let lookupKey: SecretBytes
    /// For keeping: AES-256-GCM.
    private let recordKey: FieldKey

    init(lookupKey: [UInt8], recordKey: [UInt8]) {
        self.lookupKey = SecretBytes(lookupKey)
        self.recordKey = FieldKey(recordKey)
    }

    func lookup(_ digits: [UInt8]) -> Lookup {
        Lookup(code: HMACSHA256.authenticate(digits, key: lookupKey.bytes))
    }

    /// Digits and pseudonym, sealed to the record's number.
    func seal(_ entry: VaultEntry, number: Int64) throws -> [UInt8] {
        try recordKey.seal(entry.digits + entry.pseudonym.bytes, place: "records/\(number)")
    }

    func open(_ sealed: [UInt8], number: Int64) throws -> VaultEntry {
        let bytes = try recordKey.open(sealed, place: "records/\(number)")
        guard bytes.count == 11 + Pseudonym.length, let pseudonym = Pseudonym(bytes: bytes.dropFirst(11))
        else { throw TrusteeError.damaged }
        return VaultEntry(digits: Array(bytes.prefix(11)), pseudonym: pseudonym)
    }

    /// Another number of a recorded person.
    func seal(alias digits: [UInt8], number: Int64) throws -> [UInt8] {
        try recordKey.seal(digits, place: "aliases/\(number)")
    }

    func open(alias sealed: [UInt8], number: Int64) throws -> [UInt8] {
        try recordKey.open(sealed, place: "aliases/\(number)")
    }
}

public import Identifiers

/// What the trusted third party gets about one person: the link id of this submission and the identity number as the
/// municipality has it, unchecked.
///
/// As a record of 32 bytes: link id (16), the text's length (1), the text (15, filled with zeros).
public struct LinkedIdentity: Sendable, Hashable {
    /// How many bytes a record has.
    public static let recordLength = 32
    /// How long a text can be; eleven characters are right.
    public static let longestText = 15

    public let link: LinkID
    /// Raw ASCII as it stood in the extract, at most 15 bytes; perhaps not digits at all.
    public let digits: [UInt8]

    /// Cuts a text after 15 bytes. It stays too long for an identity number, so that the fault is seen all the same.
    public init(link: LinkID, digits: some Collection<UInt8>) {
        self.link = link
        self.digits = Array(digits.prefix(Self.longestText))
    }

    /// Reads one record.
    public init(record: ArraySlice<UInt8>) throws(LinkedIdentityFault) {
        guard record.count == Self.recordLength, let link = LinkID(bytes: record.prefix(LinkID.length)) else {
            throw .wrongLength
        }
        let rest = record.dropFirst(LinkID.length)
        let length = Int(rest[rest.startIndex])
        guard length <= Self.longestText else { throw .textTooLong }
        guard rest.dropFirst(1 + length).allSatisfy({ $0 == 0 }) else { throw .filledWithOtherThanZeros }
        self.link = link
        digits = Array(rest.dropFirst().prefix(length))
    }

    /// Reads records that follow each other with nothing between or after them.
    public static func records(in bytes: [UInt8]) throws(LinkedIdentityFault) -> [LinkedIdentity] {
        guard bytes.count.isMultiple(of: recordLength) else { throw .wrongLength }
        var records: [LinkedIdentity] = []
        records.reserveCapacity(bytes.count / recordLength)
        for start in stride(from: 0, to: bytes.count, by: recordLength) {
            records.append(try LinkedIdentity(record: bytes[start..<start + recordLength]))
        }
        return records
    }

    /// Writes one record of 32 bytes.
    public func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: link.bytes)
        bytes.append(UInt8(digits.count))
        bytes.append(contentsOf: digits)
        bytes.append(contentsOf: repeatElement(0, count: Self.longestText - digits.count))
    }

    /// The identity number, checked.
    public func identity(
        in realm: IdentityRealm, numbering: IdentityNumbering = .until2031
    ) throws(IdentityFault) -> NationalIdentity {
        try NationalIdentity(digits, in: realm, numbering: numbering)
    }
}

extension LinkedIdentity: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "LinkedIdentity •••••••••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why bytes are no records of linked identities: the part they came in is refused as a whole.
public enum LinkedIdentityFault: Error, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    case wrongLength
    case textTooLong
    case filledWithOtherThanZeros

    public var description: String {
        switch self {
        case .wrongLength: "identity records of another length than 32 bytes"
        case .textTooLong: "identity record with a text of more than 15 bytes"
        case .filledWithOtherThanZeros: "identity record filled with other than zeros"
        }
    }
}

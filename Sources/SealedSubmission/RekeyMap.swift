public import Certificates
public import Foundation
public import Identifiers

/// One record of a re-pseudonymisation: 32 bytes, the old pseudonym and the new one.
public struct RekeyEntry: Hashable, Sendable {
    static let length = 32

    public let old: Pseudonym
    public let new: Pseudonym

    public init(old: Pseudonym, new: Pseudonym) {
        self.old = old
        self.new = new
    }

    var bytes: [UInt8] { old.bytes + new.bytes }

    init?(_ record: ArraySlice<UInt8>) {
        guard let old = Pseudonym(bytes: record.prefix(Pseudonym.length)),
            let new = Pseudonym(bytes: record.dropFirst(Pseudonym.length))
        else { return nil }
        self.init(old: old, new: new)
    }
}

/// What the trustee signs about a change of pseudonyms at one register.
public struct RekeyStatement: SignedDocument, Hashable {
    public static let format = "budstikke-rekey-1"
    public static let maximumBytes = 1 << 20

    public let format: String
    /// Of this change; in the parts' headers where a submission's id stands otherwise.
    public let id: SubmissionID
    /// The register it is for.
    public let register: OrganisationNumber
    public let oldGeneration: Int
    public let newGeneration: Int
    public let entries: Int
    /// As `MapStatement.map`.
    public let map: ContentHash
    public let createdAt: Date
    public let registerKey: KeyFingerprint
    public let parts: [PartEntry]
}

/// Makes the map from old to new pseudonyms of one register: entries in ascending order of the old ones.
public struct RekeySealer: ~Copyable {
    /// Which change it is.
    public struct Change: Sendable {
        public let id: SubmissionID
        public let register: OrganisationNumber
        public let oldGeneration: Int
        public let newGeneration: Int

        public init(id: SubmissionID, register: OrganisationNumber, oldGeneration: Int, newGeneration: Int) {
            self.id = id
            self.register = register
            self.oldGeneration = oldGeneration
            self.newGeneration = newGeneration
        }
    }

    private var records: RecordParts
    private var order = RekeyOrder()
    private let change: Change
    private let recipient: Certificate

    public init(
        _ change: Change, recipient: Certificate, partSize: Int = PartLimits.usualPayload,
        sink: @escaping (SealedPart) throws -> Void
    ) {
        self.change = change
        self.recipient = recipient
        records = RecordParts(
            role: .rekey, id: change.id, recipient: recipient, recordLength: RekeyEntry.length, partSize: partSize,
            sink: sink)
    }

    /// - Throws: `SubmissionFault` `.mapLinkRepeated` for an old pseudonym that is not above the one before; as
    ///   `PartSealer.append`.
    public mutating func append(_ entry: RekeyEntry) throws {
        try order.take(entry)
        try records.append(entry.bytes)
    }

    /// - Throws: as `PartSealer.finish`.
    public consuming func finish(at time: Date) throws -> RekeyStatement {
        let (change, count, key) = (change, order.count, KeyFingerprint(of: recipient.publicKey))
        let made = try records.finish()
        return RekeyStatement(
            format: RekeyStatement.format, id: change.id, register: change.register,
            oldGeneration: change.oldGeneration, newGeneration: change.newGeneration, entries: count, map: made.hash,
            createdAt: time, registerKey: key, parts: made.parts)
    }
}

/// Old pseudonyms ascend, so that a repeated one shows without remembering them all.
struct RekeyOrder {
    private(set) var count = 0
    private var last: Pseudonym?

    mutating func take(_ entry: RekeyEntry) throws(SubmissionFault) {
        if let last, entry.old <= last { throw SubmissionFault(.mapLinkRepeated) }
        last = entry.old
        count += 1
    }
}

public import Certificates
public import Foundation
public import Identifiers

/// What the trustee signs about its map: for which submission and manifest, how many, with which generation of keys.
public struct MapStatement: SignedDocument, Hashable {
    public static let format = "budstikke-map-1"
    public static let maximumBytes = 1 << 20

    public let format: String
    public let submission: SubmissionID
    /// Of the signed manifest.
    public let manifest: ContentHash
    /// Over the whole map: SHA-256 over the SHA-256 digests of the parts' payloads.
    public let map: ContentHash
    /// Of the pseudonym key; from 1.
    public let generation: Int
    public let entries: Int
    /// Entries with a pseudonym; the others have a reason.
    public let pseudonyms: Int
    public let createdAt: Date
    /// Whom the parts are sealed to.
    public let registerKey: KeyFingerprint
    public let parts: [PartEntry]
}

/// Makes the trustee's map for one submission: entries in, sealed parts and the signed statement out.
///
/// Entries are for the caller to put in an order that says nothing, such as by link.
public struct MapSealer: ~Copyable {
    private var records: RecordParts
    private let manifest: VerifiedManifest
    private let recipient: Certificate
    private let generation: Int
    private var entries = 0
    private var pseudonyms = 0

    /// - Parameters:
    ///   - recipient: the register's encryption certificate, verified before; its key must be the manifest's.
    ///   - generation: of the pseudonym key, from 1.
    ///   - sink: takes the sealed parts.
    /// - Throws: `SubmissionFault` `.otherKey`.
    public init(
        for manifest: VerifiedManifest, recipient: Certificate, generation: Int,
        partSize: Int = PartLimits.usualPayload, sink: @escaping (SealedPart) throws -> Void
    ) throws(SubmissionFault) {
        guard KeyFingerprint(of: recipient.publicKey) == manifest.manifest.registerKey else {
            throw SubmissionFault(.otherKey)
        }
        self.manifest = manifest
        self.recipient = recipient
        self.generation = generation
        records = RecordParts(
            role: .map, id: manifest.submission, recipient: recipient, recordLength: MapEntry.length,
            partSize: partSize, sink: sink)
    }

    /// - Throws: as `PartSealer.append`.
    public mutating func append(_ entry: MapEntry) throws {
        try records.append(entry.bytes)
        entries += 1
        if case .pseudonym = entry.outcome { pseudonyms += 1 }
    }

    /// Ends the map and gives what is to be signed by `MapStatement.signed`.
    /// - Throws: as `PartSealer.finish`; `SubmissionFault` `.mapCounts` when the entries are not the manifest's persons.
    public consuming func finish(at time: Date) throws -> MapStatement {
        guard entries == manifest.manifest.personCount else { throw SubmissionFault(.mapCounts) }
        let (manifest, generation, counts) = (manifest, generation, (entries, pseudonyms))
        let key = KeyFingerprint(of: recipient.publicKey)
        let made = try records.finish()
        return MapStatement(
            format: MapStatement.format, submission: manifest.submission, manifest: manifest.hash, map: made.hash,
            generation: generation, entries: counts.0, pseudonyms: counts.1, createdAt: time, registerKey: key,
            parts: made.parts)
    }
}

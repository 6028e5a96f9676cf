public import Certificates
public import Cryptography
public import Identifiers

/// The trustee's map of one submission, verified as a whole. Only `MapOpening` makes one.
///
/// In memory: some 60 bytes for each person of one municipality.
public struct VerifiedMap: Sendable {
    public let statement: MapStatement
    private let outcomes: [LinkID: MapOutcome]

    init(statement: MapStatement, outcomes: [LinkID: MapOutcome]) {
        self.statement = statement
        self.outcomes = outcomes
    }

    public var count: Int { outcomes.count }

    public subscript(link: LinkID) -> MapOutcome? { outcomes[link] }
}

/// The join of a content's links with the map, each link exactly once.
public struct MapJoin: Sendable {
    private let map: VerifiedMap
    private var seen: Set<LinkID> = []

    public init(_ map: VerifiedMap) { self.map = map }

    /// What the trustee found for a link of the content.
    /// - Throws: `SubmissionFault` `.mapLinkMissing`, `.mapLinkRepeated`.
    public mutating func outcome(for link: LinkID) throws(SubmissionFault) -> MapOutcome {
        guard let outcome = map[link] else { throw SubmissionFault(.mapLinkMissing) }
        guard seen.insert(link).inserted else { throw SubmissionFault(.mapLinkRepeated) }
        return outcome
    }

    /// Ends the join.
    /// - Throws: `SubmissionFault` `.mapLinkExtra` when the map has links that did not come.
    public func finish() throws(SubmissionFault) {
        guard seen.count == map.count else { throw SubmissionFault(.mapLinkExtra) }
    }
}

/// The register's reading of a map: the statement first, then the parts in order.
public struct MapOpening: Sendable {
    private let statement: MapStatement
    private var reading: RecordReading
    private var outcomes: [LinkID: MapOutcome] = [:]
    private var pseudonyms = 0

    /// Verifies the statement: the trustee's signature, this submission, this very manifest, this register's key.
    /// - Parameters:
    ///   - trustee: whose signature it must be.
    ///   - generation: of the pseudonym key that the register's data has.
    /// - Throws: `SubmissionFault`.
    public init(
        _ signed: [UInt8], of manifest: VerifiedManifest, signers: SignerVerification, trustee: OrganisationNumber,
        generation: Int, key: PrivateKey, certificate: Certificate
    ) throws(SubmissionFault) {
        let statement = try signers.open(signed, as: MapStatement.self, from: trustee).document
        guard statement.submission == manifest.submission, statement.manifest == manifest.hash else {
            throw SubmissionFault(.mapOfOtherSubmission)
        }
        guard statement.generation == generation else { throw SubmissionFault(.mapOtherGeneration) }
        guard statement.registerKey == KeyFingerprint(of: key.publicKey),
            statement.registerKey == manifest.manifest.registerKey
        else { throw SubmissionFault(.mapOtherRegister) }
        guard statement.entries == manifest.manifest.personCount, (0...statement.entries).contains(statement.pseudonyms)
        else { throw SubmissionFault(.mapCounts) }
        if let fault = PartList.fault(of: statement.parts, roles: [.map]) { throw fault }
        self.statement = statement
        let opener = PartOpener(
            submission: statement.submission, list: statement.parts, role: .map, key: key, certificate: certificate)
        reading = RecordReading(opener, recordLength: MapEntry.length)
    }

    /// The parts that are needed, in order.
    public var parts: [PartEntry] { statement.parts.sorted { $0.index < $1.index } }

    /// Takes the next part.
    /// - Throws: `SubmissionFault`.
    public mutating func add(_ sealed: [UInt8]) throws(SubmissionFault) {
        for record in try reading.records(sealed) {
            guard let entry = MapEntry(record) else { throw SubmissionFault(.mapRecord) }
            guard outcomes.count < statement.entries else { throw SubmissionFault(.mapCounts) }
            guard outcomes.updateValue(entry.outcome, forKey: entry.link) == nil else {
                throw SubmissionFault(.mapLinkRepeated)
            }
            if case .pseudonym = entry.outcome { pseudonyms += 1 }
        }
    }

    /// Gives the map when all of it has come and agrees with the statement.
    /// - Throws: `SubmissionFault`.
    public func finish() throws(SubmissionFault) -> VerifiedMap {
        try reading.finish(expecting: statement.map)
        guard outcomes.count == statement.entries, pseudonyms == statement.pseudonyms else {
            throw SubmissionFault(.mapCounts)
        }
        return VerifiedMap(statement: statement, outcomes: outcomes)
    }
}

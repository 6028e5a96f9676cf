public import Certificates
public import Identifiers

/// A manifest that may be acted on: signed by the organisation it names, and as its reader expects. Only
/// `ManifestVerification` makes one.
public struct VerifiedManifest: Sendable {
    public let manifest: SubmissionManifest
    public let signer: Certificate
    /// SHA-256 of the signed form: what the trustee's map and receipt are bound to.
    public let hash: ContentHash

    init(_ attested: Attested<SubmissionManifest>) {
        manifest = attested.document
        signer = attested.signer
        hash = attested.hash
    }

    public var submission: SubmissionID { manifest.submission }

    /// The parts of one role, by index.
    public func parts(_ role: PartRole) -> [PartEntry] {
        manifest.parts.filter { $0.role == role }.sorted { $0.index < $1.index }
    }
}

/// The judgement of a signed manifest by the trustee or the register.
public struct ManifestVerification: Sendable {
    /// What the reader knows before it reads.
    public struct Expectation: Sendable {
        /// Who reads, and the keys of its own that submissions of this year may be sealed to.
        public var holder: KeyHolder
        public var keys: Set<KeyFingerprint>
        public var minimumClientVersion: ClientVersion
        /// Who has logged in and for what, where somebody has.
        public var unit: ReportingUnit?
        public var organisation: OrganisationNumber?
        public var year: Int?

        public init(
            holder: KeyHolder, keys: Set<KeyFingerprint>, minimumClientVersion: ClientVersion,
            unit: ReportingUnit? = nil, organisation: OrganisationNumber? = nil, year: Int? = nil
        ) {
            self.holder = holder
            self.keys = keys
            self.minimumClientVersion = minimumClientVersion
            self.unit = unit
            self.organisation = organisation
            self.year = year
        }
    }

    private let signers: SignerVerification
    private let expectation: Expectation

    public init(signers: SignerVerification, expecting expectation: Expectation) {
        self.signers = signers
        self.expectation = expectation
    }

    /// Size, signature, signer, format, rules, and then what is expected.
    /// - Throws: `SubmissionFault`.
    public func verify(_ signed: [UInt8]) throws(SubmissionFault) -> VerifiedManifest {
        let attested = try signers.open(signed, as: SubmissionManifest.self)
        let manifest = attested.document
        guard attested.organisation == manifest.organisation else { throw SubmissionFault(.signerOtherOrganisation) }
        if let fault = manifest.fault { throw fault }
        if let organisation = expectation.organisation, organisation != manifest.organisation {
            throw SubmissionFault(.otherOrganisation)
        }
        if let unit = expectation.unit, unit != manifest.unit { throw SubmissionFault(.otherUnit) }
        if let year = expectation.year, year != manifest.year { throw SubmissionFault(.otherYear) }
        guard manifest.client.version >= expectation.minimumClientVersion else { throw SubmissionFault(.clientTooOld) }
        guard expectation.keys.contains(manifest.key(of: expectation.holder)) else {
            throw SubmissionFault(.otherKey)
        }
        return VerifiedManifest(attested)
    }
}

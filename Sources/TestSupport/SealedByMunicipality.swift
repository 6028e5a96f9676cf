public import Certificates
import Cryptography
public import Foundation
public import Identifiers
import NationalIdentity
public import SealedSubmission

/// A submission as a municipality's client makes it, of invented persons or of whatever octets a test wants.
public struct SealedByMunicipality: Sendable {
    public let id: SubmissionID
    /// Signed.
    public let manifest: [UInt8]
    public let parts: [SealedPart]
    /// The links in the order of the identities.
    public let links: [LinkID]

    /// Who certifies, whom it is sealed to, and when.
    public struct Ground {
        let authority: SyntheticAuthority
        let trusteeKey: Certificate
        let registerKey: Certificate
        let unit: ReportingUnit
        let year: Int
        let now: Date

        public init(
            authority: SyntheticAuthority, trusteeKey: Certificate, registerKey: Certificate, unit: ReportingUnit,
            year: Int, now: Date
        ) {
            self.authority = authority
            self.trusteeKey = trusteeKey
            self.registerKey = registerKey
            self.unit = unit
            self.year = year
            self.now = now
        }
    }

    /// What a test wants otherwise than usual.
    public struct Wish {
        /// The ground's when nil.
        let unit: ReportingUnit?
        let organisation: SyntheticOrganisations.Organisation
        let kind: SubmissionKind
        let sequence: Int
        let personCount: Int?
        let partSize: Int
        /// The submission that the identity parts are sealed for.
        let identitiesOf: SubmissionID?
        /// Puts these bytes in place of identity records.
        let identityBytes: [[UInt8]]?
        let client: String
        let id: SubmissionID?

        public init(
            unit: ReportingUnit? = nil,
            organisation: SyntheticOrganisations.Organisation = SyntheticOrganisations.northMunicipality,
            kind: SubmissionKind = .ordinary, sequence: Int = 1, personCount: Int? = nil, partSize: Int = 128,
            identitiesOf: SubmissionID? = nil, identityBytes: [[UInt8]]? = nil, client: String = "1.4.0",
            id: SubmissionID? = nil
        ) {
            self.unit = unit
            self.organisation = organisation
            self.kind = kind
            self.sequence = sequence
            self.personCount = personCount
            self.partSize = partSize
            self.identitiesOf = identitiesOf
            self.identityBytes = identityBytes
            self.client = client
            self.id = id
        }
    }

    /// A test asks for what no client could make.
    struct Unusable: Error {}

    /// Identity numbers of so many invented persons.
    public static func persons(_ count: Int) -> [[UInt8]] {
        (0..<count).map { Array(SyntheticPerson.number($0).identityNumber.utf8) }
    }

    /// - Parameter identities: what stands in the identity records, one for each person.
    public init(_ identities: [[UInt8]], on ground: Ground, _ wish: Wish = Wish()) throws {
        let links = identities.compactMap { _ in LinkID(bytes: SecureRandom.bytes(LinkID.length)) }
        guard let id = wish.id ?? SubmissionID(random: SecureRandom.bytes(16)), let client = ClientVersion(wish.client)
        else { throw Unusable() }
        let records = zip(links, identities).map { link, digits in
            var record: [UInt8] = []
            LinkedIdentity(link: link, digits: digits).append(to: &record)
            return record
        }
        parts =
            try Self.seal(
                wish.identityBytes ?? records, .identity, wish.identitiesOf ?? id, to: ground.trusteeKey, wish)
            + Self.seal(
                links.map { $0.bytes + Array("invented diagnosis".utf8) }, .content, id, to: ground.registerKey, wish)
        let signer = try ground.authority.issue(
            organisation: wish.organisation.name, number: wish.organisation.number, purpose: .signing,
            notBefore: ground.now - 60 * 86_400, notAfter: ground.now + 300 * 86_400)
        manifest = try SubmissionManifest(
            submission: id, unit: wish.unit ?? ground.unit, organisation: wish.organisation.number, year: ground.year,
            period: ReportingPeriod(year: ground.year), kind: wish.kind, sequence: wish.sequence, revision: "3.0",
            personCount: wish.personCount ?? identities.count, createdAt: ground.now,
            client: SealingClient(name: "budstikke", version: client),
            contact: Contact(
                name: "Kari Ås", email: "iplos@nordbygda.kommune.example", phone: "+47 68 05 00 00",
                role: "IPLOS-kontakt"),
            returnKey: signer.key.publicKey, trusteeKey: KeyFingerprint(of: ground.trusteeKey.publicKey),
            registerKey: KeyFingerprint(of: ground.registerKey.publicKey), partSize: wish.partSize,
            parts: parts.map(\.entry)
        ).signed(key: signer.key, certificate: signer.certificate, at: ground.now)
        self.id = id
        self.links = links
    }

    private static func seal(
        _ records: [[UInt8]], _ role: PartRole, _ id: SubmissionID, to recipient: Certificate, _ wish: Wish
    ) throws -> [SealedPart] {
        let box = Box()
        var sealer = PartSealer(role: role, submission: id, recipient: recipient, partSize: wish.partSize) {
            box.parts.append($0)
        }
        for record in records { try sealer.append(record) }
        _ = try sealer.finish()
        return box.parts
    }

    private final class Box {
        var parts: [SealedPart] = []
    }
}

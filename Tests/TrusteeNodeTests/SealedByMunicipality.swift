import Certificates
import Cryptography
import Foundation
import Identifiers
import NationalIdentity
import OsloCalendar
import SealedSubmission
import TestSupport
import Trustee

@testable import TrusteeNode

/// A submission as a municipality's client makes it.
struct SealedByMunicipality {
    let id: SubmissionID
    let manifest: [UInt8]
    let parts: [SealedPart]
    let links: [LinkID]

    /// - Parameter identities: what stands in the identity records in place of invented persons.
    init(
        _ installation: Installation, sequence: Int = 1, identities: [[UInt8]]? = nil, kind: SubmissionKind = .ordinary
    ) throws {
        let now = installation.now
        id = SubmissionID(random: SecureRandom.bytes(16))!
        let digits = identities ?? (0..<5).map { Array(SyntheticPerson.number($0).identityNumber.utf8) }
        links = digits.map { _ in LinkID(bytes: SecureRandom.bytes(LinkID.length))! }
        let records = zip(links, digits).map { link, digits in
            var record: [UInt8] = []
            LinkedIdentity(link: link, digits: digits).append(to: &record)
            return record
        }
        parts =
            try Self.seal(records, .identity, id, to: installation.trusteeKey.certificate)
            + Self.seal(
                links.map { $0.bytes + Array("invented content".utf8) }, .content, id,
                to: installation.registerKey.certificate)
        let signer = try installation.authority.issue(Installation.north, purpose: .signing, now: now)
        manifest = try SubmissionManifest(
            submission: id, unit: ReportingUnit("9901-00")!, organisation: Installation.north.number,
            year: Installation.year, period: ReportingPeriod(year: Installation.year), kind: kind,
            sequence: sequence, revision: "3.0", personCount: digits.count, createdAt: now,
            client: SealingClient(name: "budstikke", version: ClientVersion("1.4.0")!),
            contact: Contact(
                name: "Kari Ås", email: "iplos@nordbygda.kommune.example", phone: "+47 68 05 00 00",
                role: "IPLOS-kontakt"),
            returnKey: signer.key.publicKey, trusteeKey: KeyFingerprint(of: installation.trusteeKey.key.publicKey),
            registerKey: KeyFingerprint(of: installation.registerKey.key.publicKey), partSize: 64,
            parts: parts.map(\.entry)
        ).signed(key: signer.key, certificate: signer.certificate, at: now)
    }

    /// Lays it down in the node's store, past its sockets.
    func deposit(in node: TrusteeNode) async throws {
        let now = Installation.now
        let pins = try PinHashing.hasher(for: node.configuration.hashing)(node.store.pinPepper)
        let attempt = LoginAttempt(
            municipality: "9901", district: "00", organisationNumber: Installation.north.number.digits, pin: "4711")
        let login = try await PinLogin(store: node.store, hashing: pins).attempt(
            attempt, season: Installation.year, now: now)
        guard case .admitted(let sender) = login else { throw NeverHappened(description: "no log-in") }
        let files = try TrustFiles(node.configuration)
        let intake = Intake(
            store: node.store, signer: files.signer, trust: files.trust,
            rules: IntakeRules(
                season: node.configuration.season, minimumClientVersion: node.configuration.minimumClientVersion))
        _ = try await intake.begin(manifest, by: sender, revocation: RevocationLists(required: false), now: now)
        for part in parts {
            _ = try await intake.append(part.bytes, to: part.entry.name, of: id, at: 0, by: sender)
        }
        guard case .received = try await intake.complete(id, by: sender, hasManifest: true, now: now) else {
            throw NeverHappened(description: "no receipt")
        }
    }

    private static func seal(
        _ records: [[UInt8]], _ role: PartRole, _ id: SubmissionID, to recipient: Certificate
    ) throws -> [SealedPart] {
        let box = Box()
        var sealer = PartSealer(role: role, submission: id, recipient: recipient, partSize: 64) {
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

struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

import Certificates
import Cryptography
import Foundation
import Identifiers
import NationalIdentity
import SealedSubmission
import TestSupport

@testable import Trustee

/// A submission as a municipality's client makes it.
struct SealedByMunicipality {
    let id: SubmissionID
    let manifest: [UInt8]
    let parts: [SealedPart]
    /// The links in the order of the identities.
    let links: [LinkID]

    /// What a test wants otherwise than usual.
    struct Wish {
        var unit = Stage.north
        var organisation = SyntheticOrganisations.northMunicipality
        var kind = SubmissionKind.ordinary
        var sequence = 1
        var personCount: Int?
        var partSize = 32 * 4
        /// The submission that the identity parts are sealed for.
        var identitiesOf: SubmissionID?
        /// Puts these bytes in place of identity records.
        var identityBytes: [[UInt8]]?
        var client = "1.4.0"
        var id: SubmissionID?
    }

    init(_ identities: [[UInt8]], _ stage: Stage, _ wish: Wish = Wish()) throws {
        id = wish.id ?? SubmissionID(random: SecureRandom.bytes(16))!
        links = identities.map { _ in LinkID(bytes: SecureRandom.bytes(LinkID.length))! }
        let records = zip(links, identities).map { link, digits in
            var record: [UInt8] = []
            LinkedIdentity(link: link, digits: digits).append(to: &record)
            return record
        }
        parts =
            try Self.seal(
                wish.identityBytes ?? records, .identity, wish.identitiesOf ?? id, to: stage.trusteeKey,
                partSize: wish.partSize)
            + Self.seal(
                links.map { $0.bytes + Array("diagnosis".utf8) }, .content, id, to: stage.registerKey,
                partSize: wish.partSize)
        let signer = try stage.authority.issue(
            organisation: wish.organisation.name, number: wish.organisation.number, purpose: .signing,
            notBefore: Stage.now - 60 * 86_400, notAfter: Stage.now + 300 * 86_400)
        manifest = try SubmissionManifest(
            submission: id, unit: wish.unit, organisation: wish.organisation.number, year: Stage.year,
            period: ReportingPeriod(year: Stage.year), kind: wish.kind, sequence: wish.sequence, revision: "3.0",
            personCount: wish.personCount ?? identities.count, createdAt: Stage.now,
            client: SealingClient(name: "budstikke", version: ClientVersion(wish.client)!),
            contact: Contact(
                name: "Kari Ås", email: "iplos@nordbygda.kommune.example", phone: "+47 68 05 00 00",
                role: "IPLOS-kontakt"),
            returnKey: signer.key.publicKey, trusteeKey: KeyFingerprint(of: stage.trusteeKey.key.publicKey),
            registerKey: KeyFingerprint(of: stage.registerKey.key.publicKey), partSize: wish.partSize,
            parts: parts.map(\.entry)
        ).signed(key: signer.key, certificate: signer.certificate, at: Stage.now)
    }

    /// Sends all of it, and gives the receipt.
    func send(
        to intake: Intake, by sender: Admission = Stage.admission(), now: Date = Stage.now
    ) async throws -> CompleteOutcome {
        let begun = try await intake.begin(manifest, by: sender, revocation: Stage.noLists, now: now)
        switch begun {
        case .refused(let refusal): return .refused(refusal)
        case .received(let receipt): return .received(receipt)
        case .upload(let plan):
            for part in plan.parts {
                let bytes = parts.first { $0.entry.name == part.name }!.bytes
                _ = try await intake.append(
                    Array(bytes[part.offset...]), to: part.name, of: id, at: part.offset, by: sender)
            }
            return try await intake.complete(id, by: sender, hasManifest: true, now: now)
        }
    }

    private static func seal(
        _ records: [[UInt8]], _ role: PartRole, _ id: SubmissionID, to recipient: SyntheticAuthority.Identity,
        partSize: Int
    ) throws -> [SealedPart] {
        let box = Box()
        var sealer = PartSealer(
            role: role, submission: id, recipient: recipient.certificate, partSize: partSize
        ) { box.parts.append($0) }
        for record in records { try sealer.append(record) }
        _ = try sealer.finish()
        return box.parts
    }

    private final class Box {
        var parts: [SealedPart] = []
    }
}

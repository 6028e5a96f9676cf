import Certificates
import Cryptography
import Foundation
import Identifiers
import NationalIdentity
import SealedSubmission
import TestSupport

/// A submission as a municipality's client makes it.
struct SealedByMunicipality {
    let id: SubmissionID
    let manifest: [UInt8]
    let parts: [SealedPart]

    /// - Parameter persons: how many, all invented.
    init(
        _ scene: Scene, persons: Int = 6, kind: SubmissionKind = .ordinary, sequence: Int = 1,
        organisation: SyntheticOrganisations.Organisation = Scene.north, unit: String = "9901-00"
    ) throws {
        id = SubmissionID(random: SecureRandom.bytes(16))!
        let links = (0..<persons).map { _ in LinkID(bytes: SecureRandom.bytes(LinkID.length))! }
        let records = links.enumerated().map { index, link in
            var record: [UInt8] = []
            LinkedIdentity(link: link, digits: Array(SyntheticPerson.number(index).identityNumber.utf8))
                .append(to: &record)
            return record
        }
        parts =
            try Self.seal(records, .identity, id, to: scene.trusteeKey.certificate)
            + Self.seal(
                links.map { $0.bytes + Array("invented content".utf8) }, .content, id,
                to: scene.registerKey.certificate)
        let signer = try scene.authority.issue(organisation, purpose: .signing, now: Scene.start)
        manifest = try SubmissionManifest(
            submission: id, unit: ReportingUnit(unit)!, organisation: organisation.number, year: Scene.year,
            period: ReportingPeriod(year: Scene.year), kind: kind, sequence: sequence, revision: "3.0",
            personCount: persons, createdAt: Scene.start,
            client: SealingClient(name: "budstikke", version: ClientVersion("1.4.0")!),
            contact: Contact(
                name: "Kari Ås", email: "iplos@nordbygda.kommune.example", phone: "+47 68 05 00 00",
                role: "IPLOS-kontakt"),
            returnKey: signer.key.publicKey, trusteeKey: KeyFingerprint(of: scene.trusteeKey.key.publicKey),
            registerKey: KeyFingerprint(of: scene.registerKey.key.publicKey), partSize: 128,
            parts: parts.map(\.entry)
        ).signed(key: signer.key, certificate: signer.certificate, at: Scene.start)
    }

    private static func seal(
        _ records: [[UInt8]], _ role: PartRole, _ id: SubmissionID, to recipient: Certificate
    ) throws -> [SealedPart] {
        let box = Box()
        var sealer = PartSealer(role: role, submission: id, recipient: recipient, partSize: 128) {
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

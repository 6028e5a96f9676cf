import Certificates
import Cryptography
import Foundation
import Identifiers
import IplosContent
import Register
import SealedSubmission
import TestSupport

/// What the trustee delivers for one submission.
struct Delivery {
    let id: SubmissionID
    let manifest: [UInt8]
    let statement: [UInt8]
    let parts: [SealedPart]
}

/// How one submission is made; everything has a usual value.
struct DeliveryPlan {
    var municipality = "9901"
    var year = 2016
    var kind = SubmissionKind.ordinary
    var sequence = 1
    var seed: UInt8 = 1
    var persons = (1...3).map { InventedPerson($0) }
    var personsPerPart = 2
    var generation = 1
    var email = "iplos@nordbygda.kommune.example"
    var contactName = "Kari Ås"
    /// Changes the links of the map, to make gaps and extras.
    var mapped: ([MapEntry]) -> [MapEntry] = { $0 }
    /// Changes the XML of a content part before it is sealed.
    var content: (String) -> String = { $0 }
    /// What the content's head says instead.
    var headMunicipality: String?

    init(_ change: (inout DeliveryPlan) -> Void = { _ in }) { change(&self) }

    var id: SubmissionID { SubmissionID(random: [UInt8](repeating: seed, count: 16))! }
}

extension Scene {
    /// Makes a delivery: content parts, a signed manifest, and the trustee's map for it.
    func delivery(_ plan: DeliveryPlan = DeliveryPlan()) throws -> Delivery {
        let id = plan.id
        let sender = plan.municipality == "9902" ? south : north
        let identity = try sealed(.identity, id, [[UInt8](repeating: 1, count: 32)])
        let content = try sealed(.content, id, contentDocuments(plan))
        let document = SubmissionManifest(
            submission: id, unit: Scene.unit(plan.municipality), organisation: sender.organisation.number,
            year: plan.year, period: ReportingPeriod(year: plan.year), kind: plan.kind, sequence: plan.sequence,
            revision: IplosRevision.of(year: plan.year)!.rawValue, personCount: plan.persons.count,
            createdAt: now,
            client: SealingClient(name: "budstikke", version: ClientVersion("1.4.0")!),
            contact: Contact(
                name: plan.contactName, email: plan.email, phone: "68 05 00 01", role: "IPLOS-kontakt"),
            returnKey: returnKey.publicKey, trusteeKey: KeyFingerprint(of: trustee.encryption.key.publicKey),
            registerKey: KeyFingerprint(of: register.encryption.key.publicKey), parts: (identity + content).map(\.entry)
        )
        let manifest = try document.signed(key: sender.signing.key, certificate: sender.signing.certificate, at: now)
        let map = try map(for: verified(manifest), plan)
        return Delivery(id: id, manifest: manifest, statement: map.statement, parts: content + map.parts)
    }

    /// The manifest as the trustee has verified it.
    func verified(_ manifest: [UInt8]) throws -> VerifiedManifest {
        try ManifestVerification(
            signers: SignerVerification(
                trust: authority.trustStore, revocation: RevocationLists(required: false), now: now),
            expecting: .init(
                holder: .trustee, keys: [KeyFingerprint(of: trustee.encryption.key.publicKey)],
                minimumClientVersion: ClientVersion("1.0.0")!)
        ).verify(manifest)
    }

    /// Seals the map, and signs its statement as the trustee or as somebody else.
    func map(
        for manifest: VerifiedManifest, _ plan: DeliveryPlan, signedBy signer: SyntheticAuthority.Identity? = nil
    ) throws -> (statement: [UInt8], parts: [SealedPart]) {
        let box = PartBox()
        var sealer = try MapSealer(
            for: manifest, recipient: register.encryption.certificate, generation: plan.generation
        ) { box.parts.append($0) }
        for entry in plan.mapped(plan.persons.map(\.mapEntry)) { try sealer.append(entry) }
        let statement = try sealer.finish(at: now)
        let identity = signer ?? trustee.signing
        return (try statement.signed(key: identity.key, certificate: identity.certificate, at: now), box.parts)
    }

    private func sealed(_ role: PartRole, _ id: SubmissionID, _ records: [[UInt8]]) throws -> [SealedPart] {
        let box = PartBox()
        let recipient = role == .identity ? trustee : register
        var sealer = PartSealer(role: role, submission: id, recipient: recipient.encryption.certificate) {
            box.parts.append($0)
        }
        for record in records {
            try sealer.append(record)
            try sealer.cut()
        }
        _ = try sealer.finish()
        return box.parts
    }

    private func contentDocuments(_ plan: DeliveryPlan) -> [[UInt8]] {
        stride(from: 0, to: max(plan.persons.count, 1), by: plan.personsPerPart).map { start in
            let revision = IplosRevision.of(year: plan.year)!
            var writer = ContentWriter(revision: revision)
            writer.begin(head(plan, revision))
            for person in plan.persons.dropFirst(start).prefix(plan.personsPerPart) {
                writer.person(person.record(year: plan.year))
            }
            writer.end()
            return Array(plan.content(String(decoding: writer.take(), as: UTF8.self)).utf8)
        }
    }

    private func head(_ plan: DeliveryPlan, _ revision: IplosRevision) -> ExtractHead {
        var head = ExtractHead(revision: revision)
        head[.iiInnhType] = "P"
        head[.iiKomnr] = plan.headMunicipality ?? plan.municipality
        head[.iiBydelsnr] = "00"
        head[.iiFraDato] = "\(plan.year)0101"
        head[.iiTilDato] = "\(plan.year)1231"
        head[.iiLagetDato] = "\(plan.year + 1)0102"
        head[.iiSysID] = "Prøvesystem"
        head[.iiSysVersjon] = "1"
        head[.iiLopenr] = "1"
        head.contacts = ["16", "17"].map {
            .init(type: String($0.last!), name: "Kari Ås", telephone: "68050001", email: plan.email)
        }
        return head
    }
}

final class PartBox {
    var parts: [SealedPart] = []
}

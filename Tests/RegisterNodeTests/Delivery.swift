import Certificates
import Cryptography
import Foundation
import Identifiers
import IplosContent
import SealedSubmission
import TestSupport

@testable import RegisterNode

/// What the trustee pushes for one submission of three invented persons.
struct Delivery {
    let id: SubmissionID
    let manifest: [UInt8]
    let content: [SealedPart]
    let statement: [UInt8]
    let map: [SealedPart]
}

/// How one submission is made; everything has a usual value.
struct DeliveryPlan {
    var kind = SubmissionKind.ordinary
    var seed: UInt8 = 1
    var municipality = "9901"
    /// Who signs the map's statement: the trustee, unless told otherwise.
    var mapSigner: SyntheticOrganisations.Organisation?
    /// What the content says in place of the right municipality.
    var contentMunicipality = "9901"

    init(_ change: (inout DeliveryPlan) -> Void = { _ in }) { change(&self) }

    var id: SubmissionID { SubmissionID(random: [UInt8](repeating: seed, count: 16))! }
}

extension NodeScene {
    func delivery(_ plan: DeliveryPlan = DeliveryPlan()) throws -> Delivery {
        let id = plan.id
        let (sender, receiver) = (try identity(north, .signing), try identity(trustee, .encryption))
        let reader = try identity(register, .encryption)
        let identities = try parts(.identity, id, to: receiver, [[UInt8](repeating: 1, count: 32)])
        let content = try parts(.content, id, to: reader, [document(plan, [1, 2]), document(plan, [3])])
        let document = SubmissionManifest(
            submission: id, unit: ReportingUnit("\(plan.municipality)-00")!, organisation: north.number, year: 2016,
            period: ReportingPeriod(year: 2016), kind: plan.kind, sequence: Int(plan.seed),
            revision: IplosRevision.of(year: 2016)!.rawValue, personCount: 3, createdAt: clock.now,
            client: SealingClient(name: "budstikke", version: ClientVersion("1.4.0")!),
            contact: Contact(
                name: "Kari Ås", email: "iplos@nordbygda.kommune.example", phone: "68 05 00 01",
                role: "IPLOS-kontakt"),
            returnKey: try SyntheticKeys.ofThisProcess.key("return").publicKey,
            trusteeKey: KeyFingerprint(of: receiver.key.publicKey),
            registerKey: KeyFingerprint(of: reader.key.publicKey), parts: (identities + content).map(\.entry))
        let manifest = try document.signed(key: sender.key, certificate: sender.certificate, at: clock.now)
        let map = try map(for: verified(manifest, receiver), plan, to: reader)
        return Delivery(id: id, manifest: manifest, content: content, statement: map.statement, map: map.parts)
    }

    /// The change from every person's pseudonym to another one.
    func rekey(persons: [UInt8] = [1, 2, 3]) throws -> (id: SubmissionID, statement: [UInt8], parts: [SealedPart]) {
        let box = PartBox()
        let id = SubmissionID(random: [UInt8](repeating: 200, count: 16))!
        let change = RekeySealer.Change(id: id, register: register.number, oldGeneration: 1, newGeneration: 2)
        var sealer = RekeySealer(
            change, recipient: try identity(register, .encryption).certificate, partSize: 64
        ) { box.parts.append($0) }
        for person in persons {
            try sealer.append(RekeyEntry(old: Self.pseudonym(person), new: Self.pseudonym(person + 100)))
        }
        let statement = try sealer.finish(at: clock.now)
        let signer = try identity(trustee, .signing)
        return (id, try statement.signed(key: signer.key, certificate: signer.certificate, at: clock.now), box.parts)
    }

    // MARK: - Steps

    private static func link(_ person: UInt8) -> LinkID { LinkID(bytes: [UInt8](repeating: person, count: 16))! }

    private static func pseudonym(_ person: UInt8) -> Pseudonym {
        Pseudonym(bytes: [UInt8](repeating: person, count: 16))!
    }

    private func verified(_ manifest: [UInt8], _ reader: SyntheticAuthority.Identity) throws -> VerifiedManifest {
        try ManifestVerification(
            signers: SignerVerification(
                trust: authority.trustStore, revocation: RevocationLists(required: false), now: clock.now),
            expecting: .init(
                holder: .trustee, keys: [KeyFingerprint(of: reader.key.publicKey)],
                minimumClientVersion: ClientVersion("1.0.0")!)
        ).verify(manifest)
    }

    private func map(
        for manifest: VerifiedManifest, _ plan: DeliveryPlan, to reader: SyntheticAuthority.Identity
    ) throws -> (statement: [UInt8], parts: [SealedPart]) {
        let box = PartBox()
        var sealer = try MapSealer(for: manifest, recipient: reader.certificate, generation: 1) {
            box.parts.append($0)
        }
        for person: UInt8 in 1...3 {
            try sealer.append(MapEntry(link: Self.link(person), outcome: .pseudonym(Self.pseudonym(person))))
        }
        let statement = try sealer.finish(at: clock.now)
        let signer = try identity(plan.mapSigner ?? trustee, .signing)
        return (try statement.signed(key: signer.key, certificate: signer.certificate, at: clock.now), box.parts)
    }

    private func parts(
        _ role: PartRole, _ id: SubmissionID, to reader: SyntheticAuthority.Identity, _ records: [[UInt8]]
    ) throws -> [SealedPart] {
        let box = PartBox()
        var sealer = PartSealer(role: role, submission: id, recipient: reader.certificate) { box.parts.append($0) }
        for record in records {
            try sealer.append(record)
            try sealer.cut()
        }
        _ = try sealer.finish()
        return box.parts
    }

    /// One part of the content: a document of its own.
    private func document(_ plan: DeliveryPlan, _ persons: [UInt8]) -> [UInt8] {
        let revision = IplosRevision.of(year: 2016)!
        var head = ExtractHead(revision: revision)
        for (field, text) in [
            (IplosField.iiInnhType, "P"), (.iiKomnr, plan.contentMunicipality), (.iiBydelsnr, "00"),
            (.iiFraDato, "20160101"), (.iiTilDato, "20161231"), (.iiLagetDato, "20170102"), (.iiSysID, "Prøvesystem"),
            (.iiSysVersjon, "1"), (.iiLopenr, "1"),
        ] { head[field] = text }
        var writer = ContentWriter(revision: revision)
        writer.begin(head)
        for number in persons {
            var person = PersonRecord()
            person.link = Self.link(number)
            for (field, text) in [
                (IplosField.pePeID, "\(number)"), (.peAlder, "81"), (.peKjonn, "K"), (.peKomnr, "9901"),
                (.peBydelsnr, "00"), (.peDiagReserv, "2"), (.peFraDato, "20160101"), (.peEndrDato, "20160101"),
            ] { person.append(field, text.utf8) }
            writer.person(person)
        }
        writer.end()
        return writer.take()
    }
}

final class PartBox {
    var parts: [SealedPart] = []
}

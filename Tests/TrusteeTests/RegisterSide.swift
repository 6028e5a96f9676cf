import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

/// What the register does with a delivery: it verifies both signatures and opens the map.
struct RegisterSide {
    let stage: Stage

    func manifest(_ delivery: RegisterDelivery) throws -> VerifiedManifest {
        try ManifestVerification(
            signers: stage.signers,
            expecting: ManifestVerification.Expectation(
                holder: .register, keys: [KeyFingerprint(of: stage.registerKey.key.publicKey)],
                minimumClientVersion: ClientVersion("1.0.0")!)
        ).verify(delivery.manifest)
    }

    func map(_ delivery: RegisterDelivery, generation: Int = 1) throws -> VerifiedMap {
        var opening = try MapOpening(
            delivery.statement, of: manifest(delivery), signers: stage.signers,
            trustee: SyntheticOrganisations.hospital.number, generation: generation, key: stage.registerKey.key,
            certificate: stage.registerKey.certificate)
        for part in opening.parts {
            try opening.add(Self.read(try #require(delivery.files[part.name.fileName])))
        }
        return try opening.finish()
    }

    func rekeying(_ delivery: (statement: [UInt8], files: [String: String])) throws -> [Pseudonym: Pseudonym] {
        var opening = try RekeyOpening(
            delivery.statement, signers: stage.signers, trustee: SyntheticOrganisations.hospital.number,
            register: SyntheticOrganisations.generalPractice.number, generation: 1, key: stage.registerKey.key,
            certificate: stage.registerKey.certificate)
        var changes: [Pseudonym: Pseudonym] = [:]
        for part in opening.statement.parts {
            for entry in try opening.entries(Self.read(try #require(delivery.files[part.name.fileName]))) {
                changes[entry.old] = entry.new
            }
        }
        try opening.finish()
        return changes
    }

    static func read(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }
}

extension VerifiedMap {
    /// The outcomes of these links, in their order.
    func outcomes(_ links: [LinkID]) -> [MapOutcome?] { links.map { self[$0] } }

    /// The pseudonyms of these links that have one.
    func pseudonyms(_ links: [LinkID]) -> [Pseudonym] {
        outcomes(links).compactMap { outcome in
            guard case .pseudonym(let pseudonym) = outcome else { return nil }
            return pseudonym
        }
    }
}

import CMS
import Cryptography
import Foundation
import Identifiers
import SealedSubmission
import TestSupport

extension PseudonymMapTests {
    static func link(_ number: UInt8) -> LinkID { LinkID(bytes: [UInt8](repeating: number, count: 16))! }

    static func pseudonym(_ number: UInt8) -> Pseudonym { Pseudonym(bytes: [UInt8](repeating: number, count: 16))! }

    struct Made {
        let statement: MapStatement
        let parts: [[UInt8]]
    }

    func make(_ entries: [MapEntry], partSize: Int = 1000, of other: VerifiedManifest? = nil) throws -> Made {
        var parts: [[UInt8]] = []
        var sealer = try MapSealer(
            for: other ?? manifest, recipient: municipality.register.encryption.certificate, generation: 1,
            partSize: partSize
        ) { parts.append($0.bytes) }
        for entry in entries { try sealer.append(entry) }
        return Made(statement: try sealer.finish(at: municipality.now), parts: parts)
    }

    func sign(_ statement: MapStatement) throws -> [UInt8] {
        let signer = municipality.trustee.signer
        return try statement.signed(key: signer.key, certificate: signer.certificate, at: municipality.now)
    }

    /// A statement with other fields, signed by the trustee nevertheless.
    func edited(_ statement: MapStatement, _ edit: (inout [String: Any]) -> Void) throws -> [UInt8] {
        var fields = try JSONSerialization.jsonObject(with: Data(statement.canonicalBytes())) as! [String: Any]
        edit(&fields)
        let content = try JSONSerialization.data(
            withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
        let signer = municipality.trustee.signer
        return try SignedContent.sign(
            [UInt8](content), key: signer.key, certificate: signer.certificate, at: municipality.now)
    }

    func opening(
        _ signed: [UInt8], of other: VerifiedManifest? = nil, generation: Int = 1, as party: Municipality.Party? = nil
    ) throws(SubmissionFault) -> MapOpening {
        let reader = (party ?? municipality.register).encryption
        return try MapOpening(
            signed, of: other ?? manifest, signers: municipality.signers,
            trustee: municipality.trustee.organisation.number, generation: generation, key: reader.key,
            certificate: reader.certificate)
    }

    func open(_ signed: [UInt8], _ parts: [[UInt8]]) throws(SubmissionFault) -> VerifiedMap {
        var opening = try opening(signed)
        for part in parts { try opening.add(part) }
        return try opening.finish()
    }

    /// A map of one part with any payload, rightly sealed and signed for.
    func openPayload(_ payload: [UInt8]) throws -> VerifiedMap {
        var fewer = manifest.manifest
        fewer.personCount = 1
        let one = try municipality.verify(municipality.sign(fewer))
        let made = try make([MapEntry(link: Self.link(1), outcome: .reason(1))], of: one)
        let part = try municipality.parts(.map, [payload])[0]
        let signed = try edited(made.statement) { fields in
            fields["map"] = ContentHash(of: SHA256.digest(payload)).description
            fields["pseudonyms"] = 0
            fields["parts"] = [
                [
                    "index": 1, "octets": part.bytes.count, "role": "map", "sha256": part.entry.sha256.description,
                ] as [String: Any]
            ]
        }
        var opening = try opening(signed, of: one)
        try opening.add(part.bytes)
        return try opening.finish()
    }
}

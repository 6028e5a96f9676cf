import Certificates
import EbXML
import Foundation
import Identifiers
import TestSupport
import XMLSignature

/// The good messages with everything known beside them that a rule may ask for.
extension ProfileMessage {
    static func known(_ kind: Kind) -> ProfileMessage {
        good(kind).knowing { knowledge in
            knowledge.sender = .found(party("edi@hospital.example", parties.hospital.certificate))
            knowledge.receiver = .found(party("edi@north.example", parties.municipality.certificate))
            knowledge.agreement = .found(agreement)
            knowledge.catalogue = ["urn:example:discharge": .init(versions: ["1.6"], actions: ["LOG_UTSKREVET"])]
            knowledge.plaintexts = [document()]
            knowledge.sent = [
                SignatureReference(uri: "", digestAlgorithm: "", digest: [1, 2, 3]),
                SignatureReference(uri: "cid:payload-1", digestAlgorithm: "", digest: [4, 5, 6]),
            ]
        }
    }

    static func party(
        _ mailbox: String, _ certificate: Certificate?, isOrganisation: Bool = false
    ) -> ProfileKnowledge.Party {
        ProfileKnowledge.Party(
            isOrganisation: isOrganisation, mailbox: .init(mailbox), signingCertificate: certificate)
    }

    /// A decrypted attachment.
    static func document(
        namespace: String = "urn:example:discharge", fields: String? = nil
    ) -> [UInt8] {
        let fields = fields ?? "Content-Type: application/xml\r\nContent-Transfer-Encoding: binary\r\n"
        return Array("\(fields)\r\n<Document xmlns=\"\(namespace)\"/>".utf8)
    }

    /// Another certificate for the key that the hospital signs with.
    static let olderCertificate = try! SyntheticAuthority(name: "Older", now: Correspondence.now)
        .issue(SyntheticOrganisations.hospital, purpose: .signing, now: Correspondence.now).certificate

    /// In force from 2026-01-01 to 2027-12-31.
    static let agreement: Agreement = {
        let vectors = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Vectors/agreement")
        let bytes = try! Data(contentsOf: vectors.appending(path: "hospital-municipality.xml"))
        return try! Agreement.read([UInt8](bytes))
    }()

    static let agreementID = "4f1c0a52-7b11-4c7e-9d0e-0f3f4f3d2a10"
}

import Certificates
import Cryptography
import EbXML
import Foundation
import Identifiers
import MIME
import TestSupport
import XMLSignature

/// `Testing` has an Attachment of its own.
typealias SealedPart = Attachment

/// A hospital that writes to a municipality, and somebody else.
struct Correspondence: Sendable {
    static let now = Date(timeIntervalSince1970: 1_795_253_400)
    static let messageID = "0d3f0000-0000-4000-8000-000000000001"

    let hospital: (key: PrivateKey, certificate: Certificate)
    let municipality: (key: PrivateKey, certificate: Certificate)
    let stranger: (key: PrivateKey, certificate: Certificate)
    let hospitalHER: HERId
    let municipalityHER: HERId

    init() throws {
        let authority = try SyntheticAuthority(name: "Envelope test", now: Self.now)
        hospital = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: Self.now)
        municipality = try authority.issue(
            SyntheticOrganisations.northMunicipality, purpose: .signing, now: Self.now)
        stranger = try authority.issue(SyntheticOrganisations.stranger, purpose: .signing, now: Self.now)
        hospitalHER = try her(8_090_001)
        municipalityHER = try her(8_090_002)
    }

    /// A discharge message with one sealed part, ready to be packed.
    func discharge(parts: [Attachment] = [Attachment(contentID: "payload-1", bytes: sealed)]) -> EnvelopeDraft {
        let header = MessageHeader(
            from: Party(her: hospitalHER, role: "LOG_UTSKREVETsender"),
            to: Party(
                her: municipalityHER, enh: SyntheticOrganisations.northMunicipality.number,
                role: "LOG_UTSKREVETreceiver"),
            cpaID: NoAgreement.cpaID(between: hospitalHER, and: municipalityHER),
            conversationID: "5c0e0000-0000-4000-8000-000000000001", service: "S-LOG_UTSKREVET", serviceType: "string",
            action: "LOG_UTSKREVET", messageID: Self.messageID, timestamp: Self.now, duplicateElimination: true,
            description: SystemDescription(messageServer: .init(name: "Prøve & <test>", version: "1.0")).json)
        let manifest = parts.map {
            ManifestReference(
                contentID: $0.contentID, schemaLocation: "urn:example:discharge", schemaVersion: "1.6",
                description: "Utskrevet pasient")
        }
        return EnvelopeDraft(
            header: header, content: .business(manifest: manifest, ackRequested: AckRequested()), attachments: parts)
    }

    /// Octets that stand for a CMS structure; nothing here looks into it.
    static let sealed: [UInt8] = (0..<3_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 3) }

    func pack(_ draft: EnvelopeDraft) throws -> PackedEnvelope {
        try draft.pack(certificate: hospital.certificate, boundary: "frontier") { try hospital.key.sign($0) }
    }

    func packFromMunicipality(_ draft: EnvelopeDraft) throws -> PackedEnvelope {
        try draft.pack(certificate: municipality.certificate, boundary: "frontier") { try municipality.key.sign($0) }
    }

    func parse(_ entity: [UInt8]) throws -> ParsedEnvelope {
        try ParsedEnvelope.parse(entity: MIMEEntity.parse(entity))
    }

    /// Packs, parses and authenticates a discharge message.
    func received(_ draft: EnvelopeDraft? = nil) throws -> AuthenticatedEnvelope {
        try parse(pack(draft ?? discharge()).entity)
            .authenticate(with: hospital.certificate, policy: SignaturePolicy()).get()
    }
}

extension [UInt8] {
    /// These octets with one text put in place of another everywhere; the text must be there.
    func replacing(_ old: String, _ new: String) -> [UInt8] {
        let pattern = Array(old.utf8)
        var result: [UInt8] = []
        var found = false
        var index = 0
        while index < count {
            if index + pattern.count <= count, self[index..<(index + pattern.count)].elementsEqual(pattern) {
                result += Array(new.utf8)
                index += pattern.count
                found = true
            } else {
                result.append(self[index])
                index += 1
            }
        }
        precondition(found, "nothing to replace: \(old)")
        return result
    }
}

/// A HER-id that is known to be one.
func her(_ number: Int) throws -> HERId {
    guard let id = HERId(number) else { throw CocoaError(.coderInvalidValue) }
    return id
}

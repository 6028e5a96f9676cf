import Certificates
import Identifiers

/// The certificates in an agreement against the trust store and what is registered (HISD 1177 6, 7; HITS 1172 r.44, r.79).
struct AgreementCertificateCheck {
    private let party: AgreementParty
    private let her: HERId?
    private let knowledge: AgreementInspection.Knowledge

    init(_ party: AgreementParty, _ knowledge: AgreementInspection.Knowledge) {
        self.party = party
        her = party.herIDs.first
        self.knowledge = knowledge
    }

    var findings: [AgreementFinding] {
        unreadable + missing + refused + differing + references
    }

    private var registered: AgreementInspection.Registered? { her.flatMap { knowledge.parties[$0]?.value } }

    private var unreadable: [AgreementFinding] {
        party.certificates.filter { $0.certificate == nil }.map {
            AgreementFinding(.certificateUnreadable, her, $0.id)
        }
    }

    private var missing: [AgreementFinding] {
        (party.signingCertificates.isEmpty ? [AgreementFinding(.signingCertificateMissing, her)] : [])
            + (party.encryptionCertificates.isEmpty ? [AgreementFinding(.encryptionCertificateMissing, her)] : [])
    }

    private var refused: [AgreementFinding] {
        let uses =
            party.signingCertificates.map { ($0, CertificatePurpose.signing) }
            + party.encryptionCertificates.map { ($0, CertificatePurpose.encryption) }
        return uses.compactMap { certificate, purpose in
            knowledge.refusal(certificate, purpose, registered?.organisation).map {
                AgreementFinding(.certificateRefused, her, "\(certificate.serialNumberHex): \($0)")
            }
        }
    }

    /// What is registered counts; an agreement that has another certificate is from before or after a change.
    private var differing: [AgreementFinding] {
        var found: [AgreementFinding] = []
        if let signing = registered?.signing, let other = party.signingCertificates.first,
            !party.signingCertificates.contains(signing)
        {
            found.append(AgreementFinding(.signingCertificateDiffers, her, other.serialNumberHex))
        }
        if let encryption = registered?.encryption, let other = party.encryptionCertificates.first,
            !party.encryptionCertificates.contains(encryption)
        {
            found.append(AgreementFinding(.encryptionCertificateDiffers, her, other.serialNumberHex))
        }
        return found
    }

    /// SigningCertificateRef that names no certificate, or one that is not for signing.
    private var references: [AgreementFinding] {
        let named = Set(party.channels.compactMap(\.protection.signingCertificateID))
        return named.sorted().filter { id in
            guard let held = party.certificates.first(where: { $0.id == id }) else { return true }
            return held.certificate.map { !$0.usages.contains(.nonRepudiation) } ?? false
        }.map { AgreementFinding(.certificateReference, her, $0) }
    }
}

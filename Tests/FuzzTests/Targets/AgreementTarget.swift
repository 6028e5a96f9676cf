import EbXML
import Foundation
import Identifiers
import TestSupport

/// An agreement (CPA) as a register or a file gives it.
struct AgreementTarget: FuzzTarget {
    static let name = "agreement"
    static let longest = 16_384

    private let invented: InventedMail

    init() throws { invented = try InventedMail() }

    func seeds() throws -> [[UInt8]] {
        let certificates = (signing: invented.signer.certificate, encryption: invented.receiver.certificate)
        let sides = [InventedDocument.hospitalHER, InventedDocument.municipalityHER].map { her in
            var side = SyntheticAgreement.Side(
                her: her, endpoint: "mailto:a@kommune.example", signing: certificates.signing,
                encryption: certificates.encryption)
            side.organisation = SyntheticOrganisations.hospital.number
            return side
        }
        var agreement = SyntheticAgreement(
            sides[0], sides[1], actions: ["LOG_INNLAGT", "DIALOG_FORESPORSEL"], from: InventedMail.now - 86_400,
            to: InventedMail.now + 86_400)
        agreement.namespaces = ["http://www.kith.no/xmlstds/po"]
        return [agreement.xml]
    }

    func examine(_ input: [UInt8]) throws {
        guard let agreement = try? Agreement.read(input) else { return }
        try demand(agreement.parties.count == 2, "an agreement has two parties")
        try demand(!agreement.cpaID.isEmpty, "an agreement has an id")
        try demand((0...100).contains(max(agreement.retries, 0)), "retries are bounded")
        let (one, other) = (InventedDocument.hospitalHER, InventedDocument.municipalityHER)
        let use = AgreementUse(from: one, to: other, service: "S-LOG_INNLAGT", action: "LOG_INNLAGT")
        if case .allowed(let action) = agreement.verdict(on: use, at: InventedMail.now) {
            try demand(action.action == use.action, "the action that is allowed is the one asked for")
            try demand(agreement.counterpart(of: one)?.herIDs.contains(other) == true, "the parties are each other's")
        }
        _ = agreement.retransmission(of: one)
        let knowledge = AgreementInspection.Knowledge(own: [other], parties: [one: .notThere]) { _, _, _ in "refused" }
        let inspection = AgreementInspection(agreement, knowing: knowledge, at: InventedMail.now)
        // The register is asked for a party's first HER-id.
        guard agreement.parties.contains(where: { $0.herIDs.first == one }) else { return }
        try demand(inspection.stops, "an unknown partner stops exchange")
    }
}

import AddressRegister
import HealthMessages
import Identifiers

/// Municipalities are addressed by service, never by person (M-080, M-081): a doctor at a nursing home reads what comes
/// to the nursing home. Persons are addressed where they have a practice of their own.
enum MunicipalAddressing {
    /// Whether a message to this party addresses a person in a municipality, by the register or by the document.
    static func isAgainstRule(_ party: CommunicationParty, in document: HealthDocument) -> Bool {
        // A receipt mirrors the address it answers.
        if document.isAppRec { return false }
        let chain = document.receivers.first { $0.chain.her == party.her }?.chain
        guard party.kind == .person || chain?.isAddressedToPerson == true else { return false }
        return isMunicipality(party.parentName ?? chain?.level1Name)
    }

    /// Whether a received document addresses a person of ours, and we are a municipality.
    static func isAgainstRule(_ document: HealthDocument, to own: HERId, of organisation: String) -> Bool {
        guard let chain = document.receivers.first(where: { $0.chain.her == own })?.chain else { return false }
        return chain.isAddressedToPerson && isMunicipality(organisation)
    }

    /// By its name, which ends in this word for every municipality and county: the register has no better sign.
    static func isMunicipality(_ name: String?) -> Bool {
        (name ?? "").lowercased().split { !$0.isLetter }.contains { $0.hasSuffix("kommune") }
    }
}

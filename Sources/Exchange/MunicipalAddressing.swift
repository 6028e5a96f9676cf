import AddressRegister
import HealthMessages
import Identifiers
import Store
import Texts

/// Municipalities are addressed by service, never by person (M-080, M-081): a doctor at a nursing home reads what comes
/// to the nursing home. Persons are addressed where they have a practice of their own.
enum MunicipalAddressing {
    /// What a record system is told of a document that goes on all the same: a person in a municipality is addressed, or
    /// the tenant is a municipality and sends from itself or from a person.
    static func remarks(on message: AddressedMessage, of tenant: String) -> [ReasonCode] {
        let document = message.submission.document
        // A receipt mirrors the addresses of what it answers.
        if document.isAppRec { return [] }
        let isFromService =
            message.own.her != document.sender?.level1 && document.sender?.isAddressedToPerson != true
        return (isAgainstRule(message.party, in: document) ? [.personInMunicipality] : [])
            + (isMunicipality(tenant) && !isFromService ? [.senderNotService] : [])
    }

    /// Whether a message to this party addresses a person in a municipality, by the register or by the document.
    private static func isAgainstRule(_ party: CommunicationParty, in document: HealthDocument) -> Bool {
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
    private static func isMunicipality(_ name: String?) -> Bool {
        (name ?? "").lowercased().split { !$0.isLetter }.contains { $0.hasSuffix("kommune") }
    }
}

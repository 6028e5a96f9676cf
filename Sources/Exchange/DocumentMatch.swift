import AddressRegister
import EbXML
import Foundation
import HealthMessages
import Identifiers
import Store
import Texts

/// A decrypted document held against the envelope it came in: addresses (M-073) and type (HISD 1209).
///
/// What a record system can reject by an AppRec is handed over with a remark (HITS 1171 8.2). The server refuses only
/// what no record system could answer: a sender that is not the envelope's, receivers of other organisations only.
struct DocumentMatch {
    let header: MessageHeader
    /// Who signed.
    let party: CommunicationParty
    let settings: TenantSettings

    /// - Parameter isReadable: whether all of the document could be read, not only its header.
    /// - Returns: what the record system is told beside it.
    func remarks(
        on document: HealthDocument, isReadable: Bool, catalogue: MessageCatalogue, now: Date
    ) throws(Refusal) -> [StructuralFinding] {
        try sender(of: document)
        let address = try receivers(of: document)
        try type(of: document, catalogue)
        guard isReadable else { return [.notReadable] + address }
        if document.isAppRec { return [] }
        let found = StructuralRules.check(
            document, action: header.action, direction: .incoming, catalogue: catalogue, now: now)
        let own = header.to.her
        let isPerson = own.map {
            MunicipalAddressing.isAgainstRule(document, to: $0, of: settings.tenant.name)
        }
        return address + found + (isPerson == true ? [.personInMunicipality] : [])
    }

    // MARK: - Private steps

    /// A receipt mirrors the address it was sent to, even a wrong one: then its organisation must be the signer's.
    private func sender(of document: HealthDocument) throws(Refusal) {
        guard let sender = document.sender, let from = header.from.her else { throw mismatch }
        if sender.level2 == from || sender.level1 == from { return }
        guard document.isAppRec, let organisation = party.parentHER, sender.level1 == organisation else {
            throw mismatch
        }
    }

    private func receivers(of document: HealthDocument) throws(Refusal) -> [StructuralFinding] {
        let receivers = document.receivers
        if receivers.contains(where: { $0.chain.level2 == header.to.her || $0.chain.level1 == header.to.her }) {
            return []
        }
        guard !document.isAppRec, receivers.contains(where: { settings.ownParties.verdict(on: $0) != .others }) else {
            throw mismatch
        }
        return [.receiverUnknown]
    }

    private func type(of document: HealthDocument, _ catalogue: MessageCatalogue) throws(Refusal) {
        // A type that is not known here is for the record system to judge.
        let expected = document.isAppRec ? "APPREC" : catalogue.action(of: document) ?? document.type?.code
        let action = document.isAppRec ? header.action.uppercased() : header.action
        guard let expected, action == expected else {
            throw Refusal(
                .inconsistent, .wrongAction, at: "//eb:Action",
                evidence: ["type": document.type?.code ?? "", "action": header.action], authenticated: true)
        }
    }

    private var mismatch: Refusal {
        Refusal(.inconsistent, .headerMismatch, at: "//eb:MessageHeader", authenticated: true)
    }
}

extension TenantSettings {
    /// The tenant's own communication parties.
    var ownParties: OwnParties {
        OwnParties(
            units: Set(addresses.values.filter { $0.parent != nil }.map(\.her)),
            organisations: Set(addresses.values.map { $0.parent ?? $0.her }))
    }
}

import XML

extension AppRec {
    /// The receipt as an XML document in UTF-8, in the order the schema fixes.
    public func write() -> [UInt8] {
        var writer = XMLWriter(reserving: 4096)
        writer.element("AppRec", namespaces: [("", version.namespace)]) { root in
            root.coded("MsgType", CodedValue("APPREC", name: "Applikasjonskvittering"))
            root.element("MIGversion", text: version.migVersion)
            root.element("GenDate", text: genDate.dateTimeText)
            root.element("Id", text: id)
            root.party("Sender", sender)
            root.party("Receiver", receiver)
            root.coded("Status", CodedValue(status.rawValue, name: status.name))
            for error in errors { root.error(error) }
            root.element("OriginalMsgId") { original in
                original.coded("MsgType", originalMsgType)
                original.element("IssueDate", text: originalIssueDate)
                original.element("Id", text: originalMsgID)
            }
        }
        return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + writer.bytes
    }
}

extension XMLWriter {
    fileprivate mutating func coded(_ name: String, _ value: CodedValue) {
        element(name, attributes: [("V", value.code)] + (value.name.map { [("DN", $0)] } ?? []))
    }

    fileprivate mutating func error(_ error: AppRecError) {
        var attributes = [("V", error.code), ("S", error.system ?? AppRecErrorCode.system)]
        if let name = error.name { attributes.append(("DN", name)) }
        if let explanation = error.explanation { attributes.append(("OT", explanation)) }
        element("Error", attributes: attributes)
    }

    fileprivate mutating func party(_ name: String, _ party: AppRecParty) {
        element(name) { side in
            if let role = party.role { side.coded("Role", role) }
            side.element("HCP") { $0.chain(party.chain) }
        }
    }

    /// Organisation → Inst, service → Dept, addressed person → HCPerson; a person without organisation → HCProf.
    private mutating func chain(_ chain: PartyChain) {
        guard let organisation = chain.organisation else {
            element("HCProf") { professional in
                if let person = chain.person { professional.unit(person) }
            }
            return
        }
        element("Inst") { institution in
            institution.nameAndMainID(organisation)
            if let service = chain.service { institution.element("Dept") { $0.unit(service) } }
            institution.additionalIDs(organisation)
            // One who merely signed is no part of the address (HITS 1168 11.2).
            if chain.isAddressedToPerson, let person = chain.person {
                institution.element("HCPerson") { $0.unit(person) }
            }
        }
    }

    private mutating func unit(_ unit: AddressUnit) {
        nameAndMainID(unit)
        additionalIDs(unit)
    }

    private mutating func nameAndMainID(_ unit: AddressUnit) {
        if let name = unit.name { element("Name", text: name) }
        guard let main = unit.identifiers.first else { return }
        element("Id", text: main.id)
        if let type = main.type { coded("TypeId", type) }
    }

    private mutating func additionalIDs(_ unit: AddressUnit) {
        for identifier in unit.identifiers.dropFirst() {
            element("AdditionalId") { additional in
                additional.element("Id", text: identifier.id)
                // The element must be there; that its kind is not known is said by its emptiness.
                if let type = identifier.type { additional.coded("Type", type) } else { additional.element("Type") }
            }
        }
    }
}

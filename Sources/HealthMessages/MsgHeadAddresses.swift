import XML

/// Reads addresses of the Organisation form (HIS 80601): in an Organisation another one or a HealthcareProfessional.
struct MsgHeadAddresses {
    let namespace: String?

    /// The chain in a Sender or Receiver; nil without an Organisation.
    func chain(_ party: XMLElement) -> PartyChain? {
        guard let outer = party.first("Organisation", namespace) else { return nil }
        let inner = outer.first("Organisation", namespace)
        let professional =
            inner?.first("HealthcareProfessional", namespace) ?? outer.first("HealthcareProfessional", namespace)
        return PartyChain(
            organisation: organisation(outer), service: inner.map(organisation), person: professional.map(person))
    }

    /// A copy receiver that is an organisation or a professional; nil for a private person.
    func otherReceiver(_ element: XMLElement) -> OtherReceiver? {
        let professional = element.first("HealthcareProfessional", namespace)
        let alone = professional.map { PartyChain(organisation: nil, person: person($0)) }
        guard let chain = chain(element) ?? alone else { return nil }
        return OtherReceiver(chain: chain, role: element.coded("RoleReceiver")?.code)
    }

    private func organisation(_ element: XMLElement) -> AddressUnit {
        AddressUnit(name: element.value("OrganisationName"), identifiers: identifiers(element))
    }

    private func person(_ element: XMLElement) -> AddressUnit {
        let names = ["GivenName", "MiddleName", "FamilyName"].compactMap(element.value)
        return AddressUnit(name: names.isEmpty ? nil : names.joined(separator: " "), identifiers: identifiers(element))
    }

    private func identifiers(_ element: XMLElement) -> [PartyIdentifier] {
        element.all("Ident", namespace).compactMap { ident in
            ident.value("Id").map { PartyIdentifier(id: $0, type: ident.coded("TypeId")) }
        }
    }
}

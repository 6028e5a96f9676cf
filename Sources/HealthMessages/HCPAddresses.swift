import XML

/// Reads addresses of the HCP form: HCP with Inst (inside it Dept or HCPerson) or HCProf, as own roots and AppRec have.
struct HCPAddresses {
    let namespace: String?

    /// The chain in a Sender, Receiver, Requester, ServProvider or CopyDest; nil without a HCP.
    func chain(_ party: XMLElement) -> PartyChain? {
        guard let hcp = party.first("HCP", namespace) else { return nil }
        guard let institution = hcp.first("Inst", namespace) else {
            return hcp.first("HCProf", namespace).map { PartyChain(organisation: nil, person: unit($0)) }
        }
        return PartyChain(
            organisation: unit(institution), service: best(institution.all("Dept", namespace).map(unit)),
            person: best(institution.all("HCPerson", namespace).map(unit)))
    }

    /// The one with a HER-id, else the first.
    private func best(_ units: [AddressUnit]) -> AddressUnit? { units.first { $0.her != nil } ?? units.first }

    private func unit(_ element: XMLElement) -> AddressUnit {
        let main = element.value("Id").map { PartyIdentifier(id: $0, type: element.coded("TypeId")) }
        let additional = element.all("AdditionalId", namespace).compactMap { other in
            other.value("Id").map { PartyIdentifier(id: $0, type: other.coded("Type")) }
        }
        return AddressUnit(name: element.value("Name"), identifiers: [main].compactMap(\.self) + additional)
    }
}

public import Identifiers

/// One side of an envelope: eb:From or eb:To.
///
/// A party of this profile has exactly one HER-id (HITS 1172 r.13, r.14, r.60, r.61); an organisation number is only an
/// extra, and identifiers of other types may lie beside them.
public struct Party: Sendable, Equatable, Hashable {
    /// eb:PartyId of type `HER`.
    public var her: HERId?
    /// eb:PartyId of type `ENH`, or of type `orgnummer` from partners that write it so.
    public var enh: OrganisationNumber?
    /// Every other eb:PartyId, as it stood.
    public var otherIDs: [PartyID]
    /// eb:Role: required for business documents, not used in signals.
    public var role: String?

    public init(her: HERId?, enh: OrganisationNumber? = nil, otherIDs: [PartyID] = [], role: String? = nil) {
        self.her = her
        self.enh = enh
        self.otherIDs = otherIDs
        self.role = role
    }

    /// The same party as it is named in a signal: the role belongs to business documents (HITS 1171 5.2.1.3).
    public var inSignal: Party { Party(her: her, enh: enh) }
}

/// A party identifier of any type, uninterpreted.
public struct PartyID: Sendable, Equatable, Hashable {
    public var type: String?
    public var value: String

    public init(type: String?, value: String) {
        self.type = type
        self.value = value
    }
}

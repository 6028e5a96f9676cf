public import Identifiers

/// One organisation's communication parties: which receivers of a message are ours, and whether their addresses are
/// right (HITS 1168 5.1, 5.3; tests 17-22 and 35-40).
public struct OwnParties: Sendable, Equatable {
    /// What is said of one receiver.
    public enum Verdict: Sendable, Equatable {
        /// One of our parties, addressed on both levels.
        case ours
        /// Meant for our organisation, but a level is missing or unknown, or it has no valid role: rejected with E21.
        case faulty
        /// Of another organisation: never answered.
        case others
    }

    /// HER-ids of services and persons (level 2).
    public let units: Set<HERId>
    /// HER-ids of the organisations they belong to (level 1).
    public let organisations: Set<HERId>

    public init(units: Set<HERId>, organisations: Set<HERId>) {
        self.units = units
        self.organisations = organisations
    }

    public func verdict(on receiver: Receiver) -> Verdict {
        let isUnit = receiver.chain.level2.map(units.contains) ?? false
        let isOrganisation = receiver.chain.level1.map(organisations.contains) ?? false
        guard isUnit || isOrganisation else { return .others }
        return isUnit && isOrganisation && receiver.hasValidRole ? .ours : .faulty
    }
}

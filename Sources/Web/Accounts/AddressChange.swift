/// A wish to give a municipality's account another address, which two persons at the register must approve (I-050).
public struct AddressChange: Equatable, Sendable, Codable {
    public let from: SharedAddress
    public let to: SharedAddress
    /// Who asked on the municipality's behalf.
    public let askedBy: String
    /// Who has approved, in order.
    public private(set) var approvedBy: [String] = []

    public enum Outcome: Equatable, Sendable {
        case needsAnother
        /// Make the change, tell both addresses, and end the account's sessions.
        case change
        /// The same person may neither ask and approve, nor approve twice.
        case mustBeSomebodyElse
    }

    /// nil when the addresses are the same.
    public init?(from: SharedAddress, to: SharedAddress, askedBy: String) {
        guard from != to else { return nil }
        self.from = from
        self.to = to
        self.askedBy = askedBy
    }

    public mutating func approve(by person: String) -> Outcome {
        guard approvedBy.count < 2, person != askedBy, !approvedBy.contains(person) else { return .mustBeSomebodyElse }
        approvedBy.append(person)
        return approvedBy.count == 2 ? .change : .needsAnother
    }
}

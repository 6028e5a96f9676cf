import CommandOutcome
import ControlSocket
import Foundation
public import Identifiers
public import Register

/// Shared addresses that somebody wishes, and another must approve.
public struct AddressQuestion: RegisterRequest {
    public static let name = "address.list"

    public struct Reply: Codable, Sendable, Equatable {
        public let wishes: [AddressWish]
    }

    public init() {}

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        let wishes = try administration.store.addressWishes()
        return Reply(
            wishes: wishes.map { wish in
                var shown = wish
                shown.askedBy = ControlPeer.person(of: wish.askedBy)
                return shown
            })
    }
}

/// What came of a step with an address.
public struct AddressReply: Codable, Sendable, Equatable {
    public let unit: ReportingUnit
    /// The one that counts now.
    public let address: String
    /// Who did it, by log-in.
    public let person: String
}

/// Somebody wishes another shared address for a unit, or approval of one that looks like a person's.
public struct AddressWishOrder: RegisterRequest {
    public typealias Reply = AddressReply

    public static let name = "address.ask"

    public let unit: ReportingUnit
    public let address: String
    public let dryRun: Bool

    public init(_ unit: ReportingUnit, address: String, dryRun: Bool) {
        self.unit = unit
        self.address = address
        self.dryRun = dryRun
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> AddressReply {
        guard EDIAddress(address) != nil else {
            throw AdministrationError("no-address", "\(address) is no mail address.", exit: .usage)
        }
        let person = try administration.peer.oneOfTwoPersons()
        return try administration.address(of: unit) { now in
            if !dryRun { try administration.store.askForAddress(address, of: unit, by: person, now: now) }
        }
    }
}

/// Another person approves the address that somebody wishes.
public struct AddressApproval: RegisterRequest {
    public typealias Reply = AddressReply

    public static let name = "address.approve"

    public let unit: ReportingUnit
    /// The one that was looked at: another that has been asked for meanwhile is not meant.
    public let address: String

    public init(_ unit: ReportingUnit, address: String) {
        self.unit = unit
        self.address = address
    }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> AddressReply {
        let person = try administration.peer.oneOfTwoPersons()
        return try administration.address(of: unit) { now in
            try administration.store.approveAddress(address, of: unit, by: person, now: now)
        }
    }
}

/// Takes a wish back.
public struct AddressWithdrawal: RegisterRequest {
    public typealias Reply = AddressReply

    public static let name = "address.withdraw"

    public let unit: ReportingUnit

    public init(_ unit: ReportingUnit) { self.unit = unit }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> AddressReply {
        try administration.address(of: unit) { now in
            try administration.store.withdrawAddress(of: unit, by: actor, now: now)
        }
    }
}

extension RegisterAdministration {
    /// Does a step, and says what counts afterwards.
    fileprivate func address(
        of unit: ReportingUnit, _ step: (_ now: Date) throws -> Void
    ) throws -> AddressReply {
        do { try step(clock()) } catch let refusal as AddressRefusal {
            throw AdministrationError(refusal, unit, peer.person)
        }
        guard let municipality = try store.municipality(unit) else {
            throw AdministrationError(.unknownUnit, unit, peer.person)
        }
        return AddressReply(unit: unit, address: municipality.sharedAddress, person: peer.person)
    }
}

extension AdministrationError {
    fileprivate init(_ refusal: AddressRefusal, _ unit: ReportingUnit, _ person: String) {
        switch refusal {
        case .unknownUnit:
            self.init(
                "unit-unknown", "There is no municipality or district \(unit).",
                remedy: "`budstikke-register status` shows them.", exit: .noInput)
        case .nothingAsked:
            self.init(
                "nothing-asked", "Nobody has asked for another address of \(unit).",
                remedy: "`budstikke-register address ask` comes first.", exit: .noInput)
        case .mustBeSomebodyElse:
            self.init(
                "somebody-else", "\(person) has asked for this address, and somebody else must approve it.",
                remedy: "Persons are told apart by the log-in of the machine, also behind sudo.", exit: .notPermitted)
        case .askedAnew:
            self.init(
                "asked-anew", "Another address of \(unit) is asked for now than the one that was looked at.",
                remedy: "Look again: `budstikke-register address list`.", exit: .data)
        case .same:
            self.init("same-address", "That is the address of \(unit), and it is approved.", exit: .usage)
        }
    }
}

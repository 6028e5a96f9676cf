import AddressRegister
import CommandOutcome
import Foundation
public import Identifiers
import Store

/// One of the tenant's own HER-ids, as commands show it.
public struct AddressSummary: Codable, Sendable, Equatable {
    public let her: HERId
    public let parent: HERId?
    public let name: String
    public let ediAddress: EDIAddress
    public let mailbox: String

    init(_ own: OwnAddress) {
        her = own.her
        parent = own.parent
        name = own.name
        ediAddress = own.ediAddress
        mailbox = own.mailbox
    }
}

/// Adds or changes one of the tenant's own HER-ids. What is not given is taken from the address register.
public struct AddressAdd: AdministrationRequest {
    public static let name = "address.add"
    public struct Reply: Codable, Sendable, Equatable {
        public let address: AddressSummary
        /// What the register says otherwise, one line each.
        public let remarks: [String]
    }

    public var tenant: TenantID?
    public var her: HERId
    public var parent: HERId?
    public var displayName: String?
    public var ediAddress: EDIAddress?
    public var mailbox: String?

    public init(
        tenant: TenantID?, her: HERId, parent: HERId? = nil, displayName: String? = nil,
        ediAddress: EDIAddress? = nil, mailbox: String? = nil
    ) {
        self.tenant = tenant
        self.her = her
        self.parent = parent
        self.displayName = displayName
        self.ediAddress = ediAddress
        self.mailbox = mailbox
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let found = await registered(in: session)
        let party = try? found.get()
        guard let edi = ediAddress ?? party?.ediAddress else { throw addressNeeded(found, in: session) }
        let own = OwnAddress(
            her: her, parent: parent ?? party?.parentHER, name: displayName ?? party?.name ?? "HER-id \(her)",
            ediAddress: edi, mailbox: try mailboxName(for: edi, in: session.administration.configuration))
        try await refuseMailbox(of: own, readFor: tenant, in: session)
        try await session.change(tenant, ["her": her.description]) { transaction in
            try transaction.put(own)
        }
        return Reply(address: AddressSummary(own), remarks: remarks(own, found, tenant))
    }

    /// The party as the register has it; nil when it does not know it.
    private func registered(in session: AdministrationSession) async -> Result<CommunicationParty?, RegisterError> {
        do throws(RegisterError) {
            return .success(try await session.administration.register.party(her))
        } catch {
            return .failure(error)
        }
    }

    /// Why the EDI address has to be given: three different things for a person to put right.
    private func addressNeeded(
        _ found: Result<CommunicationParty?, RegisterError>, in session: AdministrationSession
    ) -> AdministrationError {
        let remedy = "Or give the address yourself with --edi-address."
        switch found {
        case .failure(let error):
            let file = session.administration.configuration.addressRegister.file
            return AdministrationError(
                "register-unavailable",
                "HER-id \(her) could not be looked up: the register's file \(file) is missing or cannot be used "
                    + "(\(error.description)).",
                remedy: "Put the file there; `budstikke doctor` says what is wrong with it. \(remedy)",
                exit: .unavailable)
        case .success(nil):
            return AdministrationError(
                "edi-address-needed", "The address register does not know HER-id \(her).",
                remedy: "Check the number. \(remedy)", exit: .noInput)
        case .success:
            return AdministrationError(
                "edi-address-needed", "The address register knows HER-id \(her), but has no EDI address for it.",
                remedy: "Have it registered. \(remedy)", exit: .noInput)
        }
    }

    private func mailboxName(for edi: EDIAddress, in configuration: Configuration) throws -> String {
        if let mailbox {
            guard configuration.mailboxes[mailbox] != nil else {
                throw AdministrationError(
                    "mailbox-unknown", "There is no mailbox `\(mailbox)` in the configuration.",
                    remedy: "Add it below `mailboxes`.", details: configuration.mailboxes.keys.sorted(), exit: .noInput)
            }
            return mailbox
        }
        let fitting = configuration.mailboxes.filter { $0.value.ediAddress == edi.text }.keys.sorted()
        guard let only = fitting.first, fitting.count == 1 else {
            throw AdministrationError(
                "mailbox-needed",
                fitting.isEmpty
                    ? "No mailbox in the configuration has the EDI address \(edi)."
                    : "More than one mailbox in the configuration has the EDI address \(edi).",
                remedy: fitting.isEmpty
                    ? "Add it below `mailboxes` with `ediAddress: \(edi)`, then `budstikke reload`."
                    : "Name one with --mailbox.", details: fitting, exit: .configuration)
        }
        return only
    }

    /// Two tenants that empty one mailbox would each get, and refuse, some of the other's mails.
    private func refuseMailbox(
        of own: OwnAddress, readFor tenant: Tenant, in session: AdministrationSession
    ) async throws {
        for other in try await session.administration.installation.tenants() where other.id != tenant.id {
            // One whose key is destroyed reads nothing any more.
            let addresses = (try? await session.read(other) { try $0.records(OwnAddress.self) }) ?? []
            guard addresses.contains(where: { $0.mailbox == own.mailbox }) else { continue }
            throw AdministrationError(
                "mailbox-in-use", "The mailbox `\(own.mailbox)` is read for another tenant.",
                remedy: "Each tenant needs a mailbox of its own. To move one, remove its addresses there first.",
                exit: .data)
        }
    }

    private func remarks(
        _ own: OwnAddress, _ found: Result<CommunicationParty?, RegisterError>, _ tenant: Tenant
    ) -> [String] {
        if case .failure(let error) = found {
            return ["The address register could not be asked, so nothing was compared (\(error.description))."]
        }
        guard let party = try? found.get() else { return ["The address register does not know HER-id \(her) yet."] }
        var remarks: [String] = []
        if party.organisationNumber != tenant.organisationNumber {
            remarks.append("The address register has HER-id \(her) under another organisation number.")
        }
        if party.ediAddress != own.ediAddress {
            remarks.append("The address register has another EDI address for HER-id \(her).")
        }
        if !party.isActive { remarks.append("The address register has HER-id \(her) as not active.") }
        return remarks
    }
}

/// Takes one of the tenant's own HER-ids out of use.
public struct AddressRemove: AdministrationRequest {
    public static let name = "address.remove"
    public struct Reply: Codable, Sendable, Equatable {
        public let her: HERId
    }

    public var tenant: TenantID?
    public var her: HERId

    public init(tenant: TenantID?, her: HERId) {
        self.tenant = tenant
        self.her = her
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let her = her
        try await session.change(tenant, ["her": her.description]) { transaction in
            guard try transaction.record(OwnAddress.self, id: her.description) != nil else {
                throw AdministrationError(
                    "address-unknown", "The tenant has no HER-id \(her).",
                    remedy: "`budstikke tenant show` shows those it has.", exit: .noInput)
            }
            if let system = try transaction.records(RecordSystem.self).first(where: { $0.herIDs.contains(her) }) {
                throw AdministrationError(
                    "in-use", "The record system `\(system.name)` sends and receives for HER-id \(her).",
                    remedy: "Change or remove the record system first.", exit: .data)
            }
            try transaction.delete(OwnAddress.self, id: her.description)
        }
        return Reply(her: her)
    }
}

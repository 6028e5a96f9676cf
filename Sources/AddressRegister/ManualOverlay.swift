public import Certificates
public import Identifiers

/// A communication party entered by hand, or what was changed by hand on one that the register knows (M-065).
public struct ManualParty: Sendable, Equatable {
    public let her: HERId
    public let name: String?
    public let parentHER: HERId?
    public let organisationNumber: OrganisationNumber?
    public let ediAddress: EDIAddress?
    public let signingCertificate: Certificate?
    public let encryptionCertificate: Certificate?
    /// Whether nothing is to be exchanged with it.
    public let isDisabled: Bool
    /// Why; shown wherever the party is.
    public let reason: String

    public init(
        her: HERId, name: String? = nil, parentHER: HERId? = nil, organisationNumber: OrganisationNumber? = nil,
        ediAddress: EDIAddress? = nil, signingCertificate: Certificate? = nil,
        encryptionCertificate: Certificate? = nil, isDisabled: Bool = false, reason: String
    ) {
        self.her = her
        self.name = name
        self.parentHER = parentHER
        self.organisationNumber = organisationNumber
        self.ediAddress = ediAddress
        self.signingCertificate = signingCertificate
        self.encryptionCertificate = encryptionCertificate
        self.isDisabled = isDisabled
        self.reason = reason
    }
}

/// Where what was entered by hand is not what the register says.
public struct ManualDifference: Sendable, Equatable {
    public enum Field: String, Sendable, CaseIterable {
        case name, parent, organisationNumber, ediAddress, signingCertificate, encryptionCertificate, active
    }

    public let her: HERId
    public let field: Field
    /// By hand; certificates as their serial number, hexadecimal.
    public let manual: String
    /// In the register; nil when it has nothing there.
    public let registered: String?

    public init(her: HERId, field: Field, manual: String, registered: String?) {
        self.her = her
        self.field = field
        self.manual = manual
        self.registered = registered
    }
}

/// An address register over another, in which what was entered by hand goes first, always, with its reason. The
/// register never overwrites it; ``differences()`` shows where they part.
public struct ManualOverlay: AddressRegister {
    private let upstream: any AddressRegister
    private let entries: @Sendable () async throws -> [ManualParty]

    /// - Parameter entries: what has been entered by hand, asked for at each look-up; an error is a failed look-up.
    public init(_ upstream: any AddressRegister, entries: @escaping @Sendable () async throws -> [ManualParty]) {
        self.upstream = upstream
        self.entries = entries
    }

    public func party(_ her: HERId) async throws(RegisterError) -> CommunicationParty? {
        guard let entry = try await manual().first(where: { $0.her == her }) else {
            return try await upstream.party(her)
        }
        let registered: CommunicationParty?
        do { registered = try await upstream.party(her) } catch {
            // What was entered by hand can stand alone when it has all that sending needs.
            guard entry.isDisabled || entry.isComplete else { throw error }
            registered = nil
        }
        return entry.over(registered)
    }

    public func agreement(between one: HERId, and other: HERId) async throws(RegisterError) -> RegisteredAgreement? {
        try await upstream.agreement(between: one, and: other)
    }

    public func parties(organisation: OrganisationNumber) async throws(RegisterError) -> [CommunicationParty] {
        let entries = try await manual()
        let registered = try await upstream.parties(organisation: organisation)
        let overlaid = registered.map { party in
            entries.first { $0.her == party.her }?.over(party) ?? party
        }
        let known = Set(registered.map(\.her))
        let added = entries.filter { !known.contains($0.her) }.compactMap { $0.over(nil) }
        return (overlaid + added).filter { $0.organisationNumber == organisation }.sorted { $0.her < $1.her }
    }

    public func search(_ text: String, limit: Int) async throws(RegisterError) -> [CommunicationParty] {
        let entries = try await manual()
        let registered = try await upstream.search(text, limit: limit)
        let overlaid = registered.map { party in entries.first { $0.her == party.her }?.over(party) ?? party }
        let known = Set(registered.map(\.her))
        let added = entries.filter { !known.contains($0.her) }.compactMap { $0.over(nil) }
        return PartySearch(text).best(of: overlaid + added, limit: limit)
    }

    /// Everything entered by hand that the register says otherwise about, or says nothing about.
    public func differences() async throws(RegisterError) -> [ManualDifference] {
        var differences: [ManualDifference] = []
        for entry in try await manual() {
            differences += entry.differences(from: try await upstream.party(entry.her))
        }
        return differences
    }

    private func manual() async throws(RegisterError) -> [ManualParty] {
        do { return try await entries() } catch {
            throw error as? RegisterError ?? RegisterError(.unavailable, detail: "own partners could not be read")
        }
    }
}

extension ManualParty {
    var isComplete: Bool { ediAddress != nil && encryptionCertificate != nil && signingCertificate != nil }

    /// The party with what was entered by hand over what is registered; nil when there is not even a name.
    func over(_ registered: CommunicationParty?) -> CommunicationParty? {
        guard let name = name ?? registered?.name ?? (isDisabled ? her.description : nil) else { return nil }
        return CommunicationParty(
            her: her, name: name, parentHER: parentHER ?? registered?.parentHER, parentName: registered?.parentName,
            organisationNumber: organisationNumber ?? registered?.organisationNumber,
            kind: registered?.kind ?? (parentHER == nil ? .organisation : .service),
            isActive: !isDisabled && registered?.isActive != false, ediAddress: ediAddress ?? registered?.ediAddress,
            signingCertificate: signingCertificate ?? registered?.signingCertificate,
            encryptionCertificate: encryptionCertificate ?? registered?.encryptionCertificate,
            hprNumber: registered?.hprNumber, manualReason: reason)
    }

    func differences(from registered: CommunicationParty?) -> [ManualDifference] {
        let pairs: [(ManualDifference.Field, String?, String?)] = [
            (.name, name, registered?.name),
            (.parent, parentHER?.description, registered?.parentHER?.description),
            (.organisationNumber, organisationNumber?.digits, registered?.organisationNumber?.digits),
            (.ediAddress, ediAddress?.text, registered?.ediAddress?.text),
            certificates(.signingCertificate, signingCertificate, registered?.signingCertificate),
            certificates(.encryptionCertificate, encryptionCertificate, registered?.encryptionCertificate),
            (.active, isDisabled ? "false" : nil, registered.map { String($0.isActive) }),
        ]
        return pairs.compactMap { field, manual, registered in
            guard let manual, manual != registered else { return nil }
            return ManualDifference(her: her, field: field, manual: manual, registered: registered)
        }
    }

    private func certificates(
        _ field: ManualDifference.Field, _ manual: Certificate?, _ registered: Certificate?
    ) -> (ManualDifference.Field, String?, String?) {
        manual == registered ? (field, nil, nil) : (field, manual?.serialNumberHex, registered?.serialNumberHex)
    }
}

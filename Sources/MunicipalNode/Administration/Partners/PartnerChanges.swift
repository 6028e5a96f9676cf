import Certificates
import CommandOutcome
public import Foundation
public import Identifiers
import Store

/// Enters a partner by hand, or changes what was entered; a reason is always given and kept.
public struct PartnerSet: AdministrationRequest {
    public static let name = "partner.set"
    public struct Reply: Codable, Sendable, Equatable {
        public let partner: PartnerSummary
        public let created: Bool
    }

    /// Whether the partner must be new, or must be there.
    public enum Mode: String, Codable, Sendable { case add, edit }

    public var tenant: TenantID?
    public var her: HERId
    public var mode: Mode
    public var reason: String
    public var displayName: String?
    public var organisationNumber: OrganisationNumber?
    public var parent: HERId?
    public var ediAddress: EDIAddress?
    /// Where messages are posted instead of mailed.
    public var httpAddress: HTTPAddress?
    /// True takes the HTTP address away: messages are mailed again.
    public var byMail = false
    /// PEM.
    public var signingCertificate: String?
    public var encryptionCertificate: String?

    public init(tenant: TenantID?, her: HERId, mode: Mode, reason: String) {
        self.tenant = tenant
        self.her = her
        self.mode = mode
        self.reason = reason
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try checkReason(reason)
        for (pem, option) in [(signingCertificate, "signing"), (encryptionCertificate, "encryption")] {
            guard let pem, (try? Certificate(pem: Array(pem.utf8))) == nil else { continue }
            throw AdministrationError(
                "certificate-unreadable", "The \(option) certificate cannot be read as PEM.", exit: .data)
        }
        if let httpAddress, !AllowedHosts(session.administration.configuration.allowedHosts).allows(httpAddress.host) {
            throw AdministrationError(
                "host-not-allowed",
                "The host \(httpAddress.host) is not in `allowedHosts`, so it would never be reached.",
                remedy: "Add it to the configuration first.", exit: .configuration)
        }
        let request = self
        let (partner, created) = try await session.change(tenant, ["her": her.description, "reason": reason]) {
            let old = try $0.record(ManualPartner.self, id: request.her.description)
            try request.check(old)
            let partner = request.applied(to: old ?? ManualPartner(her: request.her, reason: request.reason))
            try $0.put(partner)
            return (partner, old == nil)
        }
        return Reply(partner: PartnerSummary(partner), created: created)
    }

    private func check(_ old: ManualPartner?) throws {
        switch (mode, old) {
        case (.add, .some):
            throw AdministrationError(
                "exists", "HER-id \(her) is entered by hand already.", remedy: "Use `budstikke partner edit`.",
                exit: .cannotCreate)
        case (.edit, nil):
            throw AdministrationError(
                "partner-unknown", "HER-id \(her) is not entered by hand.", remedy: "Use `budstikke partner add`.",
                exit: .noInput)
        default: break
        }
    }

    private func applied(to old: ManualPartner) -> ManualPartner {
        var partner = old
        partner.reason = reason
        if let displayName { partner.name = displayName }
        if let organisationNumber { partner.organisationNumber = organisationNumber }
        if let parent { partner.parent = parent }
        if let ediAddress { partner.ediAddress = ediAddress }
        if let httpAddress { partner.httpAddress = httpAddress }
        if byMail { partner.httpAddress = nil }
        if let signingCertificate { partner.signingCertificate = signingCertificate }
        if let encryptionCertificate { partner.encryptionCertificate = encryptionCertificate }
        return partner
    }
}

/// Stops all traffic with a partner, or lets it go on.
public struct PartnerDisable: AdministrationRequest {
    public static let name = "partner.disable"
    public struct Reply: Codable, Sendable, Equatable {
        public let partner: PartnerSummary
    }

    public var tenant: TenantID?
    public var her: HERId
    public var disabled: Bool
    public var reason: String

    public init(tenant: TenantID?, her: HERId, disabled: Bool, reason: String) {
        self.tenant = tenant
        self.her = her
        self.disabled = disabled
        self.reason = reason
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try checkReason(reason)
        let (her, disabled, reason) = (her, disabled, reason)
        let detail = ["her": her.description, "disabled": String(disabled), "reason": reason]
        let partner = try await session.change(tenant, detail) { transaction in
            var partner =
                try transaction.record(ManualPartner.self, id: her.description)
                ?? ManualPartner(her: her, reason: reason)
            partner.disabled = disabled
            partner.reason = reason
            try transaction.put(partner)
            return partner
        }
        return Reply(partner: PartnerSummary(partner))
    }
}

/// Allows a partner a named departure from the rules until a date, or takes it back (architecture rule 5.4).
public struct PartnerException: AdministrationRequest {
    public static let name = "partner.exception"
    /// What can be allowed, and what it means.
    public static let known = [
        "read-sha1": "signatures with SHA-1 are accepted from this partner",
        "read-3des": "contents encrypted with 3DES are accepted from this partner",
        "read-without-xpath": "signatures without the XPath transform are accepted from this partner",
        "read-exclusive-c14n": "signatures over exclusive canonical XML are accepted from this partner",
        "read-certificate-chain":
            "signatures with more than one certificate beside them are accepted from this partner",
        "read-sync-reply": "eb:SyncReply in this partner's mail is passed over",
    ]
    /// No exception lasts longer, seconds.
    static let longest: TimeInterval = 400 * 86_400

    public struct Reply: Codable, Sendable, Equatable {
        public let partner: PartnerSummary
    }

    public var tenant: TenantID?
    public var her: HERId
    public var exception: String
    /// The last moment; nil takes the exception back.
    public var until: Date?
    public var reason: String

    public init(tenant: TenantID?, her: HERId, exception: String, until: Date?, reason: String) {
        self.tenant = tenant
        self.her = her
        self.exception = exception
        self.until = until
        self.reason = reason
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try checkReason(reason)
        guard Self.known[exception] != nil else {
            let nearest = nearestWord(to: exception, among: Self.known.keys).map { " Did you mean `\($0)`?" } ?? ""
            throw AdministrationError(
                "exception-unknown", "There is no exception `\(exception)`.\(nearest)",
                details: Self.known.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }, exit: .usage)
        }
        if let until {
            guard until > session.now, until <= session.now + Self.longest else {
                throw AdministrationError(
                    "date-unusable", "An exception ends in the future, at most 400 days from now.", exit: .data)
            }
        }
        let (her, name, until, reason) = (her, exception, until, reason)
        let end = until.map { $0.ISO8601Format() } ?? "now"
        let detail = ["her": her.description, "exception": name, "until": end, "reason": reason]
        let partner = try await session.change(tenant, detail) { transaction in
            var partner =
                try transaction.record(ManualPartner.self, id: her.description)
                ?? ManualPartner(her: her, reason: reason)
            partner.exceptions[name] = until
            partner.reason = reason
            try transaction.put(partner)
            return partner
        }
        return Reply(partner: PartnerSummary(partner))
    }
}

/// A change by hand without a reason could not be explained to anyone later.
private func checkReason(_ reason: String) throws {
    guard (1...300).contains(reason.count), !reason.contains(where: \.isNewline) else {
        throw AdministrationError(
            "reason-needed", "Give the reason in one line of at most 300 characters.", exit: .data)
    }
}

public import Foundation
public import Identifiers

/// A piece of a tenant's own configuration, kept in the tenant's store as JSON under its kind and id.
public protocol TenantRecord: Codable, Sendable, Identifiable where ID == String {
    /// The name it is stored under; never changed once shipped.
    static var kind: String { get }
}

/// The stage of a tenant or partner (M-121): test traffic never reaches production addresses.
public enum Stage: String, Codable, Sendable, CaseIterable { case test, pilot, production }

/// A tenant of the installation, known to the node itself.
public struct Tenant: Codable, Sendable, Equatable, Identifiable {
    public let id: TenantID
    public var name: String
    public var organisationNumber: OrganisationNumber
    /// The data controller (dataansvarlig), a person or role.
    public var controller: String
    public var stage: Stage
    public let createdAt: Date

    public init(
        id: TenantID, name: String, organisationNumber: OrganisationNumber, controller: String, stage: Stage,
        createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.organisationNumber = organisationNumber
        self.controller = controller
        self.stage = stage
        self.createdAt = createdAt
    }
}

/// One of the tenant's own HER-ids, with the mailbox it uses.
public struct OwnAddress: TenantRecord, Equatable {
    public static let kind = "own-address"
    public var id: String { her.description }
    public let her: HERId
    /// The level-1 HER-id it belongs to; nil when it is the level-1 one itself.
    public var parent: HERId?
    public var name: String
    public var ediAddress: EDIAddress
    /// The mailbox account in the configuration that this address is fetched from.
    public var mailbox: String

    public init(her: HERId, parent: HERId?, name: String, ediAddress: EDIAddress, mailbox: String) {
        self.her = her
        self.parent = parent
        self.name = name
        self.ediAddress = ediAddress
        self.mailbox = mailbox
    }
}

/// An application that submits and receives documents (fagsystem), M-012.
public struct RecordSystem: TenantRecord, Equatable {
    public static let kind = "record-system"
    public var id: String { name }
    public let name: String
    /// The folder with `out in receipts taken refused`, absolute; nil for one that fetches through the API.
    public var folder: String?
    /// HER-ids it may send from and receives for.
    public var herIDs: [HERId]
    public var createdAt: Date

    public init(name: String, folder: String?, herIDs: [HERId], createdAt: Date) {
        self.name = name
        self.folder = folder
        self.herIDs = herIDs
        self.createdAt = createdAt
    }
}

/// Where a document for a HER-id goes inside the tenant (M-075). The most specific rule wins.
public struct RoutingRule: TenantRecord, Equatable {
    public static let kind = "routing-rule"
    public let id: String
    public var her: HERId?
    public var action: String?
    public var recordSystem: String

    public init(id: String, her: HERId?, action: String?, recordSystem: String) {
        self.id = id
        self.her = her
        self.action = action
        self.recordSystem = recordSystem
    }
}

/// A communication party entered by hand (M-065), or exceptions for one that the register knows.
public struct ManualPartner: TenantRecord, Equatable {
    public static let kind = "partner"
    public var id: String { her.description }
    public let her: HERId
    public var name: String?
    public var organisationNumber: OrganisationNumber?
    public var parent: HERId?
    public var ediAddress: EDIAddress?
    /// Where messages are posted instead of mailed.
    public var httpAddress: HTTPAddress?
    /// PEM, when entered by hand.
    public var signingCertificate: String?
    public var encryptionCertificate: String?
    public var disabled: Bool
    public var reason: String
    /// Named exceptions such as `read-sha1`, `read-3des`, each with an end date.
    public var exceptions: [String: Date]

    public init(her: HERId, reason: String) {
        self.her = her
        self.reason = reason
        disabled = false
        exceptions = [:]
    }
}

/// An agreement (CPA) that a person has brought in, beside those of the register.
public struct ImportedAgreement: TenantRecord, Equatable {
    public static let kind = "agreement"
    public var id: String { cpaID }
    public let cpaID: String
    /// The tenant's own HER-id in it, and the partner's.
    public let own: HERId
    public let partner: HERId
    public let xml: Data
    public let importedAt: Date
    /// Who brought it in, as the audit chain names them.
    public let importedBy: String

    public init(cpaID: String, own: HERId, partner: HERId, xml: Data, importedAt: Date, importedBy: String) {
        self.cpaID = cpaID
        self.own = own
        self.partner = partner
        self.xml = xml
        self.importedAt = importedAt
        self.importedBy = importedBy
    }
}

/// How often a partner's messages departed from the profile, by the name of the departure.
public struct DepartureCounts: TenantRecord, Equatable {
    public static let kind = "departures"
    public struct Use: Codable, Sendable, Equatable {
        public var count: Int
        public var last: Date

        public init(count: Int, last: Date) {
            self.count = count
            self.last = last
        }
    }

    public var id: String { her.description }
    public let her: HERId
    public var uses: [String: Use]

    public init(her: HERId, uses: [String: Use] = [:]) {
        self.her = her
        self.uses = uses
    }
}

/// The signing certificate that a partner's last accepted message was verified with.
public struct KnownCertificate: TenantRecord, Equatable {
    public static let kind = "known-certificate"
    public var id: String { her.description }
    public let her: HERId
    /// SHA-256 of the certificate, hexadecimal.
    public let fingerprint: String
    public let since: Date

    public init(her: HERId, fingerprint: String, since: Date) {
        self.her = her
        self.fingerprint = fingerprint
        self.since = since
    }
}

/// A private key of the tenant, wrapped by the master key; generations stand side by side (M-091).
public struct KeyRecord: TenantRecord, Equatable {
    public static let kind = "key"
    public enum Purpose: String, Codable, Sendable { case signing, encryption }
    /// SHA-256 of the public key, hex, first 16 digits.
    public let id: String
    public let purpose: Purpose
    public var generation: Int
    /// PKCS#8, AES-256-GCM under the master key, bound to tenant and key id.
    public let wrapped: [UInt8]
    /// PEM; nil while a CSR is out.
    public var certificate: String?
    public var retiredAt: Date?
    public let createdAt: Date

    public init(
        id: String, purpose: Purpose, generation: Int, wrapped: [UInt8], certificate: String?, createdAt: Date
    ) {
        self.id = id
        self.purpose = purpose
        self.generation = generation
        self.wrapped = wrapped
        self.certificate = certificate
        self.createdAt = createdAt
    }
}

public import AddressRegister
public import Certificates
public import Cryptography
import Foundation
public import Identifiers
public import Keys
public import Store
import Synchronization

/// A private key of the tenant, unwrapped, with its certificate.
public struct OwnKey: Sendable {
    public let record: KeyRecord
    public let key: PrivateKey
    public let certificate: Certificate
}

/// A snapshot of what the tenant has configured, with keys unwrapped in memory.
public struct TenantSettings: Sendable {
    public let tenant: Tenant
    public let addresses: [HERId: OwnAddress]
    public let recordSystems: [String: RecordSystem]
    public let rules: [RoutingRule]
    public let partners: [HERId: ManualPartner]
    /// Agreements that a person has brought in.
    public let agreements: [HeldAgreement]
    /// Tokens that let record systems use the API, by id.
    public let tokens: [String: APIToken]
    /// Newest generation first, retired ones last.
    public let keys: [OwnKey]

    /// Reads the tenant's records and unwraps its keys. A key that cannot be unwrapped or read fails the whole load.
    public static func load(_ tenant: Tenant, from store: any TenantStore, master: MasterKey) async throws -> Self {
        let records = try await store.read { store in
            (
                try store.records(OwnAddress.self), try store.records(RecordSystem.self),
                try store.records(RoutingRule.self), try store.records(ManualPartner.self),
                try store.records(KeyRecord.self), try store.records(ImportedAgreement.self),
                try store.records(APIToken.self)
            )
        }
        var keys: [OwnKey] = []
        for record in records.4 {
            guard let pem = record.certificate else { continue }
            let secret = try master.unwrap(record.wrapped, context: Self.context(tenant.id, record.id))
            keys.append(
                OwnKey(
                    record: record, key: try PrivateKey(pkcs8DER: secret),
                    certificate: try Certificate(pem: Array(pem.utf8))))
        }
        return TenantSettings(
            tenant: tenant,
            addresses: Dictionary(records.0.map { ($0.her, $0) }, uniquingKeysWith: { first, _ in first }),
            recordSystems: Dictionary(records.1.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }),
            rules: records.2,
            partners: Dictionary(records.3.map { ($0.her, $0) }, uniquingKeysWith: { first, _ in first }),
            agreements: records.5.map(HeldAgreement.init),
            tokens: Dictionary(records.6.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
            keys: keys.sorted {
                ($0.record.retiredAt == nil ? 1 : 0, $0.record.generation)
                    > ($1.record.retiredAt == nil ? 1 : 0, $1.record.generation)
            })
    }

    /// What a wrapped key is bound to: it opens for this tenant and this key only.
    public static func context(_ tenant: TenantID, _ key: String) -> String { "tenant-key/\(tenant)/\(key)" }

    /// The newest signing key whose certificate is valid now.
    func signingKey(at now: Date) -> OwnKey? {
        keys.first {
            $0.record.purpose == .signing && $0.record.retiredAt == nil && $0.certificate.isValid(at: now)
        }
    }

    /// Partners entered or changed by hand, as the register's overlay takes them; throws for a bad certificate.
    public func manualParties() throws -> [ManualParty] {
        try partners.values.map { partner in
            ManualParty(
                her: partner.her, name: partner.name, parentHER: partner.parent,
                organisationNumber: partner.organisationNumber, ediAddress: partner.ediAddress,
                signingCertificate: try partner.signingCertificate.map { try Certificate(pem: Array($0.utf8)) },
                encryptionCertificate: try partner.encryptionCertificate.map { try Certificate(pem: Array($0.utf8)) },
                isDisabled: partner.disabled, reason: partner.reason)
        }
    }

    /// All encryption keys, old generations too, so that late messages can be read (M-091).
    var decryptionKeys: [OwnKey] { keys.filter { $0.record.purpose == .encryption } }

    /// The record system a document for this HER-id and type goes to (M-075): the most specific rule, else the one
    /// that receives for the HER-id.
    public func recordSystem(for her: HERId, action: String?) -> RecordSystem? {
        let fitting = rules.filter { ($0.her == nil || $0.her == her) && ($0.action == nil || $0.action == action) }
        let best = fitting.max { specificity($0) < specificity($1) }
        if let best, let system = recordSystems[best.recordSystem] { return system }
        return recordSystems.values.sorted { $0.name < $1.name }.first { $0.herIDs.contains(her) }
    }

    /// The own address that a submission goes out from: its sender's, or on wish that of the organisation above it.
    func sender(of submission: Submission) -> OwnAddress? {
        guard let own = submission.message.fromHER.flatMap({ addresses[$0] }),
            submission.wishes.useSenderLevel1HERId
        else { return submission.message.fromHER.flatMap { addresses[$0] } }
        return own.parent.map { addresses[$0] } ?? own
    }

    private func specificity(_ rule: RoutingRule) -> Int { (rule.her == nil ? 0 : 2) + (rule.action == nil ? 0 : 1) }
}

/// Holds the current snapshot; an administrator's change replaces it whole.
public final class SettingsBox: Sendable {
    private let settings: Mutex<TenantSettings>

    public init(_ settings: TenantSettings) {
        self.settings = Mutex(settings)
    }

    public var current: TenantSettings { settings.withLock { $0 } }

    public func replace(with new: TenantSettings) {
        settings.withLock { $0 = new }
    }
}

import Certificates
import Foundation
import Identifiers
import Store

/// All that is set up for a tenant, read in one snapshot.
struct TenantSetup: Sendable {
    let tenant: Tenant
    let addresses: [OwnAddress]
    let recordSystems: [RecordSystem]
    let rules: [RoutingRule]
    let partners: [ManualPartner]
    let keys: [KeyRecord]

    static func read(_ tenant: Tenant, in session: AdministrationSession) async throws -> TenantSetup {
        try await session.read(tenant) { store in
            TenantSetup(
                tenant: tenant, addresses: try store.records(OwnAddress.self).sorted { $0.her < $1.her },
                recordSystems: try store.records(RecordSystem.self).sorted { $0.name < $1.name },
                rules: try store.records(RoutingRule.self).sorted { $0.id < $1.id },
                partners: try store.records(ManualPartner.self).sorted { $0.her < $1.her },
                keys: try store.records(KeyRecord.self)
                    .sorted { ($0.purpose.rawValue, $1.generation) < ($1.purpose.rawValue, $0.generation) })
        }
    }

    /// The certificate in use for a purpose: of the highest generation that is not retired.
    func activeCertificate(_ purpose: KeyRecord.Purpose) -> Certificate? {
        keys.active(purpose).flatMap(\.readCertificate)
    }
}

extension [KeyRecord] {
    /// The key in use: the highest generation that has a certificate and is not retired.
    ///
    /// A key that is imported and not activated has generation 0 and comes last.
    func active(_ purpose: KeyRecord.Purpose) -> KeyRecord? {
        filter { $0.purpose == purpose && $0.retiredAt == nil && $0.certificate != nil }
            .max { $0.generation < $1.generation }
    }
}

extension KeyRecord {
    var readCertificate: Certificate? { certificate.flatMap { try? Certificate(pem: Array($0.utf8)) } }
}

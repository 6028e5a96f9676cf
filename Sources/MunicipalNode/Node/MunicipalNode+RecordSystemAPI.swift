import Exchange
import Foundation
import HTTPListening
import Identifiers
import Logging
import NIOCore
import RecordSystemAPI
import Store
import Texts

/// The API that record systems use, served by the node that works on their messages.
extension MunicipalNode {
    /// Serves until cancelled.
    ///
    /// - Throws: `HTTPListenerError` for an address or certificate that cannot be used.
    func serveRecordSystems(
        _ settings: RecordSystemAPISettings, ready: @escaping @Sendable () -> Void
    ) async throws {
        let (clock, logger) = (parts.clock, parts.logger)
        let api = RecordSystemAPI(
            RecordSystemAPI.Surroundings(
                tenants: NodeTenants(node: self), clock: clock.now, makeID: { UUID() },
                language: Language(rawValue: configuration.language) ?? .nb, version: configuration.productVersion,
                report: { error, id in
                    logger.error("api-fault", metadata: ["requestId": "\(id)", "error": "\(type(of: error))"])
                }))
        let meter = parts.meter
        var listener = settings.listener
        listener.answered = { meter.count(.httpRequests, "api", "\($0)") }
        try await APIListener(api, settings: listener, log: parts.quietLogger).run { address in
            logger.notice(
                "api-listening", metadata: ["host": "\(settings.host)", "port": "\(address.port ?? settings.port)"])
            ready()
        }
    }
}

/// The node's tenants, as the API finds them.
private struct NodeTenants: APITenants {
    let node: MunicipalNode

    func exchange(of tenant: TenantID) async -> ExchangeContext? { await node.atWork(tenant) }
}

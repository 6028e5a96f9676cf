import Exchange
import HTTPListening
import Logging

extension MunicipalNode {
    /// Listens for partners' messages over HTTP.
    nonisolated func receivePosts(
        _ listen: PartnerHTTPListenerSettings, bound: @escaping @Sendable () -> Void
    ) async throws {
        let (parts, patience) = (parts, Duration.seconds(listen.answerSeconds))
        let reception = PartnerReception(
            flow: { id in await self.atWork(id).map { PostFlow(context: $0, patience: patience) } },
            budget: BodyBudget(
                all: listen.maximumMegabytesAtOnce * 1_000_000, each: listen.maximumMegabytesAtOnce * 1_000_000),
            now: parts.clock.now, log: parts.logger)
        try await HTTPListener(settings: listen.settings, responder: reception, log: parts.logger).run { address in
            parts.logger.notice("partners are listened to over HTTP", metadata: ["address": "\(address)"])
            bound()
        }
    }
}

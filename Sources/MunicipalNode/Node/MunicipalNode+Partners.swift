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
            // An address may hold half of it, or the largest message.
            budget: BodyBudget(
                all: listen.maximumMegabytesAtOnce * 1_000_000,
                each: max(listen.maximumMegabytesAtOnce / 2, listen.maximumMegabytes) * 1_000_000),
            now: parts.clock.now, log: parts.logger)
        var settings = listen.settings
        settings.answered = { parts.meter.count(.httpRequests, "partners", "\($0)") }
        try await HTTPListener(settings: settings, responder: reception, log: parts.logger).run { address in
            parts.logger.notice("partners are listened to over HTTP", metadata: ["address": "\(address)"])
            bound()
        }
    }
}

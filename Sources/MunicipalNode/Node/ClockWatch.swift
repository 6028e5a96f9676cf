import Foundation
import Logging
import Store

/// Says once, loudly, when the wall clock has jumped, and when it is right again (T-067).
struct ClockWatch: Sendable {
    let clock: NodeClock
    let logger: Logger

    func run() async {
        var told = false
        while !Task.isCancelled {
            _ = clock.now()
            if clock.isJumped != told {
                told = clock.isJumped
                if told {
                    logger.critical(
                        "clock-wrong",
                        metadata: [
                            "sentence": """
                            The wall clock has jumped; the server goes on by elapsed time. Set the clock right; if it is \
                            right now, restart the server.
                            """
                        ])
                } else {
                    logger.notice("the wall clock agrees with elapsed time again")
                }
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// At start there is no elapsed time to compare with, but nothing stored can be from the future.
    static func warnOfFuture(in store: any TenantStore, now: Date, logger: Logger) async throws {
        var newest = MessageQuery()
        newest.limit = 1
        let query = newest
        guard let stored = try await store.read({ try $0.messages(query).first?.createdAt }),
            stored.timeIntervalSince(now) > 120
        else { return }
        logger.critical(
            "clock-wrong",
            metadata: [
                "sentence":
                    "The newest message is from the future: the clock is behind, or was ahead when it was stored.",
                "tenant": "\(store.tenant)", "newest": "\(stored.formatted(.iso8601))",
            ])
    }
}

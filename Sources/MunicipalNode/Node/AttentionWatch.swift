import Foundation
import Logging
import Monitoring
import Store
import Texts

/// Looks at what has happened in a tenant and calls for people: opens tasks, gives the alarms of deviations whose
/// authority must be notified within 72 hours (M-030), and tells who has gone silent.
struct AttentionWatch: Sendable {
    let store: any TenantStore
    let logger: Logger
    let meter: NodeMeter
    let tenant: String

    /// One does not keep the others back: the first error is thrown once all have run.
    ///
    /// Nothing that people wrote is in the log.
    ///
    /// - Parameter mayCallSilent: whether who has gone silent may be told, since we hear ourselves; nil not to look.
    func runOnce(now: Date, mayCallSilent: Bool?) async throws {
        let opening = await attempt { try await openTasks(now) }
        let alarming = await attempt { try await alarm(now) }
        let listening = await attempt {
            guard let mayCallSilent else { return }
            try await SilenceWatch(store: store).runOnce(now: now, mayRaise: mayCallSilent)
        }
        for outcome in [opening, alarming, listening] { try outcome.get() }
    }

    private func attempt(_ act: () async throws -> Void) async -> Result<Void, any Error> {
        do { return .success(try await act()) } catch { return .failure(error) }
    }

    private func openTasks(_ now: Date) async throws {
        let tasks = TaskWatch(store: store, deadlines: .proposed) { step, count in
            meter.count(.steps, tenant, step.rawValue, by: count)
        }
        try await tasks.runOnce(now: now)
    }

    private func alarm(_ now: Date) async throws {
        for alarm in try await DeviationWatch(store: store).runOnce(now: now) {
            logger.error(
                "an unauthorised disclosure waits for a decision about notifying the authority",
                metadata: [
                    "deviation": "\(alarm.number)", "hours": "\(alarm.dueAlarm ?? 0)",
                    "due": "\(alarm.dueAt.formatted(.iso8601))",
                ])
        }
    }
}

import Foundation
import Logging
import Monitoring
import Store
import Texts

/// Looks at what has happened in a tenant and calls for people: opens tasks, and gives the alarms of deviations whose
/// authority must be notified within 72 hours (M-030).
struct AttentionWatch: Sendable {
    let store: any TenantStore
    let logger: Logger
    let meter: NodeMeter
    let tenant: String

    /// One does not keep the other back: the first of both errors is thrown once both have run.
    ///
    /// Nothing that people wrote is in the log.
    func runOnce(now: Date) async throws {
        let opening = await attempt { try await openTasks(now) }
        let alarming = await attempt { try await alarm(now) }
        for outcome in [opening, alarming] { try outcome.get() }
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

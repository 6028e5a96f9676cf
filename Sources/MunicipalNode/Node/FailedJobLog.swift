import Delivery
import Exchange
import Foundation
import Logging
import Store

/// Logs work that did not end well, with the ids of the message it was about.
struct FailedJobLog: Sendable {
    let store: any TenantStore
    let logger: Logger

    /// The line is written as soon as the message has been looked up; its order among others means nothing.
    func tell(_ job: Job, _ outcome: JobOutcome, _ error: (any Error)?) {
        // One message finds out whether a mail server is back; that the others wait is no news.
        let level: Logger.Level = outcome.waitsForProbe ? .debug : .warning
        guard level >= logger.logLevel else { return }
        var told: Logger.Metadata = [
            "kind": "\(job.kind)", "outcome": "\(outcome.code)",
            "error": "\(error.map { String(describing: $0) } ?? "")",
        ]
        Task {
            if let key = job.message {
                told["message"] = "\(key.value)"
                let message = try? await store.read { try $0.message(key) }
                if let message { told["serverId"] = "\(message.serverID.uuidString.lowercased())" }
                if let id = message?.messageID { told["messageId"] = "\(id)" }
            }
            logger.log(level: level, "a job did not end well", metadata: told)
        }
    }
}

extension JobOutcome {
    fileprivate var waitsForProbe: Bool {
        if case .retry(_, SendFlow.waitsForProbe) = self { true } else { false }
    }

    /// A short code for logs.
    fileprivate var code: String {
        switch self {
        case .completed, .lost: word
        case .retry(_, let reason), .backOff(let reason), .park(let reason): "\(word) \(reason)"
        }
    }

    /// What happens to the job.
    var word: String {
        switch self {
        case .completed: "completed"
        case .retry: "retry"
        case .backOff: "back-off"
        case .park: "park"
        case .lost: "lost"
        }
    }
}

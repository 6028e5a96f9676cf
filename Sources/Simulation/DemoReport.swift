import Foundation
import Identifiers
import Store

/// What `budstikke demo --json` prints: one object.
struct DemoReport: Codable, Sendable, Equatable {
    struct State: Codable, Sendable, Equatable {
        let transport: String
        let application: String
    }

    struct Step: Codable, Sendable, Equatable {
        /// UTC with milliseconds.
        let at: String
        let step: String
        let actor: String
    }

    struct Message: Codable, Sendable, Equatable {
        let messageId: String?
        let msgId: String?
        let conversationId: String?
        let action: String?
        let fromHER: Int?
        let toHER: Int?
        let transport: String?
        let application: String?
        let expected: State
        let attempts: Int
        let steps: [Step]
    }

    let schemaVersion: Int
    let ok: Bool
    let messages: [Message]
    /// nil when the reporting was not played.
    var reporting: ReportingReport?

    init(verdicts: [MessageVerdict], ok: Bool) {
        schemaVersion = 1
        self.ok = ok
        messages = verdicts.map { verdict in
            let seen = verdict.observed
            return Message(
                messageId: seen?.messageID, msgId: seen?.msgID, conversationId: seen?.conversationID,
                action: seen?.action ?? (verdict.action.isEmpty ? nil : verdict.action),
                fromHER: seen?.fromHER?.value, toHER: seen?.toHER?.value, transport: seen?.transport.rawValue,
                application: seen?.application.rawValue,
                expected: State(
                    transport: verdict.expected.transport.rawValue,
                    application: verdict.expected.application.rawValue),
                attempts: verdict.attempts, steps: seen?.steps.map(Step.init) ?? [])
        }
    }

    /// With sorted keys.
    func json() throws(DemoError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { throw .file("the report") }
        return String(decoding: data, as: UTF8.self)
    }
}

extension DemoReport.Step {
    fileprivate init(_ seen: ObservedMessage.Step) {
        at = seen.at.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        step = seen.step
        actor = seen.actor
    }
}

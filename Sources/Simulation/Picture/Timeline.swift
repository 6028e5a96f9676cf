import Foundation
import Store

/// The end picture: each message's steps under each other, and whether it ended where it should.
struct Timeline: Sendable {
    let palette: Palette
    let timeZone: TimeZone

    func text(_ verdicts: [MessageVerdict]) -> String {
        let told = verdicts.filter { $0.title != "receipt" }
        let receipts = verdicts.filter { $0.title == "receipt" }
        let confirmed = receipts.count(where: \.isAsExpected)
        let cut = verdicts.contains(where: \.hasFailed)
        var lines = told.flatMap { self.lines(of: $0, wasCut: cut && !$0.hasFailed) }
        lines.append("\(confirmed) of \(receipts.count) application receipts arrived and were confirmed.")
        return lines.joined(separator: "\n") + "\n"
    }

    /// The sentence that ends the run.
    func conclusion(ok: Bool, verdicts: [MessageVerdict]) -> String {
        if ok { return palette.paint("Every message ended where the scenario says.", .green) }
        let unfinished = verdicts.filter { !$0.isAsExpected }
        // The first that goes astray ends the story; the others had no time to end.
        let failed = unfinished.filter(\.hasFailed)
        let astray = (failed.isEmpty ? unfinished : failed).map { "\($0.title) (\($0.from.organisation))" }
        let which = astray.isEmpty ? "an application receipt is missing" : astray.joined(separator: ", ")
        let rest = Self.cut(unfinished.count - astray.count)
        return palette.paint("Not as the scenario says: \(which).\(rest)", .red)
    }

    /// How many others had not ended when the story did; nothing when it is none.
    static func cut(_ count: Int) -> String {
        switch count {
        case 0: ""
        case 1: " One other was not played to its end."
        default: " \(count) others were not played to their end."
        }
    }

    private func lines(of verdict: MessageVerdict, wasCut: Bool) -> [String] {
        let action = verdict.action.isEmpty ? "(no message)" : verdict.action
        let heading = "\(action)  \(verdict.from.organisation) → \(verdict.to.organisation)"
        var lines = [palette.paint(heading, .bold), palette.paint("  \(verdict.story)", .dim)]
        for step in verdict.observed?.steps ?? [] {
            lines.append("  \(time(step.at))  \(padded(step.step, to: 18))\(palette.paint(step.actor, .dim))")
        }
        lines.append("  \(outcome(of: verdict, wasCut: wasCut))")
        lines.append("")
        return lines
    }

    private func outcome(of verdict: MessageVerdict, wasCut: Bool) -> String {
        let found = Self.end(verdict)
        if verdict.isAsExpected { return palette.paint("✔ As the story wants it: \(found).", .green) }
        if wasCut { return palette.paint("… Not played to its end: \(found).", .yellow) }
        let wanted = "\(verdict.expected.transport.rawValue), \(verdict.expected.application.rawValue)"
        return palette.paint(
            "✘ \(found); expected \(wanted), handed over \(verdict.handedOver) of \(verdict.expectedHandOvers) times",
            .red)
    }

    /// How it ended: what the partner's server said, what its record system said, and how often it was sent.
    private static func end(_ verdict: MessageVerdict) -> String {
        guard let transport = verdict.transport else { return "no server knows the message" }
        if verdict.observed?.direction == .incoming {
            return "the mail that came in is \(transport.rawValue), kept for a person to look at, and not handed over"
        }
        let answer =
            switch verdict.application {
            case nil, .notExpected: "no application receipt was asked for"
            case .waiting: "the application receipt has not come"
            case .some(let application): "application receipt: \(application.rawValue)"
            }
        return "transport: \(transport.rawValue); \(answer); \(sent(verdict.attempts))"
    }

    static func sent(_ attempts: Int) -> String {
        switch attempts {
        case 0: "not sent"
        case 1: "sent once"
        default: "sent \(attempts) times"
        }
    }

    /// Clock time with milliseconds.
    func time(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents([.hour, .minute, .second, .nanosecond], from: date)
        let numbers = [parts.hour, parts.minute, parts.second].map { digits($0 ?? 0, 2) }
        return numbers.joined(separator: ":") + "." + digits((parts.nanosecond ?? 0) / 1_000_000, 3)
    }

    private func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}

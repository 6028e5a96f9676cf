import Store

/// What the demo says while it runs, on stderr: on a terminal one table that is redrawn, elsewhere a line per change.
struct ProgressPicture {
    private let palette: Palette
    private let redraws: Bool
    private let write: (String) -> Void
    private var drawn: [String] = []

    /// - Parameter redraws: whether the cursor can be moved back; false when the output is a file or a pipe.
    init(palette: Palette, redraws: Bool, write: @escaping (String) -> Void) {
        self.palette = palette
        self.redraws = redraws
        self.write = write
    }

    /// A sentence of its own, such as "Starting three servers".
    mutating func say(_ sentence: String) {
        drawn = []
        write(sentence + "\n")
    }

    /// Shows where every message stands. Writes nothing when nothing has changed.
    mutating func show(_ verdicts: [MessageVerdict]) {
        show(verdicts.filter { $0.title != "receipt" && $0.observed != nil }.map(line))
    }

    /// Shows where every submission stands.
    mutating func show(_ verdicts: [ReportingVerdict]) {
        show(verdicts.filter { $0.submission != nil }.map { ReportingText(palette: palette).line($0) })
    }

    private mutating func show(_ lines: [String]) {
        guard lines != drawn else { return }
        if redraws {
            let back = drawn.isEmpty ? "" : "\u{1B}[\(drawn.count)A"
            // A line that wrapped would take two rows, and the way back would be too short: the terminal cuts it.
            write(back + "\u{1B}[?7l" + lines.map { "\u{1B}[2K\($0)\n" }.joined() + "\u{1B}[?7h")
        } else {
            for line in lines where !drawn.contains(line) { write(line + "\n") }
        }
        drawn = lines
    }

    private func line(_ verdict: MessageVerdict) -> String {
        let sign =
            verdict.isAsExpected
            ? palette.paint("✔", .green) : verdict.hasFailed ? palette.paint("✘", .red) : palette.paint("…", .yellow)
        let states = [
            verdict.transport?.rawValue, verdict.application == .notExpected ? nil : verdict.application?.rawValue,
            verdict.attempts > 1 ? Timeline.sent(verdict.attempts) : nil,
        ]
        let route = "\(verdict.from.organisation) → \(verdict.to.organisation)"
        let action = verdict.action.isEmpty ? "unreadable mail" : verdict.action
        // The route stands last: on a terminal of 80 columns it is what can best be missed.
        return "  \(sign) \(padded(action, to: 21))"
            + padded(states.compactMap { $0 }.joined(separator: " · "), to: 39) + route
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }
}

import Foundation
import Glibc

/// Where a command's results and words go: data to stdout, words to stderr (U-43).
package struct Output: Sendable {
    package let json: Bool
    package let quiet: Bool
    package let verbose: Bool
    package let paint: Paint

    package init(json: Bool, quiet: Bool, verbose: Bool, paint: Paint) {
        self.json = json
        self.quiet = quiet
        self.verbose = verbose
        self.paint = paint
    }

    /// Prints a result: one JSON object with `schemaVersion`, or text.
    package func show(_ value: some Encodable, text: @autoclosure () -> String) throws {
        write(json ? try JSONLine.text(value) + "\n" : text())
    }

    /// Prints what a changing command has done, or would do: the JSON says which, in `dryRun`.
    package func show(_ value: some Encodable, dryRun: Bool, text: @autoclosure () -> String) throws {
        write(json ? try JSONLine.text(value, dryRun: dryRun) + "\n" : text())
    }

    /// Prints a list: JSON Lines, each with `schemaVersion`, or text.
    package func show(lines: some Sequence<some Encodable>, text: @autoclosure () -> String) throws {
        guard json else { return write(text()) }
        for line in lines { write(try JSONLine.text(line) + "\n") }
    }

    /// Says something to the person, beside the data.
    package func say(_ words: String) {
        guard !quiet else { return }
        FileHandle.standardError.write(Data((words + "\n").utf8))
    }

    private func write(_ text: String) {
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}

/// Colours, where the terminal has them and nobody has said no.
package struct Paint: Sendable, Equatable {
    package let isOn: Bool

    package static func standard(noColor: Bool) -> Paint {
        Paint(
            isOn: wanted(noColor: noColor, environment: ProcessInfo.processInfo.environment, isTerminal: isatty(1) == 1)
        )
    }

    package static func wanted(noColor: Bool, environment: [String: String], isTerminal: Bool) -> Bool {
        if noColor || !(environment["NO_COLOR"] ?? "").isEmpty { return false }
        if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
        return isTerminal && environment["TERM"] != "dumb"
    }

    package func green(_ text: String) -> String { code("32", text) }
    package func yellow(_ text: String) -> String { code("33", text) }
    package func red(_ text: String) -> String { code("31", text) }
    package func bold(_ text: String) -> String { code("1", text) }

    private func code(_ number: String, _ text: String) -> String {
        isOn ? "\u{1B}[\(number)m\(text)\u{1B}[0m" : text
    }
}

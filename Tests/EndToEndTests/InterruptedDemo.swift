import Foundation
import TestSupport
import Testing

/// A demo that was interrupted in the middle, and what was there of it afterwards.
struct InterruptedDemo {
    let status: Int32
    /// What it said on stderr.
    let words: String
    let report: DemoRun.Report
    /// Processes of its group that still ran when it had ended.
    let leftProcesses: String
    let leftDirectories: Set<String>

    /// Who hears the signal.
    enum Hearer: Sendable {
        /// Ctrl-C at a terminal: the demo and all its children.
        case everybody
        /// `kill`: the demo alone.
        case demoAlone
    }

    /// Starts one part of the demo, and interrupts it as soon as it has said something.
    static func run(_ part: String, at sign: String, hearer: Hearer = .everybody) async throws -> InterruptedDemo {
        let before = Set(try DemoRun.ownDirectories())
        // Job control gives the demo a process group of its own, as a terminal does.
        let script = #"""
            set -m
            words=$(mktemp)
            "$0" demo --json --only "$1" 2> "$words" &
            until grep -q "$2" "$words"; do kill -0 $! || exit 99; sleep 0.05; done
            if [ "$3" = alone ]; then kill -TERM $!; else kill -INT -- -$!; fi
            wait $!
            status=$?
            echo "-- left" >&2
            pgrep -a -g $! >&2
            echo "-- words" >&2
            cat "$words" >&2
            rm "$words"
            exit $status
            """#
        let outcome = try await Command.run(
            "bash", ["-c", script, DemoRun.program, part, sign, hearer == .demoAlone ? "alone" : "all"])
        let told =
            outcome.errorText.components(separatedBy: "-- left\n").last?.components(separatedBy: "-- words\n") ?? []
        return InterruptedDemo(
            status: outcome.status, words: told.last ?? "",
            report: try JSONDecoder().decode(DemoRun.Report.self, from: Data(outcome.output)),
            leftProcesses: told.first ?? "", leftDirectories: Set(try DemoRun.ownDirectories()).subtracting(before))
    }

    /// It ends with 1, judges nothing, blames nobody, and leaves no process and no directory.
    func expectNothingLeft() {
        #expect(status == 1, "\(words.suffix(600))")
        let isCalm = words.contains("Ended before the story was.") && !words.contains("budstikke: ")
        #expect(isCalm, "\(words.suffix(600))")
        #expect(!report.ok && report.messages.isEmpty && report.reporting == nil)
        #expect(leftProcesses.isEmpty, "\(leftProcesses)")
        #expect(leftDirectories.isEmpty)
    }
}

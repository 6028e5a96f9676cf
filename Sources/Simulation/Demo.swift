public import Foundation
import HealthMessages

/// The demo: neighbours of the exchange in this process, three real nodes as child processes, and a story between them.
///
/// 1. *settle*: directories, certificates, register, mail exchange → `Neighbourhood`
/// 2. *start*: the nodes, each set up as an administrator would
/// 3. *tell*: the scenario, round by round → `[MessageVerdict]`
/// 4. *show*: timelines or JSON, and the evidence of `--keep`
public struct Demo: Sendable {
    private let options: DemoOptions
    private let executable: String
    private let environment: [String: String]
    private let clock: @Sendable () -> Date
    private let uuid: @Sendable () -> UUID

    /// How long the story may take, seconds.
    static let patience: TimeInterval = 50

    /// - Parameters:
    ///   - executable: `argv[0]`: the program whose `serve` the nodes run.
    ///   - environment: of this process, for `NO_COLOR` and `TERM`.
    public init(
        options: DemoOptions, executable: String, environment: [String: String],
        clock: @escaping @Sendable () -> Date, uuid: @escaping @Sendable () -> UUID
    ) {
        self.options = options
        self.executable = executable
        self.environment = environment
        self.clock = clock
        self.uuid = uuid
    }

    /// Runs it to the end; without `once`, until Ctrl-C. Returns whether every message ended as the scenario says.
    ///
    /// Throws `DemoError` when it could not be carried out.
    public func run() async throws -> Bool {
        let console = DemoConsole(environment: environment)
        let evidence = try options.keep.map(KeptEvidence.init)
        let interruption = Interruption()
        var progress = console.progress
        progress.say("Making keys and certificates for five invented organisations.")
        let neighbourhood = try await Neighbourhood.settle(
            scenario: .exchange, executable: executable, archive: evidence?.wire, clock: clock, uuid: uuid)
        do {
            progress.say("Starting three servers: a hospital, a GP's office, and two municipalities on one.")
            try await neighbourhood.fleet.start(in: neighbourhood)
            progress.say("The story begins.")
            let (director, ok) = try await tell(in: neighbourhood, progress: &progress, interruption: interruption)
            guard ok || !interruption.hasHappened else {
                await neighbourhood.stop()
                return try endEarly(console)
            }
            let verdicts = try neighbourhood.fleet.withSteps(director.verdicts)
            if let evidence { try await neighbourhood.leave(evidence, verdicts: verdicts) }
            try show(verdicts, ok: ok, console: console)
            if !options.once, !interruption.hasHappened {
                progress.say(neighbourhood.invitation)
                try await stayUp(in: neighbourhood, interruption: interruption)
            }
            await neighbourhood.stop()
            return ok
        } catch {
            let isInterrupted = await interruption.explainsFailure()
            await neighbourhood.stop()
            guard isInterrupted else { throw error }
            return try endEarly(console)
        }
    }

    // MARK: - Stages

    private func tell(
        in neighbourhood: Neighbourhood, progress: inout ProgressPicture, interruption: Interruption
    ) async throws -> (Director, Bool) {
        var director = neighbourhood.director()
        let end = clock() + Self.patience
        while true {
            try await director.runOnce()
            progress.show(director.verdicts)
            if director.isOver || clock() > end || interruption.hasHappened { break }
            try await Task.sleep(for: .milliseconds(150))
            if !interruption.hasHappened { try neighbourhood.fleet.check() }
        }
        return (director, director.isFulfilled)
    }

    private func show(_ verdicts: [MessageVerdict], ok: Bool, console: DemoConsole) throws(DemoError) {
        if options.json {
            console.print(try DemoReport(verdicts: verdicts, ok: ok).json() + "\n")
        } else {
            console.print("\n" + console.timeline.text(verdicts))
        }
        console.say(console.timeline.conclusion(ok: ok, verdicts: verdicts))
        if let keep = options.keep { console.say("What can be checked lies in \(keep); \(keep)/CHECK.md says how.") }
    }

    /// Ctrl-C in the middle of the story: no message is judged. Returns that not all ended as they should.
    private func endEarly(_ console: DemoConsole) throws(DemoError) -> Bool {
        if options.json { console.print(try DemoReport(verdicts: [], ok: false).json() + "\n") }
        console.say("Ended before the story was. Nothing is left running.")
        if let keep = options.keep { console.say("What lies in \(keep) is not whole; remove it before the next try.") }
        return false
    }

    /// Lets the record systems go on answering, so that one can try things by hand.
    private func stayUp(in neighbourhood: Neighbourhood, interruption: Interruption) async throws {
        while !interruption.hasHappened {
            for system in neighbourhood.recordSystems.values { try await system.runOnce() }
            try await Task.sleep(for: .milliseconds(150))
            // On Ctrl-C the terminal tells the servers too, and they may be gone first.
            if !interruption.hasHappened { try neighbourhood.fleet.check() }
        }
    }
}

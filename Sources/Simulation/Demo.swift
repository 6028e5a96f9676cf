public import Foundation

/// The demo: an exchange of messages, and the yearly report; each an act with real servers as child processes and a story
/// between them. Neighbours that are not ours live in this process.
///
/// 1. *play*: each act, one after the other
/// 2. *show*: timelines or JSON, and the evidence of `--keep`
/// 3. without `--once` all of it stays up until Ctrl-C
public struct Demo: Sendable {
    private let options: DemoOptions
    private let executable: String
    private let environment: [String: String]
    private let clock: @Sendable () -> Date
    private let uuid: @Sendable () -> UUID

    /// - Parameters:
    ///   - executable: `argv[0]`: the program whose `serve` the nodes run; the other parties' programs lie beside it.
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

    /// Runs it to the end; without `once`, until Ctrl-C. Returns whether everything ended as the scenarios say.
    ///
    /// Throws `DemoError` when it could not be carried out.
    public func run() async throws -> Bool {
        let console = DemoConsole(environment: environment)
        let reporting =
            options.shows(.reporting)
            ? ReportingAct(executable: executable, staysUp: !options.once, clock: clock, uuid: uuid) : nil
        try reporting?.checkMachine()
        let evidence = try options.keep.map { try KeptEvidence(directory: $0, of: options) }
        let exchange =
            options.shows(.exchange)
            ? ExchangeAct(executable: executable, archive: evidence?.wire, clock: clock, uuid: uuid) : nil
        let interruption = Interruption()
        let acts = [exchange as (any DemoAct)?, reporting].compactMap(\.self)
        do {
            var ok = true
            for act in acts {
                let isFulfilled = try await act.play(console, interruption)
                guard isFulfilled || !interruption.hasHappened else { return try await endEarly(acts, console) }
                if let evidence { try await act.leave(evidence) }
                // Those who stay up may be tried by hand; otherwise the next act has the machine to itself.
                if options.once { await act.stop() }
                ok = ok && isFulfilled
            }
            try await show(acts, exchange, reporting, ok: ok, console: console)
            if !options.once, !interruption.hasHappened { try await stayUp(acts, console, interruption) }
            await stop(acts)
            return ok
        } catch {
            let isInterrupted = await interruption.explainsFailure()
            guard isInterrupted else {
                await stop(acts)
                throw error
            }
            return try await endEarly(acts, console)
        }
    }

    // MARK: - Stages

    private func show(
        _ acts: [any DemoAct], _ exchange: ExchangeAct?, _ reporting: ReportingAct?, ok: Bool, console: DemoConsole
    ) async throws {
        if options.json {
            var report = DemoReport(verdicts: await exchange?.verdicts ?? [], ok: ok)
            report.reporting = await reporting?.report
            console.print(try report.json() + "\n")
        } else {
            for act in acts { console.print("\n" + (await act.text(console.timeline))) }
        }
        for act in acts { console.say(await act.conclusion(console.timeline)) }
        guard let keep = options.keep else { return }
        let pages = [exchange.map { _ in "\(keep)/CHECK.md" }, reporting.map { _ in "\(keep)/reporting/CHECK.md" }]
        let says = pages.compactMap(\.self)
        console.say(
            "What can be checked lies in \(keep); \(says.joined(separator: " and ")) \(says.count == 1 ? "says" : "say") how."
        )
    }

    /// Ctrl-C in the middle of the story: nothing is judged. Returns that not all ended as they should.
    private func endEarly(_ acts: [any DemoAct], _ console: DemoConsole) async throws -> Bool {
        await stop(acts)
        if options.json { console.print(try DemoReport(verdicts: [], ok: false).json() + "\n") }
        console.say("Ended before the story was. Nothing is left running.")
        if let keep = options.keep { console.say("What lies in \(keep) is not whole; remove it before the next try.") }
        return false
    }

    private func stayUp(_ acts: [any DemoAct], _ console: DemoConsole, _ interruption: Interruption) async throws {
        for act in acts { console.say(try await act.invitation()) }
        while !interruption.hasHappened {
            do { for act in acts { try await act.goOn() } } catch {
                // On Ctrl-C the terminal tells the servers too, and they may be gone first.
                guard await interruption.explainsFailure() else { throw error }
            }
            try await Task.sleep(for: .milliseconds(150))
        }
    }

    private func stop(_ acts: [any DemoAct]) async {
        for act in acts { await act.stop() }
    }
}

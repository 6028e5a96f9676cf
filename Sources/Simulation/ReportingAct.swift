import Foundation
import OsloCalendar

/// The yearly report: trustee, register, portal and a server with twenty municipalities, each a process of its own, and a
/// season that opens now.
///
/// 1. *settle*: directories, keys, configurations, tenants → `ReportingChain`
/// 2. *seal*: every municipality's extract, before the season
/// 3. *tell*: the season opens; each is sent at its moment, until all stand where the scenario says
/// 4. *read*: a clerk downloads from the portal and opens what came back
actor ReportingAct: DemoAct {
    private let executable: String
    private let staysUp: Bool
    private let clock: @Sendable () -> Date
    private let uuid: @Sendable () -> UUID
    private let scenario = ReportingScenario.season2016
    private var chain: ReportingChain?
    private(set) var verdicts: [ReportingVerdict] = []

    /// Seconds in which the late one is sent, after the last day.
    private static let late: TimeInterval = 3
    /// How long after its last day the story may take, seconds.
    private static let patience: TimeInterval = 150

    /// - Parameter staysUp: whether the parties go on when the story has ended.
    init(
        executable: String, staysUp: Bool, clock: @escaping @Sendable () -> Date, uuid: @escaping @Sendable () -> UUID
    ) {
        self.executable = executable
        self.staysUp = staysUp
        self.clock = clock
        self.uuid = uuid
    }

    var report: ReportingReport { ReportingReport(verdicts, municipalities: chain?.towns.count ?? 0) }

    /// Throws `DemoError.missing` when a program that it runs is not on this machine.
    nonisolated func checkMachine() throws(DemoError) { try Programs(beside: executable).requireAll() }

    func play(_ console: DemoConsole, _ interruption: Interruption) async throws -> Bool {
        // Every step waits for programs, and ends at once when Ctrl-C comes.
        try await interruption.cancelling { try await self.tell(console) }
        return verdicts.allSatisfy(\.isAsExpected)
    }

    private func tell(_ console: DemoConsole) async throws {
        var progress = console.progress
        progress.say("Setting up a trusted third party, a register with its portal, and twenty municipalities.")
        let chain = try await ReportingChain.settle(
            try ReportingTown.all(), season: season(opens: clock() + 3_600, ordinary: 60), executable: executable,
            clock: clock, uuid: uuid)
        self.chain = chain
        progress.say("Each municipality makes its extract and seals it: who to the one, what to the other.")
        var walk = ReportingWalk(scenario, chain: chain)
        let began = clock()
        try await walk.seal()
        // To send takes no longer than to seal, and a slow machine needs a longer season.
        let ordinary = max(8, (1.5 * clock().timeIntervalSince(began)).rounded(.up))
        let season = try season(opens: clock() - 1, ordinary: ordinary)
        try await chain.open(season)
        progress.say("The season opens, and closes in \(Int(ordinary)) seconds.")
        let turns = season.calendar.instants
        while true {
            try await walk.runOnce(turns, now: clock())
            verdicts = walk.verdicts
            progress.show(verdicts)
            if walk.isOver || clock() > turns.late + Self.patience { return }
            try await Task.sleep(for: .milliseconds(200))
            try chain.check()
        }
    }

    private func season(opens: Date, ordinary: TimeInterval) throws(DemoError) -> ReportingSeason {
        try ReportingSeason(opens: opens, ordinary: ordinary, late: Self.late)
    }

    /// What lies on the disks is whole only when nobody writes: the national parties end for as long as it is copied.
    func leave(_ evidence: KeptEvidence) async throws {
        guard let chain else { return }
        for party in ReportingChain.national { await chain.end(party) }
        try evidence.keep(chain)
        guard staysUp else { return }
        for party in ReportingChain.national { try await chain.start(party) }
    }

    func text(_ timeline: Timeline) -> String {
        ReportingText(palette: timeline.palette).text(verdicts, timeline: timeline)
    }

    func conclusion(_ timeline: Timeline) -> String { ReportingText(palette: timeline.palette).conclusion(verdicts) }

    func invitation() -> String {
        guard let chain else { return "" }
        let programs = chain.programs
        return """
            The parties of the report stay up until Ctrl-C. From another terminal:
              \(programs.path(of: .register)) status --config \(chain.ground.configuration(of: .register))
              \(programs.path(of: .towns)) report status --tenant nordbygda --config \
            \(chain.ground.configuration(of: .towns))
            """
    }

    func goOn() throws { try chain?.check() }

    func stop() async { await chain?.stop() }
}

import Certificates
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
    private let clock: @Sendable () -> Date
    private let uuid: @Sendable () -> UUID
    private let scenario = ReportingScenario.season2016
    private var chain: ReportingChain?
    private(set) var verdicts: [ReportingVerdict] = []

    /// Seconds of the season: ordinary submissions, and late ones after them.
    private static let ordinary: TimeInterval = 30
    private static let late: TimeInterval = 8
    /// How long after its opening the story may take, seconds.
    private static let patience: TimeInterval = 90

    init(executable: String, clock: @escaping @Sendable () -> Date, uuid: @escaping @Sendable () -> UUID) {
        self.executable = executable
        self.clock = clock
        self.uuid = uuid
    }

    var report: ReportingReport { ReportingReport(verdicts, municipalities: chain?.towns.count ?? 0) }

    func play(_ console: DemoConsole, _ interruption: Interruption) async throws -> Bool {
        var progress = console.progress
        progress.say("Setting up a trusted third party, a register with its portal, and twenty municipalities.")
        let chain = try await ReportingChain.settle(
            try ReportingTown.all(), season: season(opens: clock() + 3_600), executable: executable, clock: clock,
            uuid: uuid)
        self.chain = chain
        progress.say("Each municipality makes its extract and seals it: who to the one, what to the other.")
        var walk = ReportingWalk(scenario, chain: chain)
        try await walk.seal()
        if interruption.hasHappened { return false }
        let season = try season(opens: clock() - 1)
        try await chain.open(season)
        progress.say("The season opens, and closes in \(Int(Self.ordinary)) seconds.")
        let end = clock() + Self.patience
        while true {
            try await walk.runOnce(season.calendar.instants, now: clock())
            verdicts = walk.verdicts
            progress.show(verdicts)
            if walk.isOver || clock() > end || interruption.hasHappened { break }
            try await Task.sleep(for: .milliseconds(200))
            if !interruption.hasHappened { try chain.check() }
        }
        return verdicts.allSatisfy(\.isAsExpected)
    }

    private func season(opens: Date) throws(DemoError) -> ReportingSeason {
        try ReportingSeason(opens: opens, ordinary: Self.ordinary, late: Self.late)
    }

    func leave(_ evidence: KeptEvidence) async throws {
        guard let chain else { return }
        try evidence.keep(chain.ground, letters: chain.post.letters)
        let keys = chain.trustee.keys
        let year = try keys.national(.trustee, .encryption)
        try evidence.write(keys.issuers, to: "reporting/ca.pem")
        let published = "\(chain.ground.directory(of: .trustee))/year.pem"
        try evidence.write(chain.ground.read(published), to: "reporting/trustee.crt.pem")
        try evidence.write(try ReportingKeys.pem(year.key), to: "reporting/trustee.key.pem")
    }

    func text(_ timeline: Timeline) -> String {
        ReportingText(palette: timeline.palette).text(verdicts, timeline: timeline)
    }

    func conclusion(_ timeline: Timeline) -> String { ReportingText(palette: timeline.palette).conclusion(verdicts) }

    var invitation: String {
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

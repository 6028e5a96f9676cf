import Foundation

/// The exchange of messages: neighbours in this process, three real nodes as child processes, and a story between them.
///
/// 1. *settle*: directories, certificates, register, mail exchange → `Neighbourhood`
/// 2. *start*: the nodes, each set up as an administrator would
/// 3. *tell*: the scenario, round by round → `[MessageVerdict]`
actor ExchangeAct: DemoAct {
    private let executable: String
    private let archive: WireArchive?
    private let clock: @Sendable () -> Date
    private let uuid: @Sendable () -> UUID
    private var neighbourhood: Neighbourhood?
    private(set) var verdicts: [MessageVerdict] = []
    private var isFulfilled = false

    /// How long the story may take, seconds.
    static let patience: TimeInterval = 150

    init(
        executable: String, archive: WireArchive?, clock: @escaping @Sendable () -> Date,
        uuid: @escaping @Sendable () -> UUID
    ) {
        self.executable = executable
        self.archive = archive
        self.clock = clock
        self.uuid = uuid
    }

    func play(_ console: DemoConsole, _ interruption: Interruption) async throws -> Bool {
        var progress = console.progress
        progress.say("Making keys and certificates for five invented organisations.")
        let neighbourhood = try await Neighbourhood.settle(
            scenario: .exchange, executable: executable, archive: archive, clock: clock, uuid: uuid)
        self.neighbourhood = neighbourhood
        progress.say("Starting three servers: a hospital, a GP's office, and two municipalities on one.")
        try await neighbourhood.fleet.start(in: neighbourhood)
        progress.say("The story begins.")
        let director = try await tell(in: neighbourhood, progress: &progress, interruption: interruption)
        guard director.isFulfilled || !interruption.hasHappened else { return false }
        verdicts = try neighbourhood.fleet.withSteps(director.verdicts)
        isFulfilled = director.isFulfilled
        return isFulfilled
    }

    private func tell(
        in neighbourhood: Neighbourhood, progress: inout ProgressPicture, interruption: Interruption
    ) async throws -> Director {
        var director = neighbourhood.director()
        let end = clock() + Self.patience
        while true {
            try await director.runOnce()
            progress.show(director.verdicts)
            if director.isOver || clock() > end || interruption.hasHappened { return director }
            try await Task.sleep(for: .milliseconds(150))
            if !interruption.hasHappened { try neighbourhood.fleet.check() }
        }
    }

    func leave(_ evidence: KeptEvidence) async throws { try await neighbourhood?.leave(evidence, verdicts: verdicts) }

    func text(_ timeline: Timeline) -> String { timeline.text(verdicts) }

    func conclusion(_ timeline: Timeline) -> String { timeline.conclusion(ok: isFulfilled, verdicts: verdicts) }

    func invitation() throws -> String { try neighbourhood?.invitation() ?? "" }

    /// Lets the record systems go on answering.
    func goOn() async throws {
        guard let neighbourhood else { return }
        for system in neighbourhood.recordSystems.values { try await system.runOnce() }
        try neighbourhood.fleet.check()
    }

    func stop() async { await neighbourhood?.stop() }
}

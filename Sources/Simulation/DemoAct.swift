/// One part of the demo: a story that is played to its end, shown, and goes on for those who want to try things by hand.
protocol DemoAct: Sendable {
    /// Sets everything up and tells the story.
    /// - Returns: whether everything ended where the scenario says; false too when it was interrupted.
    func play(_ console: DemoConsole, _ interruption: Interruption) async throws -> Bool

    /// Writes what can be checked afterwards.
    func leave(_ evidence: KeptEvidence) async throws

    /// What became of everything, for people.
    func text(_ timeline: Timeline) async -> String

    /// The sentence that ends it.
    func conclusion(_ timeline: Timeline) async -> String

    /// What to try while it stays up.
    func invitation() async throws -> String

    /// A short while of going on.
    func goOn() async throws

    /// Ends everything it has started.
    func stop() async
}

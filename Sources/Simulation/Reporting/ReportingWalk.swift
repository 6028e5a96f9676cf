import Foundation
import Identifiers
import OsloCalendar

/// Carries the scenario of the reporting forward: seals and sends each submission at its moment, asks how far all have
/// come as a municipality and the register would ask, and lets clerks open what comes back.
struct ReportingWalk {
    private let scenario: ReportingScenario
    private let chain: ReportingChain
    /// Where every submission stood in the last round.
    private(set) var verdicts: [ReportingVerdict]
    private var sealed: [Int: ReportingChain.Sealed] = [:]
    private var sent: Set<Int> = []
    private var desks: [Int: FeedbackDesk] = [:]
    private var nextToAsk = 0

    /// Programs of municipalities that run at a time.
    private static let atOnce = 3

    init(_ scenario: ReportingScenario, chain: ReportingChain) {
        self.scenario = scenario
        self.chain = chain
        verdicts = scenario.submissions.map { ReportingVerdict(row: $0, town: chain.towns[$0.town]) }
    }

    /// Whether the story is over: everything as expected, or something irrevocably not.
    var isOver: Bool { verdicts.allSatisfy(\.isAsExpected) || verdicts.contains(where: \.hasFailed) }

    /// Seals everything that does not answer to a feedback.
    mutating func seal() async throws {
        try await seal(scenario.submissions.indices.filter { scenario.submissions[$0].moment != .afterFeedback })
    }

    /// One round; afterwards `verdicts` says where every submission stands.
    mutating func runOnce(_ turns: SeasonInstants, now: Date) async throws {
        let due = scenario.submissions.indices.filter { !sent.contains($0) && isDue($0, turns, now: now) }
        try await seal(due.filter { sealed[$0] == nil })
        try await send(due)
        try await ask(turns, now: now)
        countLetters()
        try await askRegister()
        try await read()
    }

    // MARK: - Sealing and sending

    private func isDue(_ index: Int, _ turns: SeasonInstants, now: Date) -> Bool {
        switch scenario.submissions[index].moment {
        case .inTime: true
        case .afterLastDay: now >= turns.late
        case .afterFeedback:
            // Who corrects has had the first one's list.
            now >= turns.feedback
                && verdicts.contains {
                    $0.town == verdicts[index].town && $0.row.moment == .inTime && $0.isDone("noticeSent")
                }
        }
    }

    private mutating func seal(_ indices: [Int]) async throws {
        let (chain, scenario) = (chain, scenario)
        let made = try await Self.inTurn(indices) { index in
            let row = scenario.submissions[index]
            let town = chain.towns[row.town]
            let extract = try await chain.extract(
                of: town, name: row.name, persons: row.persons, seed: row.seed, faults: row.faults)
            return try await chain.seal(extract, of: town, kind: row.kind)
        }
        for (index, sealed) in made {
            self.sealed[index] = sealed
            verdicts[index].submission = sealed.submission
            verdicts[index].sequence = sealed.sequence
        }
    }

    private mutating func send(_ indices: [Int]) async throws {
        let (chain, scenario, sealed) = (chain, scenario, sealed)
        let gone = try await Self.inTurn(indices.filter { sealed[$0] != nil }) { index in
            guard let report = sealed[index] else { return }
            let row = scenario.submissions[index]
            try await chain.send(report, of: chain.towns[row.town], by: row.logIn)
        }
        sent.formUnion(gone.keys)
    }

    /// Does something for each, some at a time.
    private static func inTurn<Value: Sendable>(
        _ indices: [Int], _ work: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Int: Value] {
        try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            var done: [Int: Value] = [:]
            for (count, index) in indices.enumerated() {
                if count >= atOnce, let (index, value) = try await group.next() { done[index] = value }
                group.addTask { (index, try await work(index)) }
            }
            for try await (index, value) in group { done[index] = value }
            return done
        }
    }

    // MARK: - Asking

    /// Asks the send module for some municipalities at a time, in turn: each question is a program of its own.
    private mutating func ask(_ turns: SeasonInstants, now: Date) async throws {
        let open = verdicts.indices.filter { index in
            // Until the day of feedback nothing more becomes of what has been controlled and receipted.
            let rests = now < turns.feedback && ["controlled", "receipt"].allSatisfy(verdicts[index].isDone)
            return sent.contains(index) && !verdicts[index].isAsExpected
                && !(rests && verdicts[index].row.expected.countsAs != .test)
        }
        let towns = Set(open.map { scenario.submissions[$0].town }).sorted()
        guard !towns.isEmpty else { return }
        let start = towns.firstIndex { $0 >= nextToAsk } ?? 0
        let asked = (towns[start...] + towns[..<start]).prefix(2 * Self.atOnce)
        nextToAsk = (asked.last ?? 0) + 1
        let chain = chain
        let told = try await Self.inTurn(Array(asked)) { try await chain.standings(of: chain.towns[$0]) }
        for standing in told.values.joined() {
            guard let index = verdicts.firstIndex(where: { $0.submission?.text == standing.submission }) else {
                continue
            }
            verdicts[index].timeline = standing.timeline
            verdicts[index].countsAs = standing.countsAs
        }
    }

    private mutating func askRegister() async throws {
        let isNew = { (verdict: ReportingVerdict) in
            verdict.isDone("controlled") && verdict.findings == nil && verdict.row.expected.findings != nil
        }
        guard verdicts.contains(where: isNew) else { return }
        let counting = try await chain.counting()
        for index in verdicts.indices {
            // One that no longer counts keeps what it had.
            guard let findings = verdicts[index].submission.flatMap({ counting[$0] }) else { continue }
            verdicts[index].findings = findings
        }
    }

    /// Receipts name their submissions; notices name nobody's, and are counted for each municipality.
    private mutating func countLetters() {
        let letters = chain.post.letters.filter { $0.from == ReportingPost.registerSender }
        for index in verdicts.indices {
            guard let id = verdicts[index].submission?.text else { continue }
            let town = verdicts[index].town
            verdicts[index].receipts = letters.count {
                $0.to == town.contactAddress && $0.text.contains(id)
            }
            let own = verdicts.indices.filter { verdicts[$0].town == town }
            let notices = letters.count { $0.to == town.sharedAddress }
            // What is over goes to the last one, where it is one too many.
            let place = own.firstIndex(of: index) ?? 0
            verdicts[index].notices =
                place == own.count - 1 ? max(0, notices - place) : (notices > place ? 1 : 0)
        }
    }

    // MARK: - Reading what came back

    private mutating func read() async throws {
        for index in verdicts.indices {
            guard let reader = verdicts[index].row.reader, verdicts[index].lists.isEmpty,
                verdicts[index].isDone("noticeSent"), let submission = verdicts[index].submission
            else { continue }
            var desk = desks[index] ?? FeedbackDesk(chain: chain, town: verdicts[index].town, submission: submission)
            if let lists = try await desk.work(reader) { verdicts[index].lists = lists }
            desks[index] = desk
        }
    }
}

import Foundation
import MunicipalNode
import Store

/// Search and start of a server whose tenant has years of messages behind it.
struct SearchSection {
    /// Messages stored before.
    let count: Int
    let place: BenchPlace
    let now: Date
    let say: @Sendable (String) -> Void

    /// Beyond this the section asks for another disk, octets.
    private static let spare = 500_000_000
    private static let rounds = 40

    func run() async throws -> SectionReport {
        var report = SectionReport(
            section: .search, title: "Search and start with \(count) stored messages, over the control socket",
            figures: [])
        let needed = StoredPast.estimate(count) + Self.spare
        let free = try DiskSpeed.free(in: place.directory)
        guard free > needed else {
            report.failure =
                "The disk of \(place.directory) has \(free / 1_000_000) MB free and this needs \(needed / 1_000_000) MB; "
                + "give another --directory, or fewer --messages."
            return report
        }
        let town = try await place.town([["kommune"]])
        do {
            try await measure(town, &report)
        } catch {
            await town.stop()
            throw error
        }
        await town.stop()
        return report
    }

    private func measure(_ town: Town, _ report: inout SectionReport) async throws {
        let server = town.servers[0]
        let past = StoredPast(count: count, party: server.parties[0], now: now)
        await server.stop()
        say("writing \(count) messages")
        try await past.write(
            dataDirectory: "\(server.directory)/data", masterKey: "\(server.directory)/master.key")
        let database = "\(server.directory)/data/tenants/\(past.party.tenant)/store.sqlite"
        let size = (try FileManager.default.attributesOfItem(atPath: database)[.size] as? Int) ?? 0
        DiskSpeed.forget(database)
        let start = try await server.start()
        report.figures = [
            Figure("start, database not in memory, until it answers", start, "s", aim: "< 2"),
            Figure("size of the database", Double(size) / 1_000_000, "MB"),
        ]
        say("searching")
        try search(past, at: server.administration, &report)
        report.figures.append(Figure("memory of the server, peak", server.memory.peak, "MB"))
        report.remarks = [
            "Each search gives a page of 50 or what there is. \(min(count, StoredPast.samplesWithContent)) messages have "
                + "their sealed bytes, all have their events and attempts."
        ]
    }

    private func search(_ past: StoredPast, at server: TownAdministration, _ report: inout SectionReport) throws {
        var all: [Double] = []
        for (name, question) in Self.questions {
            var times: [Double] = []
            for round in 0..<Self.rounds {
                var search = MessageSearch(tenant: past.party.tenant)
                // Anywhere in the past, the same places in every run.
                try question(&search, past, (round * 7_919 + 13) * (past.count / 40) % past.count)
                let begin = ContinuousClock.now
                let found = try server.perform(search)
                times.append((ContinuousClock.now - begin).inSeconds)
                guard !found.messages.isEmpty else { throw BenchError("a search found nothing: \(name)") }
            }
            report.figures.append(
                Figure("search \(name), p95", WaitingTimes(times).percentile(95) * 1000, "ms"))
            all += times
        }
        report.figures.append(Figure("search, all kinds, p95", WaitingTimes(all).percentile(95) * 1000, "ms"))
    }

    private typealias Question = @Sendable (inout MessageSearch, StoredPast, Int) throws -> Void

    private static let questions: [(String, Question)] = [
        ("by MsgId", { $0.anyID = $1.msgID($2) }),
        ("by conversation", { $0.anyID = $1.conversationID($2) }),
        ("newest", { _, _, _ in }),
        ("by partner", { $0.partner = try $1.partner($2) }),
        (
            "by partner and type",
            {
                $0.partner = try $1.partner($2)
                $0.action = "UTSKRIVNINGSRAPPORT"
            }
        ),
        ("by state, rare", { search, _, _ in search.states = [.refusedByPartner, .refused] }),
        (
            "by partner in one week",
            {
                $0.partner = try $1.partner($2)
                ($0.since, $0.until) = $1.week(around: $2)
            }
        ),
        (
            "by type and state in one week",
            {
                $0.action = "DIALOG_SVAR"
                $0.states = [.answered, .acknowledged]
                ($0.since, $0.until) = $1.week(around: $2)
            }
        ),
    ]
}

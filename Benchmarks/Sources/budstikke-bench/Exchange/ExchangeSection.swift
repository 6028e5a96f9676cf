import Foundation

/// Exchanges between two servers over the built-in mail exchange, everything durable.
struct ExchangeSection {
    let machine: Machine
    let extent: Extent
    let place: BenchPlace

    /// Octets of the mixed load: most are small, one in twenty is 5 MB.
    private static let mixedSizes =
        Array(repeating: 10_240, count: 12) + Array(repeating: 102_400, count: 5) + [1_000_000, 1_000_000, 5_000_000]

    func run() async throws -> SectionReport {
        var report = SectionReport(
            section: .exchange,
            title: "Exchanges: message, Acknowledgment, AppRec, Acknowledgment between two server processes",
            figures: [])
        try await few(&report)
        try await many(&report)
        report.remarks = [
            "Waiting times run from the record system's rename into out/ to the receipt in receipts/, at half the rate of",
            "the burst. A mailbox that was empty is looked at each second: this is most of the waiting on a calm day.",
            "Six private operations an exchange; servers, mail exchange and record systems share this machine's cores.",
        ]
        return report
    }

    /// One tenant on each server; then the mixed load.
    private func few(_ report: inout SectionReport) async throws {
        let town = try await place.town([["kommune"], ["sykehus"]])
        do {
            let traffic = Traffic(
                pairs: [.init(from: town.servers[0].parties[0], to: town.servers[1].parties[0])], town: town)
            try await measure(traffic, burst: extent.burst, label: "1 tenant", &report)
            let mixed = try await traffic.run(extent.mixed, sizes: Self.mixedSizes, pace: .atOnce)
            report.figures.append(Figure("mixed load up to 5 MB", mixed.rate, "exchanges/s"))
            report.figures += Self.memory("mixed load", town, aim: "< 150")
            report.failure = report.failure ?? mixed.failure
        } catch {
            await town.stop()
            throw error
        }
        await town.stop()
    }

    /// Many tenants on one server, who all write to one on the other.
    private func many(_ report: inout SectionReport) async throws {
        let names = (1...extent.tenants).map { "kommune\($0)" }
        let town = try await place.town([names, ["sykehus"]])
        do {
            let pairs = town.servers[0].parties.map { Traffic.Pair(from: $0, to: town.servers[1].parties[0]) }
            try await measure(
                Traffic(pairs: pairs, town: town), burst: extent.tenants * extent.perTenant,
                label: "\(extent.tenants) tenants", &report)
        } catch {
            await town.stop()
            throw error
        }
        await town.stop()
    }

    private func measure(
        _ traffic: Traffic, burst: Int, label: String, _ report: inout SectionReport
    ) async throws {
        let before = Self.processorSeconds(traffic.town)
        let all = try await traffic.run(burst, pace: .atOnce)
        let used = Self.processorSeconds(traffic.town) - before
        let possible = machine.sign(bits: 2048) * Double(machine.cores) / 6
        report.figures += [
            Figure(
                "\(label), burst of \(burst)", all.rate, "exchanges/s", ratio: all.rate / possible,
                of: "all cores' rsa2048 sign/s / 6", aim: ">= 250"),
            Figure("\(label), processor time of both servers", used * 1000 / Double(burst), "ms/exchange"),
        ]
        let paced = try await traffic.run(extent.paced, pace: .every(2 / max(all.rate, 1)))
        report.figures += paced.acknowledged.figures("\(label), submitted to acknowledged")
        report.figures += paced.accepted.figures("\(label), submitted to AppRec accepted")
        report.figures += Self.memory(label, traffic.town)
        report.failure = report.failure ?? all.failure ?? paced.failure
    }

    private static func memory(_ label: String, _ town: Town, aim: String? = nil) -> [Figure] {
        zip(["sender", "receiver"], town.servers).flatMap { side, server in
            let memory = server.memory
            return [
                Figure("\(label), memory of the \(side), now", memory.resident, "MB"),
                Figure("\(label), memory of the \(side), peak", memory.peak, "MB", aim: aim),
            ]
        }
    }

    private static func processorSeconds(_ town: Town) -> Double {
        town.servers.reduce(0) { $0 + ProcessMemory.processorSeconds(of: $1.identifier) }
    }
}

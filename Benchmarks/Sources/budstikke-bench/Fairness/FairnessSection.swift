import Foundation

/// What a flood from one tenant does to another on the same servers (T-071).
///
/// Both servers have two tenants: the flood goes between the first of each, the quiet documents between the second.
struct FairnessSection {
    let extent: Extent
    let place: BenchPlace

    /// Seconds between two quiet documents.
    private static let interval = 0.2
    /// Documents of the flood that always wait to be taken.
    private static let level = 300

    func run() async throws -> SectionReport {
        let town = try await place.town([["stor", "liten"], ["sykehus", "legekontor"]])
        do {
            let quiet = Traffic(
                pairs: [.init(from: town.servers[0].parties[1], to: town.servers[1].parties[1])], town: town)
            _ = try await quiet.run(10, pace: .every(Self.interval))
            let idle = try await quiet.run(extent.quietDocuments, pace: .every(Self.interval))
            let (flooded, flood) = try await beside(quiet, in: town)
            await town.stop()
            return report(idle: idle, flooded: flooded, flood: flood)
        } catch {
            await town.stop()
            throw error
        }
    }

    private func report(idle: TrafficOutcome, flooded: TrafficOutcome, flood: Double) -> SectionReport {
        let ratio = flooded.acknowledged.percentile(99) / max(idle.acknowledged.percentile(99), 0.001)
        return SectionReport(
            section: .fairness, title: "A quiet tenant beside one that floods both servers",
            figures: idle.acknowledged.figures("idle, submitted to acknowledged")
                + flooded.acknowledged.figures("flooded, submitted to acknowledged") + [
                    Figure("p99 flooded / p99 idle", ratio, "times", aim: "< 2"),
                    Figure("the flood meanwhile", flood, "documents/s taken from its folder"),
                ],
            remarks: ["At least \(Self.level) documents of the flood wait in out/ the whole time."],
            failure: idle.failure ?? flooded.failure)
    }

    /// The quiet documents again while the flood runs; also how many documents of the flood a second were taken.
    private func beside(_ quiet: Traffic, in town: Town) async throws -> (TrafficOutcome, Double) {
        let source = town.servers[0].parties[0]
        let flood = Flood(
            from: source, to: town.servers[1].parties[0], folder: RecordFolder(path: town.ground.folder(of: source)),
            level: Self.level)
        return try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask { try await flood.run() }
            try await Task.sleep(for: .seconds(3))
            let begin = ContinuousClock.now
            let outcome = try await quiet.run(extent.quietDocuments, pace: .every(Self.interval))
            let seconds = (ContinuousClock.now - begin).inSeconds + 3
            group.cancelAll()
            let submitted = try await group.next() ?? 0
            return (outcome, Double(submitted - Self.level) / seconds)
        }
    }
}

/// A record system that always has more to send.
struct Flood: Sendable {
    let from: TownParty
    let to: TownParty
    let folder: RecordFolder
    /// Documents that wait at least.
    let level: Int

    /// Fills the folder up until the task is cancelled; returns how many documents it has submitted.
    func run() async throws -> Int {
        var count = 0
        while !Task.isCancelled {
            for _ in try 0..<max(0, level - folder.waiting()) {
                let id = UUID()
                let document = SizedDocument.bytes(
                    usualSize: Correspondents.usualSize, from: from.inDocuments, to: to.inDocuments, msgID: id,
                    now: Date())
                let name = id.uuidString.lowercased()
                try folder.prepare(document, name: name)
                _ = try folder.release(name)
                count += 1
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
        return count
    }
}

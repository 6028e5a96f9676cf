import Foundation

/// Documents on their way between parties of a town, and what became of them.
struct Traffic: Sendable {
    struct Pair: Sendable {
        let from: TownParty
        let to: TownParty
    }

    /// When documents are submitted.
    enum Pace: Sendable {
        case atOnce
        /// One after the other, so many seconds apart.
        case every(Double)
    }

    let pairs: [Pair]
    let town: Town
    /// Seconds without any new receipt after which a run is given up.
    var patience = 60.0

    /// Submits `count` documents, taking the pairs in turn, and waits until all four messages of each exchange are there.
    /// - Parameter sizes: octets of the documents, used in turn.
    func run(_ count: Int, sizes: [Int] = [Correspondents.usualSize], pace: Pace) async throws -> TrafficOutcome {
        let documents = try prepare(count, sizes: sizes)
        let watch = try ReceiptWatch(pairs: pairs, ground: town.ground)
        let answering = try Answering(receivers, on: town.ground)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await answering.run() }
            defer { group.cancelAll() }
            let submitted = try await release(documents, pace: pace)
            try await watch.wait(forExchanges: count, patience: patience, in: town)
            return try watch.outcome(of: submitted)
        }
    }

    // MARK: - Stages

    private struct Prepared {
        let folder: RecordFolder
        let name: String
    }

    private var receivers: [TownParty] {
        var seen: Set<String> = []
        return pairs.map(\.to).filter { seen.insert($0.name).inserted }
    }

    private func prepare(_ count: Int, sizes: [Int]) throws -> [Prepared] {
        try (0..<count).map { index in
            let pair = pairs[index % pairs.count]
            let id = UUID()
            let name = id.uuidString.lowercased()
            let document = SizedDocument.bytes(
                usualSize: sizes[index % sizes.count], from: pair.from.inDocuments, to: pair.to.inDocuments, msgID: id,
                now: Date())
            let folder = RecordFolder(path: town.ground.folder(of: pair.from))
            try folder.prepare(document, name: name)
            return Prepared(folder: folder, name: name)
        }
    }

    /// Returns when each document was submitted, by MsgId.
    private func release(_ documents: [Prepared], pace: Pace) async throws -> [String: Double] {
        var submitted: [String: Double] = [:]
        let begin = ContinuousClock.now
        for (index, document) in documents.enumerated() {
            if case .every(let seconds) = pace {
                try await Task.sleep(until: begin + .seconds(seconds * Double(index)))
            }
            submitted[document.name] = try document.folder.release(document.name)
        }
        return submitted
    }
}

/// How a run of exchanges ended.
struct TrafficOutcome: Sendable {
    let submitted: Int
    /// Exchanges of which all four messages arrived.
    let complete: Int
    /// From the first submission to the last receipt.
    let seconds: Double
    let acknowledged: WaitingTimes
    let accepted: WaitingTimes

    var rate: Double { seconds > 0 ? Double(complete) / seconds : 0 }
    var failure: String? {
        complete == submitted ? nil : "only \(complete) of \(submitted) exchanges were completed"
    }
}

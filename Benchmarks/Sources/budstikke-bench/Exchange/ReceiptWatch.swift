import Foundation

/// Sees from the receipts in the record systems' folders how far exchanges have come.
///
/// The sender gets two for each exchange (acknowledged, AppRec accepted); the receiver gets one for its AppRec
/// (acknowledged). While waiting, names are only counted: reading them would take processor time from the servers.
struct ReceiptWatch {
    private struct Watched {
        let folder: RecordFolder
        let earlier: Set<String>

        func new() throws -> Set<String> { try folder.receiptNames().subtracting(earlier) }
    }

    private let senders: [Watched]
    private let receivers: [Watched]

    init(pairs: [Traffic.Pair], ground: TownGround) throws {
        func watched(_ parties: [TownParty]) throws -> [Watched] {
            let paths = Set(parties.map { ground.folder(of: $0) })
            return try paths.sorted().map { path in
                let folder = RecordFolder(path: path)
                return Watched(folder: folder, earlier: try folder.receiptNames())
            }
        }
        senders = try watched(pairs.map(\.from))
        receivers = try watched(pairs.map(\.to))
    }

    /// Returns when all receipts are there, or none came for so many seconds.
    func wait(forExchanges count: Int, patience: Double, in town: Town) async throws {
        var last = (count: 0, at: ContinuousClock.now)
        while true {
            let here = try (senders + receivers).reduce(0) { $0 + (try $1.new().count) }
            if here >= 3 * count { return }
            if here > last.count { last = (here, .now) }
            if ContinuousClock.now - last.at > .seconds(patience) { return }
            for server in town.servers { try server.check() }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    /// - Parameter submitted: when each document was submitted, by MsgId.
    func outcome(of submitted: [String: Double]) throws -> TrafficOutcome {
        var acknowledged: [String: Double] = [:]
        var accepted: [String: Double] = [:]
        for sender in senders {
            for receipt in try sender.folder.receipts(sender.new()) {
                switch receipt.outcome {
                case "acknowledged": acknowledged[receipt.msgID] = receipt.at
                case "appRecAccepted": accepted[receipt.msgID] = receipt.at
                default: continue
                }
            }
        }
        let answers = try receivers.flatMap { try $0.folder.receipts($0.new()) }.filter { $0.outcome == "acknowledged" }
        let begin = submitted.values.min() ?? 0
        let end = [accepted.values.max(), acknowledged.values.max(), answers.map(\.at).max()].compactMap(\.self).max()
        func times(_ seen: [String: Double]) -> WaitingTimes {
            WaitingTimes(submitted.compactMap { id, at in seen[id].map { $0 - at } })
        }
        return TrafficOutcome(
            submitted: submitted.count, complete: min(times(acknowledged).count, times(accepted).count, answers.count),
            seconds: (end ?? begin) - begin, acknowledged: times(acknowledged), accepted: times(accepted))
    }
}

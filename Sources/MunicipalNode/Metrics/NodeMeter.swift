import Synchronization

/// What the node has counted since it started. Nothing here is ever stored.
final class NodeMeter: Sendable {
    private struct Key: Hashable {
        let metric: NodeMetric
        let labels: [String]
    }

    private let counts = Mutex<[Key: Int]>([:])

    /// Counts on; with 0 the series exists from then on, so that its first step is seen as one.
    ///
    /// - Parameter labels: values in the order of ``NodeMetric/labels``; codes and names of tenants only.
    func count(_ metric: NodeMetric, _ labels: String..., by number: Int = 1) {
        counts.withLock { $0[Key(metric: metric, labels: labels), default: 0] += number }
    }

    /// All that was counted of one metric, by its labels.
    func counted(_ metric: NodeMetric) -> [(labels: [String], count: Int)] {
        counts.withLock { counts in counts.filter { $0.key.metric == metric }.map { ($0.key.labels, $0.value) } }
            .sorted { $0.labels.lexicographicallyPrecedes($1.labels) }
    }
}

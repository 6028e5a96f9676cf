/// How long things took, seconds.
struct WaitingTimes: Sendable {
    private let sorted: [Double]

    init(_ seconds: [Double]) { sorted = seconds.sorted() }

    var count: Int { sorted.count }

    /// The nearest-rank percentile; 0 when nothing was measured.
    func percentile(_ percent: Double) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = Int((percent / 100 * Double(sorted.count)).rounded(.up))
        return sorted[min(max(rank, 1), sorted.count) - 1]
    }

    /// p50 and p99 in milliseconds.
    func figures(_ name: String) -> [Figure] {
        [
            Figure("\(name), p50", percentile(50) * 1000, "ms"),
            Figure("\(name), p99 of \(count)", percentile(99) * 1000, "ms"),
        ]
    }
}

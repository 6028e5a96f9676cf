import Foundation

/// How far two samples are from having been drawn from one distribution, by two measures of which each is near 0 when
/// they have, and seldom beyond 3 or -3.
struct SampleComparison {
    /// Welch's t: how far the means lie from each other, in standard errors. One very late answer can hide much from it.
    let t: Double
    /// Mann and Whitney's U as a normal deviate: how often a value of the one exceeds one of the other, whatever they are.
    let z: Double

    /// - Precondition: two values or more in each, and not all of them equal.
    init(_ one: [Double], _ other: [Double]) {
        t = Self.welch(one, other)
        z = Self.mannWhitney(one, other)
    }

    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    private static func welch(_ one: [Double], _ other: [Double]) -> Double {
        let (a, b) = (moments(one), moments(other))
        return (a.mean - b.mean) / (a.variance / Double(one.count) + b.variance / Double(other.count)).squareRoot()
    }

    private static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, squares / Double(values.count - 1))
    }

    /// Ranks over both samples, equal values sharing theirs; the variance is corrected for those that are shared.
    private static func mannWhitney(_ one: [Double], _ other: [Double]) -> Double {
        let all = (one.map { (value: $0, isOne: true) } + other.map { (value: $0, isOne: false) })
            .sorted { $0.value < $1.value }
        var (rankSum, ties, start) = (0.0, 0.0, 0)
        while start < all.count {
            let end = all[start...].firstIndex { $0.value > all[start].value } ?? all.count
            let shared = Double(end - start)
            let rank = (Double(start) + 1 + Double(end)) / 2
            rankSum += rank * Double(all[start..<end].count { $0.isOne })
            ties += shared * shared * shared - shared
            start = end
        }
        let (m, n) = (Double(one.count), Double(other.count))
        let u = rankSum - m * (m + 1) / 2
        let variance = m * n / 12 * ((m + n + 1) - ties / ((m + n) * (m + n - 1)))
        return (u - m * n / 2) / variance.squareRoot()
    }
}

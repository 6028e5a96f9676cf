import Foundation

/// In what share of the weeks something comes, for each of some parts of the week; older weeks count less.
struct Habit: Sendable, Equatable, Codable {
    /// In how many of the weeks that count something came.
    private(set) var active: [Double]
    /// How many weeks count.
    private var watched: [Double]

    /// What a week counts for in the week after: a half in half a year.
    private static let keep = 0.97

    init(parts: Int) {
        active = Array(repeating: 0, count: parts)
        watched = active
    }

    mutating func note(_ part: Int, isActive: Bool) {
        // Rounded, for they are written down after arrivals.
        func next(_ value: Double, _ more: Double) -> Double { ((value * Self.keep + more) * 1_000).rounded() / 1_000 }
        active[part] = next(active[part], isActive ? 1 : 0)
        watched[part] = next(watched[part], 1)
    }

    /// How unusual it is that nothing came in a part of the week, or in the share of it that has passed.
    func weight(_ part: Int, passed: Double = 1) -> Double { -log(1 - passed * active[part] / (watched[part] + 1)) }
}

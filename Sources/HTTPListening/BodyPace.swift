import NIOCore

/// How long a body may go on: a grace, and then as long as it keeps coming quickly enough. What came faster than it had to
/// counts for a while and no longer, so that nobody can send all but the last octet and then hold it.
struct BodyPace {
    private(set) var received = 0
    private var paidUntil: NIODeadline
    private let end: NIODeadline
    private let grace: TimeAmount
    private let bytesPerSecond: Int64

    /// How much faster than `bodyBytesPerSecond` the longest body that is allowed must come on the whole.
    private static let hurry: Int64 = 16

    init(_ limits: HTTPListenerLimits, begunAt: NIODeadline) {
        grace = TimeAmount(limits.bodyGrace)
        bytesPerSecond = Int64(max(limits.bodyBytesPerSecond, 1))
        paidUntil = begunAt + grace
        end = paidUntil + .milliseconds(Int64(limits.bodyBytes) * 1000 / (bytesPerSecond * Self.hurry))
    }

    mutating func take(_ octets: Int, at now: NIODeadline) {
        received += octets
        let paid = max(paidUntil, now) + .milliseconds(Int64(octets) * 1000 / bytesPerSecond)
        paidUntil = min(paid, max(paidUntil, now + grace))
    }

    /// When the connection ends unless more has come by then.
    var deadline: NIODeadline { min(paidUntil, end) }
}

import Synchronization

/// A number of places to work in, given out in the order they are asked for.
///
/// Each tenant's loop asks for one job's places at a time, so tenants take turns and a flood from one cannot starve
/// another (T-071). Work on a large message takes more than one place, up to all of them, so that the places bound how
/// much is held in memory at a time, and small messages still go side by side.
public final class Slots: Sendable {
    private struct Waiting {
        let places: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var free: Int
        var waiting: [Waiting] = []
        var next = 0
    }

    /// Octets of a message for each place beyond the first.
    package static let octetsPerPlace = 256 * 1024

    let count: Int
    private let state: Mutex<State>

    /// - Parameter count: places in all, at least one.
    public init(_ count: Int) {
        self.count = max(1, count)
        state = Mutex(State(free: self.count))
    }

    /// How many are waiting for their places.
    package var waiting: Int { state.withLock { $0.waiting.count - $0.next } }

    /// How many places work on a message of so many octets takes.
    func places(for octets: Int) -> Int { min(count, 1 + octets / Self.octetsPerPlace) }

    /// Waits for this many places, and for whoever has asked before.
    /// - Parameter places: no more than there are in all.
    public func acquire(_ places: Int = 1) async {
        await withCheckedContinuation { continuation in
            let taken = state.withLock { state -> Bool in
                if state.next == state.waiting.count, state.free >= places {
                    state.free -= places
                    return true
                }
                state.waiting.append(Waiting(places: places, continuation: continuation))
                return false
            }
            if taken { continuation.resume() }
        }
    }

    /// Gives the places to those who have waited longest.
    public func release(_ places: Int = 1) {
        let served = state.withLock { state -> [Waiting] in
            state.free += places
            var served: [Waiting] = []
            while state.next < state.waiting.count, state.waiting[state.next].places <= state.free {
                state.free -= state.waiting[state.next].places
                served.append(state.waiting[state.next])
                state.next += 1
            }
            if state.next == state.waiting.count || state.next > 256 {
                state.waiting.removeFirst(state.next)
                state.next = 0
            }
            return served
        }
        for waiting in served { waiting.continuation.resume() }
    }
}

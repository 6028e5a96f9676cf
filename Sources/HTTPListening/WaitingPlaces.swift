import Synchronization

/// Who holds connections on which nothing is asked: so that one address cannot hold all that there are.
final class WaitingPlaces: Sendable {
    private let each: Int
    private let held = Mutex<[String: Int]>([:])

    /// - Parameter connections: all that the listener has; one address may wait on a quarter of them.
    init(of connections: Int) { each = max(1, connections / 4) }

    /// False when the address waits on as many as it may; it is counted all the same, until it leaves.
    func enter(_ address: String) -> Bool {
        held.withLock { held in
            held[address, default: 0] += 1
            return held[address, default: 0] <= each
        }
    }

    func leave(_ address: String) {
        held.withLock { held in
            let left = held[address, default: 1] - 1
            held[address] = left > 0 ? left : nil
        }
    }

    /// Addresses that wait on a connection now.
    var addresses: Int { held.withLock { $0.count } }
}

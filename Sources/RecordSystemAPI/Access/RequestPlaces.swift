import Synchronization
import Texts

/// How many requests of one record system are worked on at a time, so that none takes the whole server.
final class RequestPlaces: Sendable {
    private let limit: Int
    private let taken = Mutex<[String: Int]>([:])

    /// - Parameter limit: at a time, for each record system; waiting for news counts too.
    init(limit: Int = 32) {
        self.limit = limit
    }

    /// - Throws: `Problem.tooManyRequests` when all places are taken; what `body` throws.
    func holding<Value>(one name: String, _ body: () async throws -> Value) async throws -> Value {
        let got = taken.withLock { taken in
            guard taken[name, default: 0] < limit else { return false }
            taken[name, default: 0] += 1
            return true
        }
        guard got else { throw Problem(.tooManyRequests, retryAfter: 1) }
        defer {
            taken.withLock { taken in
                let left = taken[name, default: 1] - 1
                taken[name] = left > 0 ? left : nil
            }
        }
        return try await body()
    }
}

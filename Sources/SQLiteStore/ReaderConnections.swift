import GRDB
import SQLiteAccess
import Store
import Synchronization

/// The connections that only read one tenant's database, each opened when it is first needed.
///
/// They are plain queues and no `DatabasePool` of GRDB's: that asks for the schema's version before every read, because
/// its schema may change under it, and takes more time to give a connection out than most reads need.
final class ReaderConnections: Sendable {
    private struct Reader {
        let queue: DatabaseQueue
        var users = 0
    }

    private struct State {
        var readers: [Reader] = []
        var isClosed = false
    }

    private let path: String
    private let configuration: Configuration
    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: at most so many are opened; who finds all of them busy waits.
    init(path: String, cacheKibibytes: Int, limit: Int) {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.allowsUnsafeTransactions = true
        configuration.label = "tenant-reader"
        let settings = ConnectionSettings.tenant(cacheKibibytes: cacheKibibytes)
        configuration.prepareDatabase { try settings.applyToReader(Connection($0)) }
        self.path = path
        self.configuration = configuration
        self.limit = max(1, limit)
    }

    /// Runs `body` on a snapshot, on the caller's thread.
    func read<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        let (index, queue) = try take()
        defer { state.withLock { if !$0.isClosed { $0.readers[index].users -= 1 } } }
        return try queue.inDatabase { database in
            let connection = Connection(database)
            try connection.run("BEGIN")
            defer { try? connection.run("COMMIT") }
            return try body(connection)
        }
    }

    /// Closes all; who reads afterwards is refused.
    func close() throws {
        let readers = state.withLock { state in
            defer { state = State(isClosed: true) }
            return state.readers
        }
        for reader in readers { try reader.queue.close() }
    }

    /// One that nobody uses, a new one, or the one that fewest wait for.
    private func take() throws -> (index: Int, queue: DatabaseQueue) {
        try state.withLock { state in
            guard !state.isClosed else { throw StoreError.failed("The database is closed.") }
            let leastUsed = state.readers.indices.min { state.readers[$0].users < state.readers[$1].users }
            var index = leastUsed ?? 0
            if state.readers.count < limit, leastUsed.map({ state.readers[$0].users > 0 }) ?? true {
                state.readers.append(Reader(queue: try DatabaseQueue(path: path, configuration: configuration)))
                index = state.readers.count - 1
            }
            state.readers[index].users += 1
            return (index, state.readers[index].queue)
        }
    }
}

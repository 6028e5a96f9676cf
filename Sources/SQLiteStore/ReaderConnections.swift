import GRDB
import SQLiteAccess
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

    private let path: String
    private let configuration: Configuration
    private let limit: Int
    private let readers = Mutex<[Reader]>([])

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
        defer { readers.withLock { $0[index].users -= 1 } }
        return try queue.inDatabase { database in
            let connection = Connection(database)
            try connection.run("BEGIN")
            defer { try? connection.run("COMMIT") }
            return try body(connection)
        }
    }

    /// Closes all. Nobody may read any more.
    func close() throws {
        try readers.withLock { readers in
            for reader in readers { try reader.queue.close() }
            readers.removeAll()
        }
    }

    /// One that nobody uses, a new one, or the one that fewest wait for.
    private func take() throws -> (index: Int, queue: DatabaseQueue) {
        try readers.withLock { readers in
            let leastUsed = readers.indices.min { readers[$0].users < readers[$1].users }
            var index = leastUsed ?? 0
            if readers.count < limit, leastUsed.map({ readers[$0].users > 0 }) ?? true {
                readers.append(Reader(queue: try DatabaseQueue(path: path, configuration: configuration)))
                index = readers.count - 1
            }
            readers[index].users += 1
            return (index, readers[index].queue)
        }
    }
}

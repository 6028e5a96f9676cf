import Store
import Synchronization

/// Whether the disk still keeps what it is told to keep. Once lost, it stays lost until the process is started again.
final class Durability: Sendable {
    private let lost = Mutex<String?>(nil)
    private let onLoss: @Sendable (String) -> Void

    init(onLoss: @escaping @Sendable (String) -> Void) { self.onLoss = onLoss }

    /// Throws `StoreError.notDurable` from the first loss on.
    func check() throws {
        if let reason = lost.withLock({ $0 }) { throw StoreError.notDurable(reason) }
    }

    /// Runs work that writes: a failing disk in it is the loss, other failures become the store's errors.
    func guarding<Value>(_ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch {
            throw storeError(for: error)
        }
    }

    /// What a caller of the store is told about an error met while writing.
    func storeError(for error: any Error) -> any Error {
        guard let failure = SQLiteFailure(error) else { return error }
        return failure.isLossOfDurability ? lose(failure) : failure.storeError
    }

    /// Records the loss and tells the node, once; returns the error for everyone concerned.
    private func lose(_ failure: SQLiteFailure) -> StoreError {
        let (reason, first) = lost.withLock { lost in
            let first = lost == nil
            let reason = lost ?? failure.description
            lost = reason
            return (reason, first)
        }
        if first { onLoss(reason) }
        return .notDurable(reason)
    }
}

import Synchronization

/// Whether the disk still keeps what it is told to keep. Once lost, it stays lost until the process is started again.
package final class Durability<Failure: StorageError>: Sendable {
    private let lost = Mutex<String?>(nil)
    private let onLoss: @Sendable (String) -> Void

    package init(onLoss: @escaping @Sendable (String) -> Void) { self.onLoss = onLoss }

    /// Throws the store's error for `StorageTrouble.notDurable` from the first loss on.
    package func check() throws {
        if let reason = lost.withLock({ $0 }) { throw Failure(.notDurable(reason: reason)) }
    }

    /// Runs work that writes: a failing disk in it is the loss, other failures become the store's errors.
    package func guarding<Value>(_ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch {
            throw storeError(for: error)
        }
    }

    /// What a caller of the store is told about an error met while writing.
    package func storeError(for error: any Error) -> any Error {
        if error is Migration.NewerVersion { return Failure(.newerVersion) }
        guard let failure = SQLiteFailure(error) else { return error }
        return failure.isLossOfDurability ? lose(failure) : Failure(failure.trouble)
    }

    /// Records the loss and tells the program, once; returns the error for everyone concerned.
    private func lose(_ failure: SQLiteFailure) -> Failure {
        let (reason, first) = lost.withLock { lost in
            let first = lost == nil
            let reason = lost ?? failure.description
            lost = reason
            return (reason, first)
        }
        if first { onLoss(reason) }
        return Failure(.notDurable(reason: reason))
    }
}

package import SQLiteAccess
import Store

/// Whether the installation's disk still keeps what it is told to keep; one for all databases of a store.
typealias Durability = SQLiteAccess.Durability<StoreError>

extension StoreError: StorageError {
    package init(_ trouble: StorageTrouble) {
        self =
            switch trouble {
            case .locked: .locked
            case .full: .full
            case .notDurable(let reason): .notDurable(reason)
            case .damaged(let code): .failed("The database is damaged (\(code)).")
            case .newerVersion: .failed("The data directory was written by a newer version of the program.")
            case .file(let number): .failed("The data directory cannot be used (\(number)).")
            case .database(let failure) where failure.isConstraint:
                .failed("A rule of the database forbids this change (\(failure.code)).")
            case .database(let failure): .failed(failure.description)
            }
    }

    /// Runs work that only reads or opens, and translates its failures for callers of the store. A failing disk is told
    /// without being a loss: nothing was written.
    static func translated<Value>(_ work: () throws -> Value) throws -> Value {
        do {
            return try work()
        } catch is Migration.NewerVersion {
            throw StoreError(.newerVersion)
        } catch {
            guard let failure = SQLiteFailure(error) else { throw error }
            throw failure.isLossOfDurability ? StoreError.failed(failure.description) : StoreError(failure.trouble)
        }
    }
}

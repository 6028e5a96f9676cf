package import SQLiteAccess

/// Why the register's own data could not be read or written. No value of a row is ever in it.
public enum RegisterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another process has the data directory.
    case locked
    /// There is no room on the disk.
    case full
    /// The disk failed to keep what was written; nothing may be written until the process is started again.
    case notDurable
    /// What is stored was changed from outside, or the disk is damaged.
    case damaged
    /// The data directory was written by a newer version of the program.
    case newerVersion
    /// The data directory belongs to another master key.
    case otherMasterKey
    /// There is no municipality, season or submission of this name.
    case unknown
    /// A step was asked for in a state that does not allow it.
    case wrongState
    /// The key that joined the submission's parts is destroyed; it cannot be joined again.
    case keyDestroyed
    /// The operating system or the database refused, with its own code.
    case failed(Int32)

    public var description: String {
        switch self {
        case .locked: "The data directory is in use by another process."
        case .full: "There is no room left on the disk."
        case .notDurable: "The disk no longer keeps what is written. The process must be started again."
        case .damaged: "Stored data are damaged or were changed from outside."
        case .newerVersion: "The data directory was written by a newer version of the program."
        case .otherMasterKey: "The master key is not the one this data directory was made with."
        case .unknown: "There is no such entry."
        case .wrongState: "The submission is not in the state that this step needs."
        case .keyDestroyed: "The key for joining this submission has been destroyed."
        case .failed(let code): "The store answered with code \(code)."
        }
    }
}

extension RegisterError: StorageError {
    package init(_ trouble: StorageTrouble) {
        self =
            switch trouble {
            case .locked: .locked
            case .full: .full
            case .notDurable: .notDurable
            case .damaged: .damaged
            case .newerVersion: .newerVersion
            case .file(let number): .failed(number)
            case .database(let failure): .failed(failure.code)
            }
    }
}

typealias DurableFile = StoredFile<RegisterError>

package import SQLiteAccess

/// Why the trustee's store did not do as asked. What a sender did wrong is never one of these: that is a returned value.
public enum TrusteeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another process holds the data directory.
    case locked
    /// The data directory was written by a newer version of the program.
    case newerVersion
    /// The master key is not the one the data directory was made with.
    case otherMasterKey
    /// No space is left.
    case full
    /// The disk did not keep what it was told to keep: the process must be started again.
    case notDurable
    /// A row or file holds what no sound one can hold, or was changed.
    case damaged
    /// A file or directory could not be made, read or written; the operating system's number.
    case file(Int32)
    /// The database answered with this code.
    case database(Int32)
    /// There is no such municipality, submission, key, vault or request.
    case unknown
    /// A step that must come first has not been done, or this one is done already.
    case wrongState
    /// A vault's pseudonyms are being replaced: nothing is pseudonymised until the register has the new ones.
    case rekeying
    /// No key of this year has been made, or it was destroyed.
    case noKey

    public var description: String {
        switch self {
        case .locked: "Another process is using the data directory."
        case .newerVersion: "The data directory was written by a newer version of the program."
        case .otherMasterKey: "The master key is not the one this data directory was made with."
        case .full: "No space is left on the disk."
        case .notDurable: "The disk does not keep what is written; the program must be started again."
        case .damaged: "The store is damaged."
        case .file(let number): "A file could not be used (system error \(number))."
        case .database(let code): "The database answered with code \(code)."
        case .unknown: "There is nothing stored under this name."
        case .wrongState: "This cannot be done in the present state."
        case .rekeying: "The pseudonyms are being replaced."
        case .noKey: "There is no key for this year."
        }
    }
}

extension TrusteeError: StorageError {
    package init(_ trouble: StorageTrouble) {
        self =
            switch trouble {
            case .locked: .locked
            case .full: .full
            case .notDurable: .notDurable
            case .damaged: .damaged
            case .newerVersion: .newerVersion
            case .file(let number): .file(number)
            case .database(let failure): .database(failure.code)
            }
    }
}

typealias DurableDatabase = SQLiteAccess.DurableDatabase<TrusteeError>
typealias DurableFile = StoredFile<TrusteeError>

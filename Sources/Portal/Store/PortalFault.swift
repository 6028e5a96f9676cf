package import SQLiteAccess

/// Why the portal's store did not do as asked: a code, never a value of a row.
public enum PortalFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Another process has the data directory.
    case locked
    /// No space is left.
    case full
    /// The disk failed: nothing more is written until the process is started again.
    case notDurable
    case damaged
    /// The database was made by a newer version of the program.
    case newerVersion
    /// The data directory belongs to another master key.
    case otherMasterKey
    /// The operating system or the database refused, with its own code.
    case failed(Int32)

    public var description: String {
        switch self {
        case .locked: "Another process has the portal's data directory."
        case .full: "No space is left for the portal's database."
        case .notDurable: "The disk failed under the portal's database; start the program again once it is mended."
        case .damaged: "The portal's database is damaged."
        case .newerVersion: "The portal's database was made by a newer version of the program."
        case .otherMasterKey: "The portal's data directory belongs to another master key."
        case .failed(let code): "The portal's data directory cannot be used (code \(code))."
        }
    }
}

extension PortalFault: StorageError {
    package init(_ trouble: StorageTrouble) {
        self =
            switch trouble {
            case .locked: .locked
            case .full: .full
            case .notDurable: .notDurable
            case .damaged: .damaged
            case .newerVersion: .newerVersion
            case .file(let code): .failed(code)
            case .database(let failure): .failed(failure.code)
            }
    }
}

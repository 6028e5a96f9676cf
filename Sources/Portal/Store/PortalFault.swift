import GRDB

/// Why the portal's store did not do as asked: a code, never a value of a row.
public enum PortalFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// No space is left.
    case full
    /// The disk failed: nothing more is written until the process is started again.
    case notDurable
    case damaged
    /// The database was made by a newer version of the program.
    case newerVersion
    /// SQLite's extended result code.
    case failed(Int32)

    public var description: String {
        switch self {
        case .full: "No space is left for the portal's database."
        case .notDurable: "The disk failed under the portal's database; start the program again once it is mended."
        case .damaged: "The portal's database is damaged."
        case .newerVersion: "The portal's database was made by a newer version of the program."
        case .failed(let code): "The portal's database answered with code \(code)."
        }
    }

    /// The fault behind an error of GRDB's; nil for every other error.
    init?(_ error: any Error) {
        guard let error = error as? DatabaseError else { return nil }
        self =
            switch error.resultCode {
            case .SQLITE_FULL: .full
            case .SQLITE_IOERR: .notDurable
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .damaged
            default: .failed(error.extendedResultCode.rawValue)
            }
    }
}

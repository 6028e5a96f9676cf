/// Why a master key is not used, or does not open something.
public enum MasterKeyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no file at the path, or it cannot be read by this user.
    case unreadable
    /// The path does not lead to an ordinary file of this user's or root's.
    case notOrdinaryFile
    /// Someone else may read, write or execute the file: it must be mode 0600 or 0400, or root's with mode 0440
    /// and group root, as service managers hand over credentials.
    case permissionsTooWide
    /// The file lies inside the data directory, where a copy of the data would take the key along.
    case insideDataDirectory
    /// The file holds neither 32 bytes nor 64 hexadecimal digits.
    case malformed
    /// A file is already there; a master key is never overwritten.
    case exists
    /// The file could not be written.
    case notWritten
    /// The value was wrapped under another master key.
    case otherMasterKey
    /// The value was wrapped for another context, or it was changed.
    case notAuthentic

    public var description: String {
        switch self {
        case .unreadable: "The master key file cannot be read."
        case .notOrdinaryFile: "The master key must be an ordinary file owned by the server's user or by root."
        case .permissionsTooWide: "The master key file must be readable by its owner alone (mode 0600 or 0400)."
        case .insideDataDirectory: "The master key must lie outside the data directory."
        case .malformed: "The master key file must hold 32 bytes or 64 hexadecimal digits."
        case .exists: "There is already a file where the master key should be written."
        case .notWritten: "The master key file could not be written."
        case .otherMasterKey: "This was wrapped under another master key."
        case .notAuthentic: "This was wrapped for something else, or it was changed."
        }
    }
}

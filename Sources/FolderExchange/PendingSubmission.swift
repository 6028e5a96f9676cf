public import Foundation

/// A document that waits in `out`: known by its file, not read yet.
public struct PendingSubmission: Sendable, Equatable {
    /// The file's name in `out`, as the record system chose it; ends with `.xml`.
    public let name: String
    /// Octets.
    public let size: Int
    /// When the record system last wrote to it.
    public let writtenAt: Date
    /// Tells this very content from another that later has the same name.
    let identity: FileIdentity
}

/// What reading a submission gave.
public enum SubmissionContent: Sendable, Equatable {
    /// The whole document, byte for byte.
    case document([UInt8])
    /// Larger than allowed; it was not read. Octets.
    case tooLarge(size: Int, limit: Int)
    /// Gone, or replaced by another file since it was listed: list again.
    case changed
}

/// What moving a submission out of `out` gave.
public enum SubmissionMove: Sendable, Equatable {
    /// It now has this name in `taken` or `refused`.
    case moved(name: String)
    /// The file is no longer the one that was read. It stays in `out` and is listed again.
    case changed
}

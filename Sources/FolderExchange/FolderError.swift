/// Why the folder could not be used. Carries areas and the system's error numbers, never content or file names.
public struct FolderError: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The folder or one of its areas is missing, is no directory or is a symbolic link.
        case unavailable
        /// The system refused an operation, such as for lack of permission.
        case failed
        /// No room left; nothing was kept and it may be tried again.
        case full
        /// The disk refused to make data durable: the process must stop.
        case notDurable
    }

    public let code: Code
    /// Where it happened; nil for the folder itself.
    public let area: FolderArea?
    /// `errno` of the call that failed.
    public let errorNumber: Int32

    public init(_ code: Code, _ area: FolderArea?, errorNumber: Int32) {
        self.code = code
        self.area = area
        self.errorNumber = errorNumber
    }

    public var description: String { "folder \(code.rawValue) in \(area?.rawValue ?? "root") (errno \(errorNumber))" }
}

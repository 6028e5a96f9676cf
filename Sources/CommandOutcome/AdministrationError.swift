/// Why a command was not carried out: a sentence for a person, what they can do, and the exit code.
///
/// Carries names, numbers and ids that an administrator gave or configured; never contents, keys or passphrases.
public struct AdministrationError: Error, Codable, Equatable, Sendable, CustomStringConvertible {
    /// A stable name for programs, as `tenant-unknown`.
    public let code: String
    /// What is wrong.
    public let sentence: String
    /// What to do about it; nil when the sentence says it.
    public let remedy: String?
    /// More that belongs to it, one line each: what is missing, which rows are wrong.
    public let details: [String]
    public let exit: ExitStatus

    public init(
        _ code: String, _ sentence: String, remedy: String? = nil, details: [String] = [], exit: ExitStatus
    ) {
        self.code = code
        self.sentence = sentence
        self.remedy = remedy
        self.details = details
        self.exit = exit
    }

    public var description: String { "\(code): \(sentence)" }
}

public import SealedSubmission

/// Why content and map could not be joined; its code is kept with the submission (T-118).
public enum JoinFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// A part or a link is not as manifest and map say: gaps, extras and repeated links have their own codes.
    case fault(SubmissionFault)
    /// The content is no extract that can be read.
    case content
    /// The content has elements that the format does not have; no one knows what they hold.
    case unknownElements
    /// The content is about another unit, year or revision than the manifest, or its parts disagree about that.
    case otherPeriod
    /// A person in the content has no link.
    case noLink
    /// There are more or fewer persons than the manifest says.
    case personCount

    /// A stable word.
    public var code: String {
        switch self {
        case .fault(let fault): fault.code.rawValue
        case .content: "content"
        case .unknownElements: "unknownElements"
        case .otherPeriod: "otherPeriod"
        case .noLink: "noLink"
        case .personCount: "personCount"
        }
    }

    public var description: String {
        switch self {
        case .fault(let fault): fault.description
        case .content: "The content cannot be read."
        case .unknownElements: "The content has elements that the format does not have."
        case .otherPeriod: "The content is about another unit, year or revision than the manifest."
        case .noLink: "A person in the content has no link."
        case .personCount: "The content has another number of persons than the manifest."
        }
    }
}

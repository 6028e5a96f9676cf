public import HTTPTypes
public import Texts

/// Why a request gets a page that explains instead of the one it asked for.
///
/// The raw value is the word for logs and for those who call about it.
public enum WebFault: String, Error, Sendable, CaseIterable, CustomStringConvertible {
    case notFound, methodNotAllowed, malformed, tooLarge, mediaTypeUnknown
    /// The request does not come from a form of ours in this browser (T-091).
    case notFromOurForm
    /// Asked for by another name than ours (T-092).
    case misdirected
    /// There is no session, or it has ended.
    case sessionNeeded
    case rightMissing
    case busy
    /// A fault of ours.
    case internalError

    public var description: String { rawValue }

    public var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .malformed: .badRequest
        case .tooLarge: .contentTooLarge
        case .mediaTypeUnknown: .unsupportedMediaType
        case .notFromOurForm, .rightMissing, .sessionNeeded: .forbidden
        case .misdirected: .misdirectedRequest
        case .busy: .serviceUnavailable
        case .internalError: .internalServerError
        }
    }

    /// Whose contact the page names.
    public var topic: ContactTopic {
        switch self {
        case .sessionNeeded, .rightMissing: .account
        case .misdirected: .ownIT
        case .notFound, .methodNotAllowed, .malformed, .tooLarge, .mediaTypeUnknown, .notFromOurForm, .busy,
            .internalError:
            .other
        }
    }

    /// The four things a reader needs to know (U-09).
    public var words: FourParts {
        switch self {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .malformed: .malformed
        case .tooLarge: .tooLarge
        case .mediaTypeUnknown: .mediaTypeUnknown
        case .notFromOurForm: .notFromOurForm
        case .misdirected: .misdirected
        case .sessionNeeded: .sessionNeeded
        case .rightMissing: .rightMissing
        case .busy: .busy
        case .internalError: .internalError
        }
    }
}

/// What happened, what it means, what to do, and who can do it.
public struct FourParts: Sendable, Equatable {
    public let what: Phrase
    public let meaning: Phrase
    public let action: Phrase
    public let who: Phrase

    public init(_ what: Phrase, meaning: Phrase, action: Phrase, by who: Phrase) {
        self.what = what
        self.meaning = meaning
        self.action = action
        self.who = who
    }

    var all: [Phrase] { [what, meaning, action, who] }
}

import HTTPTypes

/// Why the portal does not take what the register pushes, as programs tell it apart. The raw value is stable.
enum PushProblem: String, Error, CaseIterable {
    case notFound, methodNotAllowed, notTheRegister, malformed, tooLarge, cut
    /// What arrived has another length or digest than was said.
    case damaged
    /// The archive is none of which every entry is encrypted.
    case notEncrypted
    case unknownUnit
    /// Another file is here for the same submission.
    case otherFile
    case personalAddress
    case unavailable

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notTheRegister: .forbidden
        case .malformed, .cut: .badRequest
        case .tooLarge: .contentTooLarge
        case .damaged, .notEncrypted, .unknownUnit, .personalAddress: .unprocessableContent
        case .otherFile: .conflict
        case .unavailable: .serviceUnavailable
        }
    }
}

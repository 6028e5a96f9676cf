import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix
import NIOSSL
public import SealedSubmission
import Texts

/// Why something was not sent, asked or shown: a code, what it is about, and what that means.
///
/// `description` is English and bland; ``text(_:)`` is for the person, in three languages. Neither ever holds a PIN, a code
/// or a password.
public struct SendFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// The raw value is stable.
    public enum Code: String, Sendable, CaseIterable, Codable {
        // What is to be sent, and who sends it: found before anybody is asked.
        case manifestUnusable, partAltered, otherOrganisation, otherMunicipality, districtNotAgreed
        // The line.
        case hostNotAllowed, trustRootsUnreadable, unreachable, serverNotTrusted, cut, answerUnusable, unavailable
        // What the send module has.
        case otherYear, seasonClosed, keyUnusable, keysSwapped, otherKey, clientTooOld, keyNotThere
        // The log-in.
        case pinRefused, pinLogInRefused, certificateRefused, logInRefused, logInLost, busy
        // The upload.
        case manifestRefused, manifestHeld, seasonRefused, sequencePassed, begunOtherwise, refusedBefore, arrivedBefore
        case partsIncomplete, partBusy, offsetDiffers, unknownSubmission, nothingThere
        // The receipt.
        case receiptForged, receiptUnconfirmed, receiptNotKept
        // Password and contact.
        case proofNeeded, codeRefused, passwordNotYet, passwordGone, contactRefused, notArrived
    }

    /// What to do about it.
    public enum Consequence: Sendable, Equatable, CaseIterable {
        /// What was given is wrong; the same again will be refused again.
        case mend
        /// The configuration or the installation is not right.
        case configure
        /// Nobody answers, or not as a send module does.
        case reach
        /// It may go well a little later: the same again does no harm.
        case later
        /// The one who asks may not.
        case forbidden
    }

    public let code: Code
    /// What stands in the sentence where it has room for it.
    public let values: [String: String]
    /// What was found in a signed document, where that is the cause.
    public let cause: SubmissionFault.Code?
    /// Seconds after which the send module wants to be asked again.
    public let retryAfter: Int?

    public init(
        _ code: Code, _ values: [String: String] = [:], cause: SubmissionFault.Code? = nil, retryAfter: Int? = nil
    ) {
        self.code = code
        self.values = values
        self.cause = cause
        self.retryAfter = retryAfter
    }

    public var consequence: Consequence {
        // What cannot be told at the moment, such as whether a certificate was revoked, is asked again.
        if let cause, cause.consequence == .hold { return .later }
        return code.consequence
    }

    public var description: String {
        ([text(.en)] + (cause.map { ["(\($0.rawValue))"] } ?? [])).joined(separator: " ")
    }

    /// Whether the same round may go well a moment later: the flow tries again by itself.
    var mayPass: Bool {
        switch code {
        case .unreachable, .cut, .unavailable, .busy, .logInLost, .partBusy, .offsetDiffers, .partsIncomplete: true
        default: false
        }
    }
}

extension SendFault.Code {
    /// A new code must say what it leads to.
    var consequence: SendFault.Consequence {
        switch self {
        case .manifestUnusable, .partAltered, .otherYear, .keyUnusable, .keysSwapped, .otherKey, .manifestRefused,
            .sequencePassed, .begunOtherwise, .refusedBefore, .arrivedBefore, .partsIncomplete, .offsetDiffers,
            .receiptForged, .contactRefused, .unknownSubmission:
            .mend
        case .otherOrganisation, .otherMunicipality, .districtNotAgreed, .hostNotAllowed, .trustRootsUnreadable,
            .serverNotTrusted, .clientTooOld:
            .configure
        case .unreachable, .cut, .answerUnusable, .unavailable, .nothingThere, .keyNotThere: .reach
        case .seasonClosed, .seasonRefused, .logInLost, .busy, .manifestHeld, .partBusy, .receiptUnconfirmed,
            .receiptNotKept, .passwordNotYet, .notArrived:
            .later
        case .pinRefused, .pinLogInRefused, .certificateRefused, .logInRefused, .proofNeeded, .codeRefused,
            .passwordGone:
            .forbidden
        }
    }

    /// What the send module's own code means here.
    init(problem code: String) {
        self =
            switch code {
            case "loginNeeded": .logInLost
            case "loginRefused": .logInRefused
            case "busy": .busy
            case "manifestRefused": .manifestRefused
            case "manifestHeld": .manifestHeld
            case "otherManifest": .begunOtherwise
            case "season": .seasonRefused
            case "sequenceNotAbove": .sequencePassed
            case "unknownSubmission": .unknownSubmission
            case "arrivedBefore": .arrivedBefore
            case "refusedBefore": .refusedBefore
            case "partsIncomplete": .partsIncomplete
            case "offsetDiffers": .offsetDiffers
            case "partBusy": .partBusy
            case "cut": .cut
            case "notFound": .nothingThere
            case "unavailable", "internalError", "tooMuchOpen": .unavailable
            case "proofNeeded": .proofNeeded
            case "codeRefused": .codeRefused
            case "passwordNotYet": .passwordNotYet
            case "passwordGone": .passwordGone
            case "contactRefused": .contactRefused
            case "notArrived": .notArrived
            // `malformed`, `tooLarge` and others that this program never gives cause for.
            default: .answerUnusable
            }
    }
}

extension SendFault {
    /// What the HTTP library and the network below it say. What is not known may pass by itself.
    init(line error: any Error, host: String) {
        let code: Code =
            switch error {
            case let error as HTTPClientError where [.connectTimeout, .tlsHandshakeTimeout].contains(error):
                .unreachable
            case is NIOConnectionError: .unreachable
            case let error as IOError
            where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT].contains(error.errnoCode):
                .unreachable
            case let error as NIOSSLExtraError where error == .failedToValidateHostname: .serverNotTrusted
            case let error as NIOSSLError: Self.code(of: error)
            case is BoringSSLError: .serverNotTrusted
            case is NIOTooManyBytesError: .answerUnusable
            default: .cut
            }
        self.init(code, ["host": host])
    }

    private static func code(of error: NIOSSLError) -> Code {
        if case .uncleanShutdown = error { return .cut }
        return .serverNotTrusted
    }
}

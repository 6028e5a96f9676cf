import Foundation
import HTTPTransport
import Mail
import Texts

/// Why an envelope did not get to where it should go, whichever way it went.
struct SendFailure: Error {
    enum Consequence { case retry, hold, permanent }

    /// The reason shown with the message.
    let reason: ReasonCode
    let consequence: Consequence
    /// What the other end said, as a code, or else what happened.
    let reply: String
    /// Whether the other end was reached and said something about the message.
    let isReply: Bool
    /// Whether it says that the other end is out of reach, and nothing about the message.
    let isOutage: Bool
    /// Seconds after which the other end wants to be asked again.
    let retryAfter: TimeInterval?

    init(_ error: MailError) {
        reason = error.reason
        consequence =
            switch error.consequence {
            case .retry: .retry
            case .hold: .hold
            case .permanent: .permanent
            }
        reply = error.replyCode.map(String.init) ?? error.code.rawValue
        isReply = error.isReply
        isOutage = error.isOutage
        retryAfter = nil
    }

    init(_ error: HTTPTransportError) {
        reason =
            switch error.code {
            case .hostNotAllowed: .hostNotAllowed
            case .connectionFailed, .outcomeUnknown, .timeout, .refusedForNow, .answerTooLarge, .protocolViolation:
                .partnerUnreachable
            case .certificateUntrusted: .partnerCertificateUntrusted
            case .certificateNameDiffers: .partnerCertificateName
            case .clientCertificateRefused: .clientCertificateRefused
            case .tlsFailed: .partnerTLSFailed
            case .redirected, .addressRefused, .refusedForGood: .httpRefused
            case .unusableEntity: .contentDamaged
            }
        consequence =
            switch error.consequence {
            case .retry: .retry
            case .hold: .hold
            case .permanent: .permanent
            }
        reply = error.status.map(String.init) ?? error.code.rawValue
        isReply =
            switch error.code {
            case .refusedForGood, .addressRefused, .redirected, .answerTooLarge: true
            // A server that answers so is there; whether it is this message's doing it does not say.
            case .refusedForNow: error.status == 500
            default: false
            }
        isOutage =
            switch error.code {
            case .connectionFailed, .timeout, .certificateUntrusted, .certificateNameDiffers,
                .clientCertificateRefused, .tlsFailed:
                true
            case .refusedForNow: error.status == 503 || error.status == 502 || error.status == 504
            default: false
            }
        retryAfter = error.retryAfter.map(TimeInterval.init)
    }
}

import Mail
import Texts

extension MailError {
    /// The reason shown with a message that could not be handed to the mail exchange.
    var reason: ReasonCode {
        switch code {
        case .hostNotAllowed, .cleartextRefused: .hostNotAllowed
        case .refusedForNow, .refusedForGood, .mailTooLarge, .unsafeLineEnds, .lineTooLong, .eightBitNotOffered,
            .noRecipients, .unusableEnvelopeID:
            .smtpRefused
        case .connectionFailed, .connectionLost, .outcomeUnknown, .timeout, .tlsFailed, .tlsNotOffered,
            .authenticationFailed, .authenticationNotOffered, .credentialsUnusable, .serviceUnavailable,
            .protocolViolation, .mailboxBusy, .uniqueIDsNotOffered, .unknownMail, .sessionOver, .deletionsNotConfirmed:
            .mailServerUnavailable
        }
    }
}

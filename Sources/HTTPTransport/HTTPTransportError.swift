/// Why a message was not taken over HTTP, and what that means for it.
public struct HTTPTransportError: Error, Equatable, Sendable, CustomStringConvertible {
    public let code: Code
    public let consequence: Consequence
    /// The status the partner answered with, where it answered.
    public let status: Int?
    /// Seconds after which the partner wants to be asked again (Retry-After), at most an hour.
    public let retryAfter: Int?

    /// What to do with the message.
    public enum Consequence: String, Sendable {
        /// Try again later; the cause may pass by itself.
        case retry
        /// This message will never be taken there; give it up.
        case permanent
        /// The message is sound, but nothing will work before a person has changed something here or there.
        case hold
    }

    public enum Code: String, Sendable, CaseIterable {
        /// The host is not on the list of allowed hosts (M-071).
        case hostNotAllowed
        case connectionFailed
        /// The connection ended before the answer: the message may have arrived.
        case outcomeUnknown
        case timeout
        /// The partner's certificate comes from no authority that we trust, or is out of date.
        case certificateUntrusted
        /// The partner's certificate is for another host.
        case certificateNameDiffers
        /// The partner demands a client certificate, or does not take ours.
        case clientCertificateRefused
        case tlsFailed
        /// 3xx: a message is never carried on to where somebody points.
        case redirected
        /// 401, 403, 404, 405, 410: the address or our right to it is wrong.
        case addressRefused
        /// 408, 425, 429 and 5xx.
        case refusedForNow
        /// Other 4xx: this message is refused.
        case refusedForGood
        /// The answer is larger than any answer to a message.
        case answerTooLarge
        /// What was stored cannot be posted.
        case unusableEntity
        case protocolViolation
    }

    public init(_ code: Code, status: Int? = nil, retryAfter: Int? = nil) {
        self.code = code
        self.status = status
        self.retryAfter = retryAfter.map { min(max($0, 1), 3600) }
        consequence =
            switch code {
            case .connectionFailed, .outcomeUnknown, .timeout, .refusedForNow, .protocolViolation, .answerTooLarge:
                .retry
            case .hostNotAllowed, .certificateUntrusted, .certificateNameDiffers, .clientCertificateRefused,
                .tlsFailed, .redirected, .addressRefused:
                .hold
            case .refusedForGood, .unusableEntity: .permanent
            }
    }

    /// A status that is no success.
    public init(status: Int, retryAfter: Int? = nil) {
        let code: Code =
            switch status {
            case 300...399: .redirected
            case 401, 403, 404, 405, 407, 410: .addressRefused
            case 408, 425, 429, 500...599: .refusedForNow
            case 400...499: .refusedForGood
            default: .protocolViolation
            }
        self.init(code, status: status, retryAfter: retryAfter)
    }

    public var description: String {
        "HTTP transport error \(code.rawValue), \(consequence.rawValue)" + (status.map { ", status \($0)" } ?? "")
    }
}

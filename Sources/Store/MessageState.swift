/// Where a message stands between record system and partner. Spelled the same in Swift, SQL, API and console.
///
/// The lifecycles are drawn in `Docs/Articles/MessageLifecycle.md`.
public enum MessageState: String, Sendable, Codable, CaseIterable {
    // Outgoing, transport.
    case submitted, queued, sent, acknowledged
    case held
    case refusedByUs, refusedByPartner, undeliverable, expired
    // Incoming.
    case received, queuedForHandOver, handedOver, answered
    case refused, unreadable, misaddressed, parked
    // Incoming signals: applied to the message they answer, or matching none.
    case settled, unmatched

    /// Whether an incoming message was turned away.
    public var isRefusal: Bool {
        switch self {
        case .refused, .unreadable, .misaddressed, .parked: true
        default: false
        }
    }

    /// Whether nothing more happens by itself.
    public var isFinal: Bool {
        switch self {
        case .submitted, .queued, .sent, .held, .received, .queuedForHandOver, .handedOver: false
        case .acknowledged, .refusedByUs, .refusedByPartner, .undeliverable, .expired, .answered, .refused, .unreadable,
            .misaddressed, .parked, .settled, .unmatched:
            true
        }
    }
}

/// What the receiver's record system has said about an outgoing message (M-106, M-110), per receiver.
public enum ApplicationState: String, Sendable, Codable, CaseIterable {
    case notExpected, waiting, accepted, acceptedWithErrors, rejected
}

/// Which way a message goes, seen from the tenant.
public enum Direction: String, Sendable, Codable { case outgoing, incoming }

/// What an envelope carries.
public enum MessageKind: String, Sendable, Codable, CaseIterable {
    case business, appRec, acknowledgment, error, fault, bounce, unknown
    /// Ping, Pong, StatusRequest and StatusResponse (ebMS 2.0 7, 8): whether the other server is there, and what it knows.
    case service

    /// Whether it only answers another message: never acknowledged, never resent (HITS 1172 §5.2).
    public var isSignal: Bool {
        switch self {
        case .business, .appRec, .unknown: false
        case .acknowledgment, .error, .fault, .bounce, .service: true
        }
    }
}

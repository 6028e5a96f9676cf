import Store

/// Which message stands for its direction, sender and eb:MessageId: at most one does, and keeps the place for good.
///
/// Copies of a message are stored too, as evidence, so the ids alone cannot be unique. An incoming message can stand
/// for its ids only when its digest is set, which happens after it was authenticated: a forgery never keeps the genuine
/// message out. It asks for the place when it is accepted; if another one holds it, the update throws
/// `StoreError.duplicate`. A refused one asks only while the place is free. An outgoing message asks as soon as it has
/// an eb:MessageId.
enum IdentityRule {
    enum Claim { case never, ifFree, always }

    static func claim(of message: StoredMessage) -> Claim {
        guard message.messageID != nil else { return .never }
        guard message.direction == .incoming else { return .always }
        guard message.fromHER != nil, message.digest != nil else { return .never }
        switch message.state {
        case .queuedForHandOver, .handedOver, .answered, .misaddressed, .settled, .unmatched: return .always
        case .refused: return .ifFree
        case .received, .unreadable, .parked: return .never
        // States of outgoing messages.
        case .submitted, .queued, .sent, .acknowledged, .held, .refusedByUs, .refusedByPartner, .undeliverable,
            .expired:
            return .never
        }
    }
}

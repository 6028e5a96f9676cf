public import Identifiers

/// What a record system that uses the API has been offered and not taken yet: all conditions given must hold.
public struct UnreadQuery: Sendable {
    public let recordSystem: String
    /// Documents for it are incoming messages; notices are about outgoing ones.
    public let direction: Direction
    /// Our own HER-ids; nil for all.
    public var own: Set<HERId>?
    public var partner: HERId?
    public var msgID: String?
    /// By the document's GenDate, or where it has none, by arrival.
    public var newestFirst = false
    public var limit = 100

    public init(recordSystem: String, direction: Direction) {
        self.recordSystem = recordSystem
        self.direction = direction
    }
}

/// One offer that waits, and the message it is about.
public struct Unread: Sendable, Equatable {
    public let offer: Offer
    public let message: StoredMessage

    public init(offer: Offer, message: StoredMessage) {
        self.offer = offer
        self.message = message
    }
}

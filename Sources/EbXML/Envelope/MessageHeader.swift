public import Foundation
import Identifiers

/// eb:MessageHeader: who sends what to whom, in which conversation, under which id (ebMS 2.0 3.1; HIS 1037 6.2.1).
///
/// White space around values is trimmed when read. Timestamps have a resolution of one second when written.
public struct MessageHeader: Sendable, Equatable {
    public var from: Party
    public var to: Party
    /// A UUID, `<creator>:<level>:<id>` or `<lowest HER-id>_<highest HER-id>`; see `CPAIdentifier`.
    public var cpaID: String
    public var conversationID: String
    public var service: String
    /// eb:Service/@eb:type, for instance `string` or `kithService`; absent where Service is a URI.
    public var serviceType: String?
    public var action: String
    /// A UUID, or an id in the form of RFC 2822 (HITS 1172 r.102).
    public var messageID: String
    public var timestamp: Date
    /// eb:MessageData/eb:RefToMessageId: the message an ErrorList answers (r.122).
    public var refToMessageID: String?
    /// eb:MessageData/eb:TimeToLive: after this moment the message is neither resent nor handed over.
    public var timeToLive: Date?
    /// eb:DuplicateElimination: required for business documents (r.74), illegal in signals.
    public var duplicateElimination: Bool
    /// eb:Description: JSON about the sending system, see `SystemDescription`.
    public var description: String?

    public init(
        from: Party, to: Party, cpaID: String, conversationID: String, service: String, serviceType: String? = nil,
        action: String, messageID: String, timestamp: Date, refToMessageID: String? = nil, timeToLive: Date? = nil,
        duplicateElimination: Bool = false, description: String? = nil
    ) {
        self.from = from
        self.to = to
        self.cpaID = cpaID
        self.conversationID = conversationID
        self.service = service
        self.serviceType = serviceType
        self.action = action
        self.messageID = messageID
        self.timestamp = timestamp
        self.refToMessageID = refToMessageID
        self.timeToLive = timeToLive
        self.duplicateElimination = duplicateElimination
        self.description = description
    }

    /// Whether the message's time to live has run out (ebMS 2.0 3.1.6.4; answered with `TimeToLiveExpired`).
    public func isExpired(at now: Date) -> Bool { timeToLive.map { now >= $0 } ?? false }
}

/// What to do with a message whose sender and MessageId may have been seen before (ebMS 2.0 6.5.7; HITS 1172 5.8.2).
///
/// Messages are the same when From, MessageId and all digests agree. A failed look-up is no answer to `seen`.
public enum DuplicateRule {
    /// - Parameters:
    ///   - digest: `AuthenticatedEnvelope.messageDigest` of the message at hand.
    ///   - seen: what is stored under the same sender and MessageId, nil when nothing is.
    public static func verdict(digest: [UInt8], seen: SeenMessage?) -> DuplicateVerdict {
        guard let seen else { return .new }
        guard seen.digest == digest else {
            return .contradicts(
                EnvelopeRefusal(
                    code: .inconsistent, stage: .duplicate, rule: "HITS 1172 5.8.2",
                    sentence: "A different message with the same eb:MessageId was received before.",
                    location: EnvelopeRule.messageIDForm.location, evidence: ["rule": "messageIDReused"]))
        }
        return seen.isAnswered ? .repeated : .beingProcessed
    }
}

/// What the store knows of an earlier message with the same sender and MessageId.
public struct SeenMessage: Sendable, Equatable {
    public let digest: [UInt8]
    /// Whether its answer, an Acknowledgment or error list, is stored.
    public let isAnswered: Bool

    public init(digest: [UInt8], isAnswered: Bool) {
        self.digest = digest
        self.isAnswered = isAnswered
    }
}

public enum DuplicateVerdict: Sendable, Equatable {
    /// Not seen before.
    case new
    /// The same message again: the stored answer goes out again, unchanged, and nothing is handed over (HITS 1171 9.6).
    case repeated
    /// The same message again while the first is still being processed: wait for its answer.
    case beingProcessed
    /// Another message under a used id: refused, and a deviation.
    case contradicts(EnvelopeRefusal)
}

public import Foundation
public import XMLSignature

/// eb:Acknowledgment: the transport receipt (ebMS 2.0 6.3.2; HITS 1171 5.2.3).
///
/// Says that the partner's message server has the message and could verify and decrypt it; nothing about its contents.
public struct Acknowledgment: Sendable, Equatable {
    /// When the message was accepted.
    public var timestamp: Date
    /// eb:MessageId of the message that is acknowledged (HITS 1172 r.108).
    public var refToMessageID: String
    /// Copies of the references in the acknowledged message's signature (r.116, r.117).
    public var references: [SignatureReference]

    public init(timestamp: Date, refToMessageID: String, references: [SignatureReference]) {
        self.timestamp = timestamp
        self.refToMessageID = refToMessageID
        self.references = references
    }

    /// What the receipt says about the message we signed with `sent`.
    ///
    /// Only digests are compared: whether transforms are copied into the receipt is contradictory between HIS 1037 and
    /// HITS 1171.
    public func coverage(of sent: [SignatureReference]) -> ReceiptCoverage {
        let digests = Dictionary(references.map { ($0.uri, $0.digest) }, uniquingKeysWith: { first, _ in first })
        var missing = 0
        for reference in sent {
            guard let digest = digests[reference.uri] else {
                missing += 1
                continue
            }
            if digest != reference.digest { return .differs }
        }
        return missing == 0 ? .complete : .incomplete
    }
}

/// How the digests in a receipt compare with those of the message that was sent.
public enum ReceiptCoverage: String, Sendable, Equatable {
    /// Every part that was sent is confirmed by its digest.
    case complete
    /// Some reference is missing (r.116, r.117); what is there agrees.
    case incomplete
    /// A digest is another: the partner has received something else than what was sent.
    case differs
}

public import XMLSignature

/// A signed envelope with its parts, ready for any number of mails.
///
/// Stored once and sent again byte for byte; each mail adds its own From, To, Date, Message-ID and Subject
/// (HITS 1172 4.2.3.2).
public struct PackedEnvelope: Sendable, Equatable {
    /// The MIME entity: MIME-Version, SOAPAction, Content-Type, transfer encoding and body, with CRLF throughout.
    public let entity: [UInt8]
    /// The octets of the SOAP part, XML declaration and signature included.
    public let soap: [UInt8]
    /// What the signature covers; the receipt is held against it.
    public let references: [SignatureReference]

    public init(entity: [UInt8], soap: [UInt8], references: [SignatureReference]) {
        self.entity = entity
        self.soap = soap
        self.references = references
    }

    /// What makes the message the same message, see `MessageDigest`.
    public var messageDigest: [UInt8] { MessageDigest.of(references) }
}

/// Why a draft was not packed: it would break the profile.
public enum PackingError: String, Error, Sendable, Equatable, CaseIterable, CustomStringConvertible {
    case partyWithoutHER, messageID, headerText, service, roleMissing, duplicateElimination
    case receiptNotRequested, attachments, contentID, answerWithoutReference

    public var description: String {
        switch self {
        case .partyWithoutHER: "Both parties need a HER-id."
        case .messageID: "The MessageId is neither a UUID nor in the form of RFC 2822."
        case .headerText: "A header value is empty, too long, or has white space or control characters."
        case .service: "Service and Action do not fit the content."
        case .roleMissing: "A business document needs the role of both parties."
        case .duplicateElimination: "DuplicateElimination belongs to business documents, and to nothing else."
        case .receiptNotRequested: "A business document must ask for a signed receipt."
        case .attachments: "Manifest and attachments must name each other, one to one, and signals have none."
        case .contentID: "A Content-ID has characters that cannot be carried."
        case .answerWithoutReference: "An error list needs errors and the id of the message it answers."
        }
    }
}

/// A departure from the profile that real partners are known for, found while reading and never in what we write.
///
/// Quirks are collected, counted, and either tolerated by name or refused under the rule they break.
public enum EnvelopeQuirk: String, Sendable, Hashable, CaseIterable {
    // MIME
    case mimeVersionMissing, soapActionDiffers, relatedTypeDiffers, startPartMissing
    case transferEncodingMissing, charsetDiffers, attachmentNotBase64, attachmentMediaTypeDiffers
    /// An attachment that is not encrypted at all. Not tolerated by default (M-050).
    case attachmentNotEncrypted
    // XML
    case xmlDeclarationMissing, encodingNotUTF8, unqualifiedAttribute, mustUnderstandTrue
    // eb:MessageHeader
    case whiteSpaceAroundValue, organisationNumberTypeOrgnummer, cpaIDForm, messageIDForm, timestampWithoutZone
    case roleMissing, roleInSignal, refToMessageIDInAcknowledgment, duplicateEliminationMissing
    case duplicateEliminationInSignal
    // Blocks
    case ackRequestedMissing, messageOrder, unqualifiedReference
    /// An Acknowledgment without copies of the signature's references. Not tolerated by default.
    case receiptWithoutDigests
    /// AckRequested without eb:signed. Not tolerated by default.
    case ackRequestedUnsigned
    /// eb:SyncReply belongs to synchronous HTTP. Not tolerated by default.
    case syncReply
    // Signature
    case embeddedCertificateUnreadable, embeddedCertificateDiffers

    /// The rule the quirk breaks when it is not tolerated; nil for those that are never a reason to refuse.
    public var rule: EnvelopeRule? {
        switch self {
        case .attachmentNotEncrypted: .partNotEncrypted
        case .receiptWithoutDigests: .receiptWithoutDigests
        case .ackRequestedUnsigned: .ackRequestedUnsigned
        case .syncReply: .syncReply
        case .duplicateEliminationMissing: .duplicateEliminationMissing
        case .ackRequestedMissing: .ackRequestedMissing
        case .mustUnderstandTrue: .mustUnderstandFalse
        case .messageIDForm: .messageIDForm
        default: nil
        }
    }

    /// The warning that answers a message with this quirk, although it is accepted (HITS 1171 8.4; HITS 1172 4.2.2.1).
    public var warning: EbXMLError? {
        switch self {
        case .ackRequestedMissing:
            EbXMLError(
                code: .otherXML, severity: .warning, location: EnvelopeRule.ackRequestedMissing.location,
                description: "eb:AckRequested is missing. The message was received.")
        case .encodingNotUTF8:
            EbXMLError(
                code: .valueNotRecognized, severity: .warning, location: "/SOAP:Envelope",
                description: "The envelope is not encoded as UTF-8. The message was received.")
        default: nil
        }
    }
}

extension Set<EnvelopeQuirk> {
    /// What is tolerated from every partner: everything harmless.
    public static var common: Set<EnvelopeQuirk> {
        Set(EnvelopeQuirk.allCases).subtracting([
            .attachmentNotEncrypted, .receiptWithoutDigests, .ackRequestedUnsigned, .syncReply,
        ])
    }

    /// Adds what a mailbox cannot have: the synchronous HTTP binding of some partners sends eb:SyncReply.
    public static var synchronousHTTP: Set<EnvelopeQuirk> { common.union([.syncReply]) }
}

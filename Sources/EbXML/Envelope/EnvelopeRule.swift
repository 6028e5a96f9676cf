/// The rules an envelope must keep before anything in it is used, each with the code that answers a breach.
///
/// Neither HITS 1171 nor 1172 gives a table from rule to error code; the codes follow their definitions in ebMS 2.0
/// 4.2.3.4: a missing thing is `OtherXml`, an unusable value `ValueNotRecognized`, a contradiction `Inconsistent`,
/// something this profile leaves out `NotSupported`, a part that cannot be resolved `MimeProblem`.
public enum EnvelopeRule: String, Sendable, Equatable, CaseIterable {
    // eb:MessageHeader
    case messageHeaderRepeated, mustUnderstandMissing, mustUnderstandFalse, versionMissing, versionUnsupported
    case cpaIDMissing, conversationIDMissing, serviceMissing, actionMissing, messageIDForm, timestampMissing
    case timestampForm, timeToLiveForm, valueTooLong, elementRepeated
    // What kind of message it is
    case unknownHeaderBlock, unknownBodyBlock, severalBodyBlocks, mixedContent, repeatedBlock, noContent
    case businessUnderSignalService
    // Business documents
    case duplicateEliminationMissing, ackRequestedMissing, ackRequestedUnsigned
    case manifestMissing, manifestVersion, manifestEmpty, referenceTarget, referenceRepeated
    case partMissing, partUnreferenced, partRepeated, partNotEncrypted
    // Signals
    case signalService, signalAction, signalWithParts, receiptReferenceMissing, receiptReferencesDiffer
    case receiptWithoutDigests
    case errorReferenceMissing, errorListEmpty, syncReply
    // Signature
    case certificateNotValidThen, partUncovered

    public var code: EbXMLErrorCode {
        switch self {
        case .mustUnderstandMissing, .versionMissing, .cpaIDMissing, .conversationIDMissing, .serviceMissing,
            .actionMissing, .timestampMissing, .noContent, .duplicateEliminationMissing, .ackRequestedMissing,
            .manifestMissing, .manifestEmpty, .receiptReferenceMissing, .receiptWithoutDigests,
            .errorReferenceMissing, .errorListEmpty:
            .otherXML
        case .mustUnderstandFalse, .messageIDForm, .timestampForm, .timeToLiveForm, .valueTooLong,
            .ackRequestedUnsigned, .signalService, .signalAction:
            .valueNotRecognized
        case .versionUnsupported, .manifestVersion, .unknownHeaderBlock, .unknownBodyBlock, .syncReply,
            .referenceTarget:
            .notSupported
        case .messageHeaderRepeated, .elementRepeated, .severalBodyBlocks, .mixedContent, .repeatedBlock,
            .businessUnderSignalService,
            .referenceRepeated, .signalWithParts, .receiptReferencesDiffer:
            .inconsistent
        case .partMissing, .partUnreferenced, .partRepeated: .mimeProblem
        case .partNotEncrypted, .certificateNotValidThen, .partUncovered: .securityFailure
        }
    }

    /// Where the rule stands.
    public var clause: String {
        switch self {
        case .messageHeaderRepeated, .repeatedBlock, .mixedContent, .businessUnderSignalService, .signalWithParts:
            "HITS 1172 5.11.3"
        case .mustUnderstandMissing: "HITS 1172 r.7"
        case .mustUnderstandFalse: "HITS 1172 r.69"
        case .versionMissing: "HITS 1172 r.8"
        case .versionUnsupported: "HITS 1172 r.70"
        case .cpaIDMissing: "HITS 1172 r.11"
        case .conversationIDMissing: "ebMS 2.0 3.1.3"
        case .serviceMissing: "HITS 1172 r.47, r.71"
        case .actionMissing: "HITS 1172 r.48, r.72"
        case .messageIDForm: "HITS 1172 r.102"
        case .timestampMissing: "HITS 1172 r.77"
        case .timestampForm: "ebMS 2.0 3.1.6.2"
        case .timeToLiveForm: "ebMS 2.0 3.1.6.4"
        case .valueTooLong, .elementRepeated: "HITS 1172 r.17"
        case .unknownHeaderBlock: "HITS 1172 r.100"
        case .unknownBodyBlock: "HITS 1172 r.101"
        case .severalBodyBlocks: "HITS 1172 5.11.2"
        case .noContent: "HITS 1172 5.11.1"
        case .duplicateEliminationMissing: "HITS 1172 r.74"
        case .ackRequestedMissing: "HITS 1172 r.75"
        case .ackRequestedUnsigned: "HITS 1172 r.94"
        case .manifestMissing: "HITS 1172 5.2"
        case .manifestVersion: "HITS 1172 r.5"
        case .manifestEmpty: "HITS 1172 r.6"
        case .referenceTarget: "HITS 1172 5.14.3"
        case .referenceRepeated, .partUnreferenced: "ebMS 2.0 3.2"
        case .partMissing: "HITS 1172 r.23, r.27"
        case .partRepeated: "RFC 2045 7"
        case .partNotEncrypted: "HITS 1172 r.260, r.263"
        case .signalService: "HITS 1172 r.106, r.120"
        case .signalAction: "HITS 1172 r.107, r.121"
        case .receiptReferenceMissing: "HITS 1172 r.108"
        case .receiptReferencesDiffer: "HITS 1172 r.109"
        case .receiptWithoutDigests: "HITS 1172 r.116"
        case .errorReferenceMissing: "HITS 1172 r.122"
        case .errorListEmpty: "ebMS 2.0 4.2.3.2"
        case .syncReply: "HITS 1172 5.7.2"
        case .certificateNotValidThen: "HITS 1172 r.104, r.105"
        case .partUncovered: "HIS 1037 5.4"
        }
    }

    /// Where in the envelope, as an XPath without positions.
    public var location: String? {
        switch self {
        case .messageHeaderRepeated, .mustUnderstandMissing, .mustUnderstandFalse, .versionMissing,
            .versionUnsupported, .valueTooLong, .elementRepeated:
            "//eb:MessageHeader"
        case .cpaIDMissing: "//eb:MessageHeader/eb:CPAId"
        case .conversationIDMissing: "//eb:MessageHeader/eb:ConversationId"
        case .serviceMissing, .signalService, .businessUnderSignalService: "//eb:MessageHeader/eb:Service"
        case .actionMissing, .signalAction: "//eb:MessageHeader/eb:Action"
        case .messageIDForm: "//eb:MessageHeader/eb:MessageData/eb:MessageId"
        case .timestampMissing, .timestampForm: "//eb:MessageHeader/eb:MessageData/eb:Timestamp"
        case .timeToLiveForm: "//eb:MessageHeader/eb:MessageData/eb:TimeToLive"
        case .errorReferenceMissing: "//eb:MessageHeader/eb:MessageData/eb:RefToMessageId"
        case .unknownHeaderBlock, .mixedContent, .repeatedBlock, .noContent: "//SOAP:Header"
        case .unknownBodyBlock, .severalBodyBlocks, .manifestMissing: "//SOAP:Body"
        case .syncReply: "//eb:SyncReply"
        case .duplicateEliminationMissing: "//eb:MessageHeader/eb:DuplicateElimination"
        case .ackRequestedMissing, .ackRequestedUnsigned: "//eb:AckRequested"
        case .manifestVersion, .manifestEmpty: "//eb:Manifest"
        case .referenceTarget, .referenceRepeated, .partMissing: "//eb:Manifest/eb:Reference"
        case .receiptReferenceMissing, .receiptReferencesDiffer, .receiptWithoutDigests: "//eb:Acknowledgment"
        case .errorListEmpty: "//eb:ErrorList"
        case .partUnreferenced, .partRepeated, .partNotEncrypted, .signalWithParts, .certificateNotValidThen,
            .partUncovered:
            nil
        }
    }

    /// What is wrong, in English for the partner's technical staff.
    public var sentence: String {
        switch self {
        case .messageHeaderRepeated: "There is more than one eb:MessageHeader."
        case .mustUnderstandMissing: "SOAP:mustUnderstand is missing on an ebXML header block."
        case .mustUnderstandFalse: "SOAP:mustUnderstand must be 1 on ebXML header blocks."
        case .versionMissing: "eb:version is missing on an ebXML block."
        case .versionUnsupported: "eb:version must be 2.0."
        case .cpaIDMissing: "eb:CPAId is missing or empty."
        case .conversationIDMissing: "eb:ConversationId is missing or empty."
        case .serviceMissing: "eb:Service is missing or empty."
        case .actionMissing: "eb:Action is missing or empty."
        case .messageIDForm: "eb:MessageId is neither a UUID nor an id in the form of RFC 2822."
        case .timestampMissing: "eb:Timestamp is missing."
        case .timestampForm: "eb:Timestamp is no date and time."
        case .timeToLiveForm: "eb:TimeToLive is no date and time."
        case .valueTooLong: "A value in eb:MessageHeader is too long or holds control characters."
        case .elementRepeated: "An element of eb:MessageHeader that may occur once occurs more often."
        case .unknownHeaderBlock: "SOAP:Header holds a block that is unknown or out of place."
        case .unknownBodyBlock: "SOAP:Body holds a block that is unknown or out of place."
        case .severalBodyBlocks: "SOAP:Body holds more than one element."
        case .mixedContent: "Acknowledgment, ErrorList and a business document exclude each other."
        case .repeatedBlock: "A block that may occur once occurs more often."
        case .noContent: "There is nothing beside eb:MessageHeader and ds:Signature."
        case .businessUnderSignalService: "A business document cannot use the message service's own Service."
        case .duplicateEliminationMissing: "eb:DuplicateElimination is missing."
        case .ackRequestedMissing: "eb:AckRequested is missing."
        case .ackRequestedUnsigned: "eb:AckRequested must have eb:signed true."
        case .manifestMissing: "eb:Manifest is missing in a message that asks for a receipt or has attachments."
        case .manifestVersion: "eb:Manifest must have eb:version 2.0."
        case .manifestEmpty: "eb:Manifest has no eb:Reference."
        case .referenceTarget: "An eb:Reference does not point to a part of this message by cid."
        case .referenceRepeated: "Two eb:Reference elements point to the same part."
        case .partMissing: "A part that eb:Manifest refers to is missing."
        case .partUnreferenced: "There is an attachment that eb:Manifest does not mention."
        case .partRepeated: "Two parts have the same Content-ID."
        case .partNotEncrypted: "An attachment is not application/pkcs7-mime."
        case .signalService: "A signal must use the message service's own Service."
        case .signalAction: "The Action does not fit the signal."
        case .signalWithParts: "A signal cannot have attachments."
        case .receiptReferenceMissing: "eb:Acknowledgment has no eb:RefToMessageId."
        case .receiptReferencesDiffer: "eb:Acknowledgment and eb:MessageData refer to different messages."
        case .receiptWithoutDigests: "eb:Acknowledgment has no ds:Reference."
        case .errorReferenceMissing: "The error list does not say which message it answers."
        case .errorListEmpty: "eb:ErrorList has no eb:Error."
        case .syncReply: "eb:SyncReply cannot be used over mail."
        case .certificateNotValidThen: "The certificate was not valid at eb:Timestamp."
        case .partUncovered: "The signature does not cover every part."
        }
    }
}

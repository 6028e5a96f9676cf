/// A known departure of real message servers, by name (HITS 1172 1.1: servers must not stop on every rule).
///
/// The list is closed: what is not on it is refused from everybody.
public enum Tolerance: String, Sendable, Codable, CaseIterable {
    // MIME
    case mimeVersion, soapAction, relatedType, missingStart, charset, transferEncoding
    case eightBitParts, attachmentMediaType
    // XML
    case xmlDeclaration, encoding, mustUnderstandTrue, unqualifiedAttribute
    // eb:MessageHeader
    case whiteSpaceAroundValue, messageIDForm, cpaIDForm, timestampWithoutZone, orgnummerType
    case kithService, stringService, serviceWithoutS
    case duplicateEliminationMissing, duplicateEliminationInAcknowledgment, roleMissing, roleInSignal
    case organisationAsParty, unknownAgreement
    // Other blocks
    case ackRequestedMissing, noActor, messageOrder, syncReply
    case refToMessageIDInAcknowledgment, unqualifiedReference, undeclaredPrefixInXPath, receiptWithoutPartDigests
    // Signature
    case sha1, missingXPathTransform, exclusiveCanonicalization, keyValueBesideCertificate, certificateChain
    case embeddedCertificate
    // Payload
    case plaintextWithoutMIME

    public enum Standing: String, Sendable, Codable, CaseIterable {
        /// Breaks no rule; listed because some servers stop on it.
        case conforming
        /// Read from every partner, and counted: nothing can be lost or forged by it.
        case always
        /// Read from every partner, counted, and answered with a warning list.
        case warned
        /// Refused, unless a person has allowed it for one partner until a date.
        case exception
    }

    /// The name under which a person allows it to one partner; nil for what needs no leave.
    public var exception: String? {
        switch self {
        case .sha1: "read-sha1"
        case .missingXPathTransform: "read-without-xpath"
        case .exclusiveCanonicalization: "read-exclusive-c14n"
        case .certificateChain: "read-certificate-chain"
        case .syncReply: "read-sync-reply"
        default: nil
        }
    }

    public var standing: Standing {
        switch self {
        case .kithService, .stringService, .noActor: .conforming
        case .encoding, .ackRequestedMissing: .warned
        case .sha1, .missingXPathTransform, .exclusiveCanonicalization, .certificateChain, .syncReply: .exception
        case .mimeVersion, .soapAction, .relatedType, .missingStart, .charset, .transferEncoding, .eightBitParts,
            .attachmentMediaType, .xmlDeclaration, .mustUnderstandTrue, .unqualifiedAttribute,
            .whiteSpaceAroundValue, .messageIDForm, .cpaIDForm, .timestampWithoutZone, .orgnummerType,
            .serviceWithoutS, .duplicateEliminationMissing, .duplicateEliminationInAcknowledgment, .roleMissing,
            .roleInSignal, .messageOrder, .refToMessageIDInAcknowledgment, .unqualifiedReference,
            .undeclaredPrefixInXPath, .receiptWithoutPartDigests, .keyValueBesideCertificate, .embeddedCertificate,
            .organisationAsParty, .unknownAgreement, .plaintextWithoutMIME:
            .always
        }
    }
}

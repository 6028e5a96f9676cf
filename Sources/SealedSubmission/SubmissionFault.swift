/// Why a document, a part or a map is not taken: a code, and the part it is about.
///
/// `description` names documents and parts and nothing that stands in them.
public struct SubmissionFault: Error, Equatable, Sendable, CustomStringConvertible {
    public let code: Code
    /// The part that the fault was found in, when it is about one.
    public let part: PartName?

    public init(_ code: Code, part: PartName? = nil) {
        self.code = code
        self.part = part
    }

    /// What must be done with the submission.
    public enum Consequence: String, Sendable, Codable {
        /// It is not taken; the sender must do something about it.
        case refuse
        /// It is kept and asked about again: nothing is wrong with it yet.
        case hold
    }

    public var consequence: Consequence { code.consequence }

    public var description: String { part.map { "\(code.sentence) Part: \($0)." } ?? code.sentence }

    /// What is wrong. The raw value is stable: interfaces and texts in other languages go by it.
    public enum Code: String, Sendable, CaseIterable, Codable {
        // Any signed document.
        case documentTooLarge, notSigned, signatureWrong, unknownFormat, unreadableDocument, cannotSign
        case signerUntrusted, signerExpired, signerNotYetValid, signerRevoked, revocationUnknown
        case signerNotOrganisation, signerWrongUse, signerOtherOrganisation
        // Published keys.
        case keyOfEarlierYear, keyOfLaterYear, keyNotYetValid, keyExpired, keyOfOtherHolder, keySignedByStranger
        case keyCertificateRefused, oneSignerForBothKeys, oneKeyForBoth, clientTooOld
        // The manifest.
        case otherUnit, otherOrganisation, otherYear, otherKey, impossibleYear, impossiblePeriod, impossibleSequence
        case impossibleRevision, impossibleCounts, impossibleClient, contactIncomplete, contactAddress
        case returnKeyUnusable, impossiblePartSize, tooManyParts, partListIncomplete, partListRepeats
        // Parts.
        case partUnknown, partMissing, partRepeated, partReordered, partOfOtherRole, partTruncated, partAltered
        case partReplayed, partForeign, partNotOpened, partDamaged, recordTooLarge, cannotSeal
        // Maps.
        case mapOfOtherSubmission, mapAltered, mapCounts, mapRecord, mapLinkRepeated, mapLinkMissing, mapLinkExtra
        case mapOtherGeneration, mapOtherRegister
        // Receipts and what comes later.
        case receiptOfOtherSubmission, passwordNotOpened, contactOfOtherSubmission
    }
}

extension SubmissionFault.Code {
    /// A new code must say what it leads to.
    public var consequence: SubmissionFault.Consequence {
        switch self {
        case .revocationUnknown, .signerNotYetValid, .keyNotYetValid: .hold
        case .documentTooLarge, .notSigned, .signatureWrong, .unknownFormat, .unreadableDocument, .cannotSign,
            .signerUntrusted, .signerExpired, .signerRevoked, .signerNotOrganisation, .signerWrongUse,
            .signerOtherOrganisation, .keyOfEarlierYear, .keyOfLaterYear, .keyExpired, .keyOfOtherHolder,
            .keySignedByStranger, .keyCertificateRefused, .oneSignerForBothKeys, .oneKeyForBoth, .clientTooOld,
            .otherUnit, .otherOrganisation, .otherYear, .otherKey, .impossibleYear, .impossiblePeriod,
            .impossibleSequence, .impossibleRevision, .impossibleCounts, .impossibleClient, .contactIncomplete,
            .contactAddress, .returnKeyUnusable, .impossiblePartSize, .tooManyParts, .partListIncomplete,
            .partListRepeats, .partUnknown, .partMissing, .partRepeated, .partReordered, .partOfOtherRole,
            .partTruncated, .partAltered, .partReplayed, .partForeign, .partNotOpened, .partDamaged, .recordTooLarge,
            .cannotSeal, .mapOfOtherSubmission, .mapAltered, .mapCounts, .mapRecord, .mapLinkRepeated,
            .mapLinkMissing, .mapLinkExtra, .mapOtherGeneration, .mapOtherRegister, .receiptOfOtherSubmission,
            .passwordNotOpened, .contactOfOtherSubmission:
            .refuse
        }
    }
}

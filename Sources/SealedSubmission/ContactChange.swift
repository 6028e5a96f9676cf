public import Foundation
public import Identifiers

/// By what somebody proved to be the sender of a submission, beyond a PIN that many know.
public enum SenderProof: String, Sendable, Codable, CaseIterable {
    /// A log-in challenge signed with the organisation certificate.
    case certificate
    /// The code in the signed receipt.
    case code
}

/// The trustee's signed word to the register that another contact answers for a submission, or another deputy.
///
/// It holds the whole of both: a deputy that is left out is none any more.
public struct ContactChange: SignedDocument, Hashable {
    public static let format = "budstikke-contact-1"

    public let format: String
    public let submission: SubmissionID
    /// Of the signed manifest that named the first contact.
    public let manifest: ContentHash
    /// From 1 for each submission; the highest counts, whatever comes last.
    public let number: Int
    public let contact: Contact
    public let deputy: Contact?
    public let changedAt: Date
    public let proof: SenderProof

    public init(
        submission: SubmissionID, manifest: ContentHash, number: Int, contact: Contact, deputy: Contact?,
        changedAt: Date, proof: SenderProof
    ) {
        format = Self.format
        self.submission = submission
        self.manifest = manifest
        self.number = number
        self.contact = contact
        self.deputy = deputy
        self.changedAt = changedAt
        self.proof = proof
    }

    /// - Parameter trustee: whose signature it must be.
    /// - Throws: `SubmissionFault` with a code of signed documents, `.impossibleSequence`, `.contactAddress` or
    ///   `.contactIncomplete`.
    public static func verify(
        _ signed: [UInt8], signers: SignerVerification, trustee: OrganisationNumber
    ) throws(SubmissionFault) -> ContactChange {
        let change = try signers.open(signed, as: ContactChange.self, from: trustee).document
        guard change.number >= 1 else { throw SubmissionFault(.impossibleSequence) }
        if let fault = change.contact.fault ?? change.deputy?.fault { throw SubmissionFault(fault) }
        return change
    }
}

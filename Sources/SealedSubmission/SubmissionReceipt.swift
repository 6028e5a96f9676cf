public import Foundation
public import Identifiers

/// How a submission was taken.
public enum ReceiptKind: String, Sendable, Codable, CaseIterable {
    case ordinary, correction, test
    /// An ordinary submission after the last day.
    case late
}

/// The trustee's signed receipt for an upload: the municipality's proof that it has sent, and what.
public struct SubmissionReceipt: SignedDocument, Hashable {
    public static let format = "budstikke-receipt-1"
    public static let maximumBytes = 1 << 21

    public let format: String
    public let submission: SubmissionID
    public let unit: ReportingUnit
    public let year: Int
    public let kind: ReceiptKind
    public let sequence: Int
    public let receivedAt: Date
    /// Of the signed manifest.
    public let manifest: ContentHash
    public let parts: [PartEntry]
    /// When the register's own receipt should have come by mail (I-037).
    public let nextReceiptBy: Date
    /// The one-time code; in the copy of whoever has shown the signed manifest, and in no other.
    public let code: ReceiptCode?

    public init(
        for manifest: VerifiedManifest, kind: ReceiptKind, receivedAt: Date, nextReceiptBy: Date,
        code: ReceiptCode? = nil
    ) {
        format = Self.format
        submission = manifest.submission
        unit = manifest.manifest.unit
        year = manifest.manifest.year
        self.kind = kind
        sequence = manifest.manifest.sequence
        self.receivedAt = receivedAt
        self.manifest = manifest.hash
        parts = manifest.manifest.parts
        self.nextReceiptBy = nextReceiptBy
        self.code = code
    }

    /// Reads a receipt and compares it with the manifest it should be for.
    /// - Parameter hash: of the signed manifest that was sent.
    /// - Throws: `SubmissionFault` with a code of signed documents, or `.receiptOfOtherSubmission`.
    public static func verify(
        _ signed: [UInt8], signers: SignerVerification, trustee: OrganisationNumber, manifest hash: ContentHash
    ) throws(SubmissionFault) -> Attested<SubmissionReceipt> {
        let receipt = try signers.open(signed, as: SubmissionReceipt.self, from: trustee)
        guard receipt.document.manifest == hash else { throw SubmissionFault(.receiptOfOtherSubmission) }
        return receipt
    }
}

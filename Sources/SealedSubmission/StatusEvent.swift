public import Foundation
public import Identifiers

/// How far a submission has come at the register.
public enum SubmissionStep: String, Sendable, Codable, CaseIterable {
    case received, receiptSent, controlled, fileReady, noticeSent, fetched
    /// The register could not take it; why is told to the contact and not here.
    case refused
}

/// The register's signed word to the trustee's send module that a submission has come a step further. It holds nothing
/// of the submission.
public struct StatusEvent: SignedDocument, Hashable {
    public static let format = "budstikke-status-1"

    public let format: String
    public let submission: SubmissionID
    public let step: SubmissionStep
    public let at: Date

    public init(submission: SubmissionID, step: SubmissionStep, at time: Date) {
        format = Self.format
        self.submission = submission
        self.step = step
        at = time
    }

    /// - Parameter register: whose signature it must be.
    /// - Throws: `SubmissionFault` with a code of signed documents.
    public static func verify(
        _ signed: [UInt8], signers: SignerVerification, register: OrganisationNumber
    ) throws(SubmissionFault) -> StatusEvent {
        try signers.open(signed, as: StatusEvent.self, from: register).document
    }
}

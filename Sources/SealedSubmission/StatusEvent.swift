public import Cryptography
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
    /// The archive's password sealed to the trustee's key (`ArchivePasswordSeal`): with `fileReady` alone.
    public let password: Base64Text?

    public init(submission: SubmissionID, step: SubmissionStep, at time: Date, password: [UInt8]? = nil) {
        format = Self.format
        self.submission = submission
        self.step = step
        at = time
        self.password = password.map { Base64Text($0) }
    }

    /// - Parameter register: whose signature it must be.
    /// - Throws: `SubmissionFault` with a code of signed documents; `.unreadableDocument` for a password that comes with
    ///   another step than the file's.
    public static func verify(
        _ signed: [UInt8], signers: SignerVerification, register: OrganisationNumber
    ) throws(SubmissionFault) -> StatusEvent {
        let event = try signers.open(signed, as: StatusEvent.self, from: register).document
        guard event.password == nil || event.step == .fileReady else { throw SubmissionFault(.unreadableDocument) }
        return event
    }
}

/// How the password of a feedback archive is sealed to a key: RSAES-OAEP with SHA-256, bound to its submission.
public enum ArchivePasswordSeal {
    /// It opens for this submission and nothing else.
    public static func label(of submission: SubmissionID) -> [UInt8] {
        Array("budstikke/archive-password/\(submission)".utf8)
    }

    /// - Throws: `SubmissionFault` `.passwordNotOpened` for another key or submission, or what can be no password: other
    ///   than 16 to 200 printable characters of ASCII.
    public static func open(
        _ sealed: [UInt8], of submission: SubmissionID, key: PrivateKey
    ) throws(SubmissionFault) -> [UInt8] {
        guard let password = try? key.decryptOAEP(sealed, label: label(of: submission)),
            (16...200).contains(password.count), password.allSatisfy({ (33...126).contains($0) })
        else { throw SubmissionFault(.passwordNotOpened) }
        return password
    }
}

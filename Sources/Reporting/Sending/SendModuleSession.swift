public import Foundation
public import Identifiers
import NIOCore
import NIOHTTP1
public import SealedSubmission

/// Somebody logged in to the send module, for half an hour.
public struct SendModuleSession: Sendable {
    let client: SendModuleClient
    let token: String
    public let claim: LogInClaim

    /// The own unit's submissions, newest first, and the next number of each kind.
    public func submissions() async throws(SendFault) -> SubmissionList {
        let list = try await client.send(.GET, "/submissions", token: token).json(SubmissionList.self)
        guard list.unit == claim.unit.description,
            list.nextSequence.values.allSatisfy({ SubmissionManifest.next.contains($0) })
        else { throw SendFault(.answerUnusable) }
        return list
    }

    // MARK: - Password and contact

    /// Has the archive's password shown, for whoever opens it with another program than this.
    /// - Parameter code: the receipt's, where the log-in was by PIN.
    public func password(of submission: SubmissionID, code: String?) async throws(SendFault) -> ShownPassword {
        let shown = try await client.send(
            .POST, "/submissions/\(submission)/password", json: ["code": code].compactMapValues { $0 }, token: token
        ).json(ShownPassword.self)
        guard shown.submission == submission else { throw SendFault(.answerUnusable) }
        return shown
    }

    /// Contact and deputy as they are now.
    public func contact(of submission: SubmissionID) async throws(SendFault) -> ContactState {
        try await client.send(.GET, "/submissions/\(submission)/contact", token: token).json(ContactState.self)
            .of(submission)
    }

    /// Changes both; a deputy that is left out is none any more.
    public func change(
        _ submission: SubmissionID, contact: Contact, deputy: Contact?, code: String?
    ) async throws(SendFault) -> ContactState {
        try await client.send(
            .PUT, "/submissions/\(submission)/contact",
            json: ContactOrder(contact: contact, deputy: deputy, code: code), token: token
        ).json(ContactState.self).of(submission)
    }

    private struct ContactOrder: Encodable {
        let contact: Contact
        let deputy: Contact?
        let code: String?
    }

    // MARK: - Uploading

    func begin(_ report: OwnReport) async throws(SendFault) -> BeginAnswer {
        let answer = try await client.send(
            .PUT, "\(path(report))/manifest", body: ByteBuffer(bytes: report.signed),
            headers: [("Content-Type", "application/pkcs7-mime")], token: token)
        if answer.isSigned { return .received(try answer.signed()) }
        return .upload(try answer.json(PlanAnswer.self).plan(for: report))
    }

    /// - Returns: where the part ends now.
    func append(
        _ octets: ByteBuffer, to part: PartName, of report: OwnReport, at offset: Int
    ) async throws(SendFault) -> Int {
        try await client.send(
            .PATCH, "\(path(report))/parts/\(part)", body: octets,
            headers: [("Upload-Offset", "\(offset)"), ("Content-Type", "application/offset+octet-stream")], token: token
        ).offset()
    }

    /// - Returns: the receipt, unverified.
    func complete(_ report: OwnReport) async throws(SendFault) -> [UInt8] {
        try await client.send(.POST, "\(path(report))/complete", token: token, limit: SubmissionReceipt.maximumBytes)
            .signed()
    }

    private func path(_ report: OwnReport) -> String { "/submissions/\(report.manifest.submission)" }

    /// Gives the token back.
    public func logOut() async { _ = try? await client.send(.POST, "/logout", token: token) }
}

/// What the send module tells a unit of its own submissions.
public struct SubmissionList: Sendable, Equatable, Decodable {
    public let unit: String
    public let submissions: [SubmissionState]
    /// The lowest number that the next one of each kind may have.
    public let nextSequence: [String: Int]

    /// The same of the kinds that this program knows.
    var next: [SubmissionKind: Int] {
        Dictionary(
            uniqueKeysWithValues: SubmissionKind.allCases.compactMap { kind in
                nextSequence[kind.rawValue].map { (kind, $0) }
            })
    }
}

/// How far one submission has come, as the send module tells.
public struct SubmissionState: Sendable, Equatable, Decodable {
    public let submission: SubmissionID
    public let year: Int
    public let kind: SubmissionKind
    public let sequence: Int
    public let state: String
    public let countsAs: ReceiptKind?
    public let arrivedAt: Date?
    /// Why it was refused, as a code.
    public let reason: String?
    public let timeline: SubmissionTimeline
    /// `none`, `ready`, `shown` or `destroyed`.
    public let password: String?
    public let passwordUntil: Date?
    /// The contact's address with most of it hidden.
    public let contactEmail: String?
}

/// An archive's password, shown once. Its `description` is bland.
public struct ShownPassword: Sendable, Equatable, Decodable, CustomStringConvertible, CustomReflectable {
    public let submission: SubmissionID
    public let password: String
    public let shownAt: Date
    /// From then on the send module has it no more.
    public let destroyedAt: Date

    public var description: String { "ShownPassword" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Who answers for a submission now.
public struct ContactState: Sendable, Equatable, Decodable {
    public let submission: SubmissionID
    public let contact: Contact
    public let deputy: Contact?
    /// How often it was changed.
    public let number: Int
    public let changedAt: Date?

    func of(_ submission: SubmissionID) throws(SendFault) -> ContactState {
        guard submission == self.submission else { throw SendFault(.answerUnusable) }
        return self
    }
}

import CommandOutcome
import Cryptography
public import Foundation
public import Identifiers
import Keys
import Store

/// Opens what was sealed to a report's return key: the password of its feedback (I-045, I-081).
///
/// Each opening is on record, before it is done.
public struct ReportPassword: AdministrationRequest {
    public static let name = "report.password"

    public struct Reply: Codable, Sendable, Equatable {
        public let password: String
    }

    public var tenant: TenantID?
    public var submission: SubmissionID
    /// RSAES-OAEP to the return key.
    public var sealed: Data
    /// What binds it to its use, as the sender wrote it.
    public var label: Data

    public init(tenant: TenantID?, submission: SubmissionID, sealed: Data, label: Data) {
        self.tenant = tenant
        self.submission = submission
        self.sealed = sealed
        self.label = label
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try await session.require(.fetch, of: tenant)
        let record = try await session.submission(submission, of: tenant)
        try await session.record(tenant, action: Self.name, ["submission": record.id])
        let key = try ReturnKey.open(record, of: tenant, in: session)
        guard let opened = try? key.decryptOAEP(Array(sealed), label: Array(label)),
            let password = String(validating: opened, as: UTF8.self)
        else {
            throw AdministrationError(
                "password-not-ours", "The password was not sealed to this report's key, or was changed.",
                remedy: "Fetch the feedback again; if it is the same then, ask the register to send it anew.",
                exit: .data)
        }
        return Reply(password: password)
    }
}

/// A report's return key and what its wrapping is bound to.
enum ReturnKey {
    static func context(_ tenant: TenantID, _ submission: String) -> String {
        "tenant/\(tenant.name)/return-key/\(submission)"
    }

    static func open(
        _ record: ReportedSubmission, of tenant: Tenant, in session: AdministrationSession
    ) throws -> PrivateKey {
        let pkcs8 = try session.administration.masterKey.unwrap(
            record.wrappedReturnKey, context: context(tenant.id, record.id))
        return try PrivateKey(pkcs8DER: pkcs8)
    }
}

import CommandOutcome
import Cryptography
import Exchange
public import Foundation
public import Identifiers
import Keys
public import SealedSubmission
import Store

/// Begins a yearly report: takes the next sequence number and makes the key that the feedback comes back to.
///
/// Both are on disk before anything is sealed. A report that is begun and never sealed is withdrawn (`ReportWithdraw`);
/// where a crash kept that from happening it leaves a gap, which says nothing and harms nothing.
public struct ReportBegin: AdministrationRequest {
    public static let name = "report.begin"
    /// Bits of the return key.
    static let keyBits = 3072

    public struct Reply: Codable, Sendable, Equatable {
        public let submission: SubmissionID
        /// Whose certificate will sign.
        public let organisation: OrganisationNumber
        public let sequence: Int
        /// SubjectPublicKeyInfo, DER; empty in a dry run.
        public let returnKey: Data
        public let begunAt: Date
    }

    public var tenant: TenantID?
    public var unit: ReportingUnit
    public var year: Int
    public var kind: SubmissionKind
    /// A number that it must not be below, as the send module said it to somebody who could not keep it here.
    public var least: Int?

    public init(tenant: TenantID?, unit: ReportingUnit, year: Int, kind: SubmissionKind, least: Int? = nil) {
        self.tenant = tenant
        self.unit = unit
        self.year = year
        self.kind = kind
        self.least = least
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try await session.require(.seal, of: tenant)
        _ = try await ReportSigner(tenant, in: session)
        try session.requireUnit(unit, of: tenant)
        guard let submission = SubmissionID(session.administration.randomness.uuid().uuidString.lowercased()) else {
            throw AdministrationError.internalFault("no id")
        }
        let key = session.dryRun ? nil : try PrivateKey.generateRSA(bits: Self.keyBits)
        let wrapped = try key.map {
            try session.administration.masterKey.wrap(
                $0.pkcs8DER, context: ReturnKey.context(tenant.id, submission.description))
        }
        let (unit, year, kind, least, now, actor) = (unit, year, kind, least ?? 1, session.now, session.actor)
        let detail = [
            "submission": submission.description, "unit": unit.description, "year": String(year),
            "kind": kind.rawValue,
        ]
        let record = try await session.change(tenant, detail) { transaction in
            let record = ReportedSubmission(
                submission: submission, unit: unit, year: year, submissionKind: kind.rawValue,
                sequence: max(try transaction.nextSequence(unit, year, kind.rawValue), least),
                wrappedReturnKey: wrapped ?? [], begunAt: now, begunBy: actor)
            try transaction.put(record)
            return record
        }
        return Reply(
            submission: record.submission, organisation: tenant.organisationNumber, sequence: record.sequence,
            returnKey: Data(key?.publicKey.spkiDER ?? []), begunAt: record.begunAt)
    }
}

/// What the tenant's yearly reports are, newest first.
public struct ReportList: AdministrationRequest {
    public static let name = "report.list"

    public struct Item: Codable, Sendable, Equatable {
        public let submission: SubmissionID
        public let unit: ReportingUnit
        public let year: Int
        public let kind: String
        public let sequence: Int
        public let begunAt: Date
        public let begunBy: String
        /// Nil when it was never sealed.
        public let signedAt: Date?
        public let manifest: String?
        /// When it had arrived at the trustee, by its receipt.
        public let arrivedAt: Date?
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let submissions: [Item]
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let records = try await session.read(tenant) { try $0.records(ReportedSubmission.self) }
        return Reply(
            submissions: records.sorted { ($0.begunAt, $0.id) > ($1.begunAt, $1.id) }.map {
                Item(
                    submission: $0.submission, unit: $0.unit, year: $0.year, kind: $0.submissionKind,
                    sequence: $0.sequence, begunAt: $0.begunAt, begunBy: $0.begunBy, signedAt: $0.signedAt,
                    manifest: $0.manifest, arrivedAt: $0.arrivedAt)
            })
    }
}

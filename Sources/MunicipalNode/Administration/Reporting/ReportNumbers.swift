import CommandOutcome
import Exchange
public import Identifiers
public import SealedSubmission
import Store

/// Keeps the sequence numbers that the send module takes next, where they are above what is known here; the next
/// sealing then begins with them.
public struct ReportNumbers: AdministrationRequest {
    public static let name = "report.numbers"

    public struct Reply: Codable, Sendable, Equatable {
        /// What is above the numbers that were known here, by kind.
        public let raised: [String: Int]
    }

    public var tenant: TenantID?
    public var unit: ReportingUnit
    public var year: Int
    /// The lowest number that the next submission may have, by kind.
    public var next: [String: Int]

    public init(tenant: TenantID?, unit: ReportingUnit, year: Int, next: [SubmissionKind: Int]) {
        self.tenant = tenant
        self.unit = unit
        self.year = year
        self.next = Dictionary(uniqueKeysWithValues: next.map { ($0.key.rawValue, $0.value) })
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        // Whoever logs in to the send module hears them.
        try await session.require(.send, .fetch, of: tenant)
        guard next.allSatisfy({ SubmissionKind(rawValue: $0.key) != nil && SubmissionManifest.next.contains($0.value) })
        else {
            throw AdministrationError(
                "report-number-unusable", "The send module's numbers are none.",
                remedy: "Is the send module's address right?", exit: .data)
        }
        let (unit, year, next) = (unit, year, next)
        let raised = try await session.read(tenant) { store in
            try next.filter { try $0.value > store.nextSequence(unit, year, $0.key) }
        }
        if raised.isEmpty || session.dryRun { return Reply(raised: raised) }
        let numbers = raised.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
        let detail = ["unit": unit.description, "year": String(year), "next": numbers]
        try await session.change(tenant, detail) { transaction in
            for (kind, number) in raised where try number > transaction.nextSequence(unit, year, kind) {
                try transaction.put(ReportSequence(unit: unit, year: year, submissionKind: kind, next: number))
            }
        }
        return Reply(raised: raised)
    }
}

/// Takes back a report that was begun and came to nothing, so that its sequence number is not used up.
///
/// One that has been signed may have left the house: it keeps its number.
public struct ReportWithdraw: AdministrationRequest {
    public static let name = "report.withdraw"

    public struct Reply: Codable, Sendable, Equatable {
        public let sequence: Int
    }

    public var tenant: TenantID?
    public var submission: SubmissionID

    public init(tenant: TenantID?, submission: SubmissionID) {
        self.tenant = tenant
        self.submission = submission
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        try await session.require(.seal, of: tenant)
        let record = try await session.submission(submission, of: tenant)
        guard record.manifest == nil else { throw AdministrationError.reportSealedAlready }
        if session.dryRun { return Reply(sequence: record.sequence) }
        let id = record.id
        try await session.change(tenant, ["submission": id, "sequence": String(record.sequence)]) { transaction in
            guard try transaction.record(ReportedSubmission.self, id: id)?.manifest == nil else {
                throw AdministrationError.reportSealedAlready
            }
            try transaction.delete(ReportedSubmission.self, id: id)
        }
        return Reply(sequence: record.sequence)
    }
}

extension TenantReading {
    /// The number that the next report of a unit, year and kind is to have: above all that were begun here, and not below
    /// what the send module takes.
    func nextSequence(_ unit: ReportingUnit, _ year: Int, _ kind: String) throws -> Int {
        let begun = try records(ReportedSubmission.self).filter {
            $0.unit == unit && $0.year == year && $0.submissionKind == kind
        }
        let told = try record(ReportSequence.self, id: ReportSequence.id(unit, year, kind))?.next ?? 1
        return max((begun.map(\.sequence).max() ?? 0) + 1, told)
    }
}

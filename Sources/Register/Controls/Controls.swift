import Archive
import ControlReport
public import Foundation
public import Identifiers
import IplosContent
import OsloCalendar
import SQLiteAccess
import SealedSubmission

/// Controls a joined submission and makes its lists and tables: `joined → controlled`.
///
/// The stored persons are gone through one at a time. The same submission, with the same list of providers and the same
/// last year, gives the same octets on any host at any time (T-129); a crash before the commit leaves `joined`.
public struct Controls: Sendable {
    private let store: RegisterStore
    private let rule: AssistanceNeedRule
    private let rowsPerControl: Int
    private let faults: FaultPoints

    /// - Parameter rowsPerControl: how many rows of one control the list has at most; the others are counted in a row of
    ///   their own, so that a faulty extract of a city does not fill the memory.
    public init(
        store: RegisterStore, rule: AssistanceNeedRule = .own1, rowsPerControl: Int = 10_000,
        faults: FaultPoints = .none
    ) {
        self.store = store
        self.rule = rule
        self.rowsPerControl = rowsPerControl
        self.faults = faults
    }

    /// Controls one submission. Every one gets lists and tables, with no faults too (I-005).
    /// - Returns: how it stands now; unchanged when it was controlled before.
    /// - Throws: `RegisterError.wrongState` when it is not joined.
    public func run(_ id: SubmissionID, now: Date) throws -> Submission {
        guard let submission = try store.submission(id) else { throw RegisterError.unknown }
        guard submission.state != .controlled, submission.state != .released else { return submission }
        guard submission.state == .joined, let municipality = try store.municipality(submission.unit) else {
            throw RegisterError.wrongState
        }
        let pass = try ControlPass(
            store: store, submission: submission, providers: municipality.providers?.numbers, rule: rule,
            rowsPerControl: rowsPerControl, language: Self.language(municipality.language)
        ).run()
        try faults.pass(.controlsRun)
        let before = try lastYear(of: submission)
        let changes = before.map { ChangeControls(now: pass.tally, before: $0, year: submission.year).rows() } ?? []
        var rows = pass.takeRows()
        rows += changes
        let tables = ControlTables(
            now: pass.tally, before: before, year: submission.year, rule: rule, unknownProviders: pass.unknownProviders,
            providersDated: municipality.providers.map { OsloTime.day(at: $0.dated).description })
        let package = FeedbackPackage(
            errors: ErrorList(
                head: head(of: submission, municipality), rows: consume rows,
                controls: ControlCatalogue.all.map { ControlDescription($0) }
                    + RegisterControl.allCases.map(\.description)),
            tables: tables.all(), language: Self.language(municipality.language))
        try commit(submission, package, tally: pass.tally, findings: pass.findings + changes.count, now: now)
        try faults.pass(.controlled)
        guard let controlled = try store.submission(id) else { throw RegisterError.damaged }
        return controlled
    }

    // MARK: - Steps

    /// The figures of what counted last year, if anything did.
    private func lastYear(of submission: Submission) throws -> Tally? {
        guard let before = try store.submissionInForce(of: submission.unit, year: submission.year - 1) else {
            return nil
        }
        return try store.tally(of: before)
    }

    private func head(of submission: Submission, _ municipality: Municipality) -> ReportHead {
        let kind: ReportHead.Kind =
            switch submission.kind {
            case .ordinary: .ordinary
            case .correction: .correction
            case .test: .test
            }
        return ReportHead(
            unit: submission.unit, unitName: municipality.name, year: submission.year, kind: kind,
            sequence: submission.sequence, received: OsloTime.day(at: submission.arrivedAt).description)
    }

    private static func language(_ language: RegisterLanguage) -> ReportLanguage {
        switch language {
        case .bokmål: .nb
        case .nynorsk: .nn
        case .english: .en
        }
    }

    private func commit(
        _ submission: Submission, _ package: FeedbackPackage, tally: Tally, findings: Int, now: Date
    ) throws {
        let bytes = Array(try RegisterStore.encoder().encode(tally))
        let sealed = try store.keys.seal(bytes, as: "tally/\(submission.id)")
        try store.database.write { connection in
            var position = 0
            try package.forEachFile { file in
                let file = FeedbackFile(name: file.name.text, bytes: file.bytes)
                try store.keep(file, at: position, of: submission, in: connection)
                position += 1
            }
            try connection.run(
                "INSERT INTO tallies (submission, tally) VALUES (?, ?)", [submission.key, sealed])
            try connection.run(
                """
                UPDATE submissions SET state = 'controlled', controlled_at = ?, findings = ?
                WHERE key = ? AND state = 'joined'
                """,
                [now.microseconds, findings, submission.key])
            guard connection.changes == 1 else { throw RegisterError.wrongState }
            try StatusEvents.note(.controlled, of: submission.key, at: now, in: connection)
            let entry = AuditEntry(
                at: now, actor: "register", action: "submission.controlled", detail: ["submission": submission.id.text])
            try store.audit.append(entry, to: connection)
            try faults.pass(.beforeControlled)
        }
    }
}

extension RegisterStore {
    /// The figures of a controlled submission; nil before that.
    func tally(of submission: Submission) throws -> Tally? {
        let sealed = try database.read {
            try $0.first("SELECT tally FROM tallies WHERE submission = ?", [submission.key]) { $0.bytes(0) }
        }
        return try sealed.flatMap { $0 }.map {
            let bytes = try keys.open($0, as: "tally/\(submission.id)")
            return try Self.decode(Tally.self, from: String(decoding: bytes, as: UTF8.self))
        }
    }
}

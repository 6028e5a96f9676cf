import CommandOutcome
import Foundation
public import Identifiers
import Monitoring
public import Store

/// Opens a deviation, with the messages and the task that it came of (M-028).
public struct DeviationOpen: AdministrationRequest {
    public static let name = "deviation.open"

    public struct Reply: Codable, Sendable, Equatable {
        public let deviation: DeviationSummary
    }

    public var tenant: TenantID?
    /// As somebody wrote them. Category, discovery and what happened must be among them.
    public var fields: [DeviationField: String]

    public init(tenant: TenantID?, fields: [DeviationField: String]) {
        self.tenant = tenant
        self.fields = fields
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let (fields, actor, now, language) = (fields, session.actor, session.now, session.language)
        return try await session.change(
            tenant, { ["deviation": "\($0.deviation.number)", "category": $0.deviation.category.rawValue] }
        ) { transaction in
            var draft = DeviationDraft()
            try draft.read(fields, in: transaction, now: now)
            let deviation = try transaction.openDeviation(
                try draft.form(), about: draft.messages, task: draft.task, at: now, by: actor)
            let changes = DeviationChanges(from: nil, to: deviation)
            try transaction.append(
                DeviationStep(
                    at: now, by: actor, kind: .opened, state: .new,
                    content: DeviationStep.Content(changes: try changes.values(in: transaction))),
                toDeviation: deviation.number)
            return Reply(deviation: DeviationSummary(deviation, now: now, language))
        }
    }
}

/// Writes on a deviation, takes it to its next state, or opens it again with a reason.
public struct DeviationChange: AdministrationRequest {
    public static let name = "deviation.change"

    public struct Reply: Codable, Sendable, Equatable {
        public let deviation: DeviationSummary
    }

    public var tenant: TenantID?
    public var number: Int64
    /// As somebody wrote them: what is not among them stays, what is empty is emptied.
    public var fields: [DeviationField: String]
    /// The state it goes to; nil to stay.
    public var state: Deviation.State?
    /// Why it is opened again.
    public var reason: String?
    /// The version that whoever changes it has seen; nil to write over whatever is there.
    public var version: Int64?

    public init(tenant: TenantID?, number: Int64, fields: [DeviationField: String] = [:]) {
        self.tenant = tenant
        self.number = number
        self.fields = fields
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let (request, actor, now, language) = (self, session.actor, session.now, session.language)
        let names = DeviationField.allCases.filter { fields[$0] != nil }.map(\.rawValue).joined(separator: " ")
        return try await session.change(
            tenant,
            { reply in
                ["deviation": "\(request.number)", "state": reply.deviation.state.rawValue, "fields": names]
            }
        ) { transaction in
            let old = try DeviationFinder.find(request.number, in: transaction)
            if let seen = request.version, seen != old.version { throw AdministrationError.deviationChanged }
            var (deviation, steps) = (old, [DeviationStep]())
            if old.state == .closed { try request.move(&deviation, &steps, at: now, by: actor) }
            let written = try request.write(on: deviation, in: transaction, at: now, by: actor)
            deviation = written.deviation
            steps += written.steps
            if old.state != .closed { try request.move(&deviation, &steps, at: now, by: actor) }
            guard try transaction.update(deviation) else { throw AdministrationError.deviationChanged }
            for step in steps { try transaction.append(step, toDeviation: deviation.number) }
            return Reply(
                deviation: DeviationSummary(
                    try DeviationFinder.find(request.number, in: transaction), now: now, language))
        }
    }

    private func write(
        on deviation: Deviation, in store: any TenantReading, at now: Date, by actor: String
    ) throws -> (deviation: Deviation, steps: [DeviationStep]) {
        guard !fields.isEmpty else { return (deviation, []) }
        guard deviation.state != .closed else { throw AdministrationError.deviationClosed }
        var draft = DeviationDraft(deviation)
        try draft.read(fields, in: store, now: now)
        var written = deviation
        written.form = try draft.form()
        (written.messages, written.task) = (draft.messages, draft.task)
        // The clock begins anew.
        if written.form.category != deviation.form.category || written.form.discovered != deviation.form.discovered {
            written.alarmedHours = 0
        }
        let changes = try DeviationChanges(from: deviation, to: written).values(in: store)
        guard !changes.isEmpty else { return (deviation, []) }
        let step = DeviationStep(
            at: now, by: actor, kind: .changed, state: deviation.state,
            content: DeviationStep.Content(changes: changes))
        return (written, [step])
    }

    private func move(
        _ deviation: inout Deviation, _ steps: inout [DeviationStep], at now: Date, by actor: String
    ) throws {
        guard let state else {
            if deviation.state == .closed { throw AdministrationError.deviationClosed }
            return
        }
        let why = reason?.trimmingCharacters(in: .whitespacesAndNewlines)
        if let why, PatientNumber.mayStand(in: why) { throw AdministrationError.reasonNamesPatient }
        if let why, why.count > DeviationDraft.longestText { throw AdministrationError.reasonTooLong }
        do {
            let (moved, step) = try DeviationRules.move(deviation, to: state, reason: why, at: now, by: actor)
            deviation = moved
            steps.append(step)
        } catch { throw AdministrationError(error) }
    }
}

/// Which fields say something else after a change.
struct DeviationChanges {
    let from: Deviation?
    let to: Deviation

    func values(in store: any TenantReading) throws -> [DeviationField: String] {
        var values: [DeviationField: String] = [:]
        for field in DeviationField.allCases {
            let new = try to.written(field, in: store)
            if try from?.written(field, in: store) ?? "" != new { values[field] = new }
        }
        return values
    }
}

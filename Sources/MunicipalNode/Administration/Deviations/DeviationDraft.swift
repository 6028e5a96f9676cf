import CommandOutcome
import Foundation
import Monitoring
public import Store

/// What is wrong with one field of a deviation as somebody wrote it.
public struct DeviationFault: Sendable, Equatable {
    public enum Problem: String, Sendable, CaseIterable {
        case missing, tooLong, namesPatient, notATime, inTheFuture, endsBeforeItBegins, tooEarly, notAKind,
            unknownMessage,
            unknownTask
    }

    public let field: DeviationField
    public let problem: Problem

    init(_ field: DeviationField, _ problem: Problem) {
        self.field = field
        self.problem = problem
    }

    /// `cause: missing`: as a refusal has it among its details.
    var detail: String { "\(field.rawValue): \(problem.rawValue)" }

    /// nil for a detail that is none.
    public init?(detail: String) {
        let parts = detail.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.count == 2, let field = DeviationField(rawValue: parts[0]),
            let problem = Problem(rawValue: parts[1])
        else { return nil }
        self.init(field, problem)
    }
}

/// A deviation's fields while what somebody wrote is read into them.
struct DeviationDraft {
    /// Characters of a text, and of a line.
    static let longestText = 4_000
    static let longestLine = 200
    static let mostMessages = 100

    private var category: Deviation.Category?
    private var discovered: Date?
    private var texts: [DeviationField: String] = [:]
    private var moments: [DeviationField: Date] = [:]
    private(set) var messages: [MessageKey] = []
    private(set) var task: Int64?
    private(set) var faults: [DeviationFault] = []

    init() {}

    init(_ deviation: Deviation) {
        (category, discovered) = (deviation.form.category, deviation.form.discovered)
        (texts, moments) = (deviation.form.texts, deviation.form.moments)
        (messages, task) = (deviation.messages, deviation.task)
    }

    /// Takes what was written; a field that is not there stays as it is, an empty one is emptied.
    mutating func read(_ written: [DeviationField: String], in store: any TenantReading, now: Date) throws {
        for field in DeviationField.allCases {
            guard let text = written[field]?.trimmingCharacters(in: .whitespacesAndNewlines) else { continue }
            switch field.kind {
            case .choice:
                category = Deviation.Category(rawValue: text)
                if !text.isEmpty, category == nil { refuse(field, .notAKind) }
            case .moment: readMoment(field, text, now)
            case .links: try field == .task ? readTask(text, in: store) : readMessages(text, in: store)
            case .line, .text: readText(field, text)
            }
        }
        if let from = moments[.from], let until = moments[.until], until < from { refuse(.until, .endsBeforeItBegins) }
        // A wrong year would stop the authority's clock.
        if let notified = moments[.notified], let discovered, notified < discovered { refuse(.notified, .tooEarly) }
        let isMissing: [(DeviationField, Bool)] = [
            (.category, category == nil), (.discovered, discovered == nil), (.what, texts[.what] == nil),
        ]
        for (field, missing) in isMissing where missing && !faults.contains(where: { $0.field == field }) {
            refuse(field, .missing)
        }
        let order = DeviationField.allCases
        faults.sort { (order.firstIndex(of: $0.field) ?? 0) < (order.firstIndex(of: $1.field) ?? 0) }
    }

    /// Throws what is wrong with all fields together.
    func form() throws -> DeviationForm {
        guard faults.isEmpty, let category, let discovered else { throw AdministrationError(faults) }
        return DeviationForm(category: category, discovered: discovered, texts: texts, moments: moments)
    }

    // MARK: - Private steps

    private mutating func refuse(_ field: DeviationField, _ problem: DeviationFault.Problem) {
        faults.append(DeviationFault(field, problem))
    }

    private mutating func readMoment(_ field: DeviationField, _ text: String, _ now: Date) {
        // The form shows minutes: what was not touched keeps its seconds.
        let old = field == .discovered ? discovered : moments[field]
        if let old, DeviationMoment.text(old) == text { return }
        let moment = DeviationMoment.read(text)
        if !text.isEmpty, moment == nil {
            return refuse(field, PatientNumber.mayStand(in: text) ? .namesPatient : .notATime)
        }
        // A clock that is a little slow must not refuse what has just happened.
        if let moment, moment > now + 120 { refuse(field, .inTheFuture) }
        if field == .discovered { discovered = moment } else { moments[field] = moment }
    }

    private mutating func readText(_ field: DeviationField, _ text: String) {
        if PatientNumber.mayStand(in: text) { return refuse(field, .namesPatient) }
        if text.count > (field.kind == .line ? Self.longestLine : Self.longestText) { refuse(field, .tooLong) }
        texts[field] = text.isEmpty ? nil : text
    }

    private mutating func readTask(_ text: String, in store: any TenantReading) throws {
        guard !text.isEmpty else { return task = nil }
        guard let id = Int64(text), try store.task(id) != nil else {
            return refuse(.task, PatientNumber.mayStand(in: text) ? .namesPatient : .unknownTask)
        }
        task = id
    }

    private mutating func readMessages(_ text: String, in store: any TenantReading) throws {
        let ids = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard ids.count <= Self.mostMessages else { return refuse(.messages, .tooLong) }
        var found: [MessageKey] = []
        for id in ids {
            do { found.append(try MessageFinder(id: id).find(in: store).key) } catch is AdministrationError {
                return refuse(.messages, PatientNumber.mayStand(in: text) ? .namesPatient : .unknownMessage)
            }
        }
        messages = Array(Set(found)).sorted { $0.value < $1.value }
    }
}

extension AdministrationError {
    /// What is wrong with a deviation's fields; the details name them, never what was written.
    init(_ faults: [DeviationFault]) {
        self.init(
            "deviation-fields", "Something on the form is missing or cannot stand there.",
            remedy: "Correct what is named below; nothing was changed.", details: faults.map(\.detail), exit: .data)
    }
}

import CommandOutcome
import Foundation
public import Identifiers
import Monitoring
public import Store
public import Texts

/// The work that messages give to people, newest first, a page at a time.
public struct TaskList: AdministrationRequest {
    public static let name = "task.list"
    public static let largestPage = 500

    public struct Reply: Codable, Sendable, Equatable {
        public let tasks: [TaskSummary]
        /// What to give as `before` for the next page; nil when there is none.
        public let next: Int64?
    }

    public var tenant: TenantID?
    /// Closed ones too.
    public var all = false
    public var partner: HERId?
    public var action: String?
    /// Only those that this step and reason opened.
    public var cause: MessageTask.Cause?
    public var before: Int64?
    public var limit = 50

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let page = max(1, min(limit, Self.largestPage))
        var query = TaskQuery()
        query.isOpen = all ? nil : true
        query.partner = partner
        query.action = action
        query.cause = cause
        query.before = before
        query.limit = page + 1
        let (asked, now, language) = (query, session.now, session.language)
        return try await session.read(tenant) { store in
            let found = try store.tasks(asked)
            let shown = found.prefix(page)
            return Reply(
                tasks: try shown.map { TaskSummary($0, of: try store.message($0.message), now: now, language) },
                next: found.count > page ? shown.last?.id : nil)
        }
    }
}

/// One task with what was written on it.
public struct TaskShow: AdministrationRequest {
    public static let name = "task.show"

    public struct Reply: Codable, Sendable, Equatable {
        public let task: TaskSummary
        public let explanation: Explanation?
        public let notes: [TaskNote]
    }

    public var tenant: TenantID?
    public var id: Int64

    public init(tenant: TenantID?, id: Int64) {
        self.tenant = tenant
        self.id = id
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let (id, now, language) = (id, session.now, session.language)
        return try await session.read(tenant) { store in
            let task = try TaskFinder.find(id, in: store)
            return Reply(
                task: TaskSummary(task, of: try store.message(task.message), now: now, language),
                explanation: task.cause.reason.map { Texts.explanation(of: $0, language) },
                notes: try store.notes(ofTask: id))
        }
    }
}

/// Takes a task, writes on it, or closes it: what is given is done, in that order.
public struct TaskChange: AdministrationRequest {
    public static let name = "task.change"
    /// Characters of a note.
    public static let longestNote = 2_000

    public enum Taker: Codable, Sendable, Equatable {
        case whoAsks
        case named(String)
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let task: TaskSummary
    }

    public var tenant: TenantID?
    public var id: Int64
    /// Who takes it; nil when nobody does.
    public var owner: Taker?
    public var note: String?
    public var closing: MessageTask.Closing?

    public init(tenant: TenantID?, id: Int64) {
        self.tenant = tenant
        self.id = id
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        let note = try readNote()
        if closing == .solvedItself {
            throw AdministrationError(
                "closing-reserved", "Only the server closes a task with `solvedItself`.", exit: .usage)
        }
        if let closing, closing.needsNote, note == nil {
            throw AdministrationError(
                "note-needed", "When nothing is to be done, a note must say why.", remedy: "Give it with --note TEXT.",
                exit: .usage)
        }
        var detail = ["task": "\(id)"]
        if let closing { detail["closing"] = closing.rawValue }
        let (id, owner, closing, actor, now) = (id, owner, closing, session.actor, session.now)
        let language = session.language
        return try await session.change(tenant, detail) { transaction in
            var task = try TaskFinder.find(id, in: transaction)
            guard task.end == nil else {
                throw AdministrationError("task-closed", "The task has been closed already.", exit: .data)
            }
            switch owner {
            case .whoAsks: task.owner = actor
            case .named(let name): task.owner = name
            case nil: break
            }
            if closing == .sentAgain, try !task.wasSentAgain(in: transaction) {
                throw AdministrationError(
                    "not-sent-again", "The message has not been sent or taken up again since the task was opened.",
                    remedy: "Send it again first; the receipt then closes the task by itself.", exit: .data)
            }
            if let note { try transaction.add(TaskNote(at: now, by: actor, text: note), toTask: id) }
            if let closing { task.end = MessageTask.End(at: now, by: actor, closing: closing) }
            guard try transaction.update(task) else { throw StoreError.leaseLost }
            return Reply(task: TaskSummary(task, of: try transaction.message(task.message), now: now, language))
        }
    }

    /// It is stored as it is, and no identity number may come in with it.
    private func readNote() throws(AdministrationError) -> String? {
        guard let text = note?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else { return nil }
        guard text.count <= Self.longestNote else {
            throw AdministrationError(
                "note-too-long", "A note has at most \(Self.longestNote) characters.", exit: .usage)
        }
        if PatientNumber.mayStand(in: text) {
            throw AdministrationError(
                "note-names-patient", "The note seems to hold an identity number.",
                remedy: "Name the message by its id instead; the record system knows the patient.", exit: .data)
        }
        return text
    }
}

extension MessageTask {
    /// Whether the message was sent again, or taken up again where it stood, since the task was opened.
    fileprivate func wasSentAgain(in store: any TenantReading) throws -> Bool {
        let steps: Set<StepCode> = [.resendRequested, .resent, .unparked]
        return try store.events(of: message).contains { event in
            event.at >= openedAt && StepCode(rawValue: event.step).map(steps.contains) == true
        }
    }
}

enum TaskFinder {
    static func find(_ id: Int64, in store: any TenantReading) throws -> MessageTask {
        guard let task = try store.task(id) else {
            throw AdministrationError(
                "task-unknown", "There is no task \(id).", remedy: "`budstikke task list` shows them.", exit: .noInput)
        }
        return task
    }
}

import CommandOutcome
import Foundation
import HTTPTypes
import Monitoring
import MunicipalNode
import Store
import Texts
import Web

/// One matter: what happened, what to do, who has it, what was written, and closing it with what was done.
struct TaskPage {
    let desk: ConsolePages
    let id: Int64

    func respond(to call: WebCall<ConsoleRoute>) async throws -> WebReply {
        var change = TaskChange(tenant: desk.guest.tenant, id: id)
        switch call.route {
        case .take: change.owner = .whoAsks
        case .note:
            change.note = call.form["note"]
            guard change.note?.contains(where: { !$0.isWhitespace }) == true else {
                return try await refused("note", .noteEmpty, call)
            }
        case .close:
            guard let closing = call.form["closing"].flatMap(MessageTask.Closing.init), closing != .solvedItself
            else { return try await refused("closing", .closeWhatMissing, call) }
            change.closing = closing
            change.note = call.form["why"]
        default: return .page(try await page(call.language))
        }
        do {
            _ = try await desk.ask(change, call.language)
            return .redirect(to: ConsoleRoute.task(id))
        } catch let error as AdministrationError {
            let field = call.route == .close(id) ? "why" : "note"
            switch error.code {
            case "note-needed": return try await refused(field, .noteNeeded, call)
            case "note-too-long": return try await refused(field, .noteTooLong, call)
            case "note-names-patient": return try await refused(field, .noteNamesPatient, call)
            case "task-closed": return try await refused(nil, .taskAlreadyClosed, call)
            default: throw error
            }
        }
    }

    /// What was written is not lost (U-08), but for what names a patient.
    private func refused(
        _ field: String?, _ words: TasksText, _ call: WebCall<ConsoleRoute>
    ) async throws -> WebReply {
        let kept = words == .noteNamesPatient ? nil : call.form
        return .page(try await page(call.language, errors: [FieldError(field, words.text(call.language))], kept: kept))
    }

    private func page(
        _ language: Language, errors: [FieldError] = [], kept: FormFields? = nil
    ) async throws -> Page {
        let reply = try await desk.ask(TaskShow(tenant: desk.guest.tenant, id: id), language)
        let task = reply.task
        let names = try await desk.names(of: [task.partner], language)
        let isOpen = task.end == nil && desk.mayAct
        return Page(
            "task", title: task.words, topic: .other, status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "number": .text(TasksText.taskTitle.text(language, ["number": "\(id)"])),
                "about": .text(
                    "\(task.action ?? OverviewPageText.oneMessage.text(language)), \(names.text(task.partner, language))"
                ),
                "message": task.serverID.map { .text(ConsoleRoute.message($0).path) } ?? false,
                "explanation": reply.explanation.map {
                    .fields([
                        "meaning": .text($0.meaning), "action": .text($0.action), "who": .text($0.who),
                    ])
                } ?? false,
                "facts": .list(facts(task, names, language)),
                "notes": .list(
                    reply.notes.map {
                        .fields([
                            "head": .text(
                                TasksText.noteBy.text(
                                    language,
                                    [
                                        "time": PageTime.moment($0.at, language),
                                        "who": ActorName.text($0.by, names, language),
                                    ])), "text": .text($0.text),
                        ])
                    }), "hasNotes": .flag(!reply.notes.isEmpty),
                "take": isOpen && task.owner != desk.guest.actor
                    ? FormView(to: ConsoleRoute.take(id), button: TasksText.takeButton.text(language)).value : false,
                "note": isOpen ? noteForm(language, kept).value(errors: errors) : false,
                "close": isOpen ? closeForm(language, kept).value(errors: errors) : false,
                "all": .text(ConsoleRoute.tasks.path),
            ], errors: errors)
    }

    // MARK: - Parts

    private func facts(_ task: TaskSummary, _ names: PartyNames, _ language: Language) -> [PageValue] {
        let due = PageTime.moment(task.dueAt, language)
        let all: [(TasksText, String?)] = [
            (.taskSince, PageTime.moment(task.openedAt, language)),
            (.taskDue, task.isOverdue ? "\(due) (\(TasksText.overdueMark.text(language)))" : due),
            (
                .taskOwner,
                task.owner.map { ActorName.text($0, names, language) } ?? TasksText.nobodyYet.text(language)
            ),
            (
                .taskEnded,
                task.end.map { end in
                    TasksText.noteBy.text(
                        language,
                        ["time": PageTime.moment(end.at, language), "who": ActorName.text(end.by, names, language)])
                }
            ), (.taskDone, task.endWords),
        ]
        return all.compactMap { name, text in
            text.map { .fields(["term": .text(name.text(language)), "text": .text($0)]) }
        }
    }

    private func noteForm(_ language: Language, _ kept: FormFields?) -> FormView {
        FormView(
            to: ConsoleRoute.note(id),
            fields: [
                InputView(
                    "note", .area, label: TasksText.noteLabel.text(language), hint: TasksText.noteHint.text(language),
                    content: kept?["note"] ?? "")
            ], button: TasksText.noteButton.text(language))
    }

    private func closeForm(_ language: Language, _ kept: FormFields?) -> FormView {
        let closings = MessageTask.Closing.allCases.filter { $0 != .solvedItself }
        return FormView(
            to: ConsoleRoute.close(id),
            fields: [
                InputView(
                    "closing", .radio, label: TasksText.closeWhat.text(language), content: kept?["closing"] ?? "",
                    options: closings.map { .init($0.rawValue, label: OverviewText.closing($0, language)) }),
                InputView(
                    "why", .area, label: TasksText.closeWhy.text(language),
                    hint: TasksText.closeWhyHint.text(language), content: kept?["why"] ?? "", isRequired: false),
            ], button: TasksText.closeTaskButton.text(language))
    }
}

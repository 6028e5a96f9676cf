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
        case .change:
            change.note = call.form["note"]
            let hasNote = change.note?.contains(where: { !$0.isWhitespace }) == true
            // Nothing chosen: the matter stays open, and what was written is kept.
            if let chosen = call.form["closing"], !chosen.isEmpty {
                guard let closing = MessageTask.Closing(rawValue: chosen), closing != .solvedItself else {
                    return .fault(.malformed)
                }
                change.closing = closing
            } else if !hasNote {
                return try await refused("note", .noteEmpty, call)
            }
        default: return .page(try await page(call.language, isSaved: call.query["saved"] != nil))
        }
        do {
            _ = try await desk.ask(change, call.language)
            return .redirect(to: ConsoleRoute.task(id), [("saved", "yes")])
        } catch let error as AdministrationError {
            switch error.code {
            case "note-needed": return try await refused("note", .noteNeeded, call)
            case "note-too-long": return try await refused("note", .noteTooLong, call)
            case "note-names-patient": return try await refused("note", .noteNamesPatient, call)
            case "not-sent-again": return try await refused("closing", .notSentAgain, call)
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
        _ language: Language, errors: [FieldError] = [], kept: FormFields? = nil, isSaved: Bool = false
    ) async throws -> Page {
        let reply = try await desk.ask(TaskShow(tenant: desk.guest.tenant, id: id), language)
        let task = reply.task
        let names = try await desk.names(of: [task.partner], language)
        let isOpen = task.end == nil && desk.mayAct
        return Page(
            "task", title: task.words, topic: .other, status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "isSaved": .flag(isSaved),
                "number": .text(TasksText.taskTitle.text(language, ["number": "\(id)"])),
                "about": .text(
                    "\(task.action ?? OverviewPageText.oneMessage.text(language)), \(names.text(task.partner, language))"
                ),
                "message": task.serverID.map { .text(ConsoleRoute.message($0).path) } ?? false,
                // What was to be done is no news when it has been.
                "explanation": task.end != nil
                    ? false
                    : reply.explanation.map {
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
                "change": isOpen ? changeForm(language, kept).value(errors: errors) : false,
                "deviate": desk.mayAct
                    ? .text(
                        DeviationRoute.fresh.path([
                            ("task", "\(id)"), ("message", task.serverID?.uuidString.lowercased()),
                        ])) : false,
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
        return TermList.value(all, language)
    }

    private func changeForm(_ language: Language, _ kept: FormFields?) -> FormView {
        let closings = MessageTask.Closing.allCases.filter { $0 != .solvedItself }
        return FormView(
            to: ConsoleRoute.change(id),
            fields: [
                InputView(
                    "note", .area, label: TasksText.noteLabel.text(language), hint: TasksText.noteHint.text(language),
                    content: kept?["note"] ?? "", isRequired: false),
                InputView(
                    "closing", .radio, label: TasksText.closeWhat.text(language), content: kept?["closing"] ?? "",
                    options: [.init("", label: TasksText.notDoneYet.text(language))]
                        + closings.map { .init($0.rawValue, label: OverviewText.closing($0, language)) }),
            ], button: TasksText.saveButton.text(language))
    }
}

import CommandOutcome
import Foundation
import HTTPTypes
import Identifiers
import MunicipalNode
import Store
import Texts
import Web

/// What needs a hand, one line each; those that are alike can be sent again by one act (U-05, U-11).
struct TasksPage {
    private static let pageSize = 50
    let desk: ConsolePages

    func page(_ call: WebCall<ConsoleRoute>) async throws -> Page {
        var notices: [String] = []
        for (name, words) in [("sent", TasksText.groupResent), ("failed", .groupFailed)] {
            guard let count = call.query[name].flatMap({ Int($0) }), count > 0 else { continue }
            notices.append(words.text(call.language, ["count": PageNumber.text(count, call.language)]))
        }
        return try await page(TaskGroupAddress(call.query), call.query, call.language, notices: notices)
    }

    func resend(_ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        let language = call.language
        guard let group = TaskGroupAddress(call.form), let expected = call.form["expected"].flatMap(Int.init) else {
            return .fault(.malformed)
        }
        do {
            let reply = try await desk.ask(
                TaskGroupResend(
                    tenant: desk.guest.tenant, cause: group.cause, partner: group.partner, action: group.action,
                    expected: expected), language)
            return .redirect(
                to: ConsoleRoute.tasks,
                group.query + [("sent", "\(reply.sentAgain)"), ("failed", "\(reply.failed.count)")])
        } catch let error as AdministrationError {
            let line: TasksText
            switch error.code {
            case "group-changed": line = .groupChanged
            case "group-too-large": line = .groupTooLarge
            case "group-not-resendable": line = .groupNotResendable
            default: throw error
            }
            return .page(try await page(group, call.form, language, errors: [FieldError(nil, line.text(language))]))
        }
    }

    // MARK: - Parts

    private func page(
        _ group: TaskGroupAddress?, _ query: FormFields, _ language: Language, errors: [FieldError] = [],
        notices: [String] = []
    ) async throws -> Page {
        let isAll = group == nil && query["all"] == "yes"
        let before = query["before"].flatMap(Int64.init)
        var list = TaskList(tenant: desk.guest.tenant)
        list.all = isAll
        (list.cause, list.partner, list.action) = (group?.cause, group?.partner, group?.action)
        list.before = before
        list.limit = group == nil ? Self.pageSize : TaskGroupResend.most
        let found = try await desk.ask(list, language)
        let tasks = found.tasks.filter { task in
            group.map { task.partner == $0.partner && task.action == $0.action } ?? true
        }
        let names = try await desk.names(of: tasks.map(\.partner) + [group?.partner], language)
        let type = group.map { $0.action ?? OverviewPageText.oneMessage.text(language) }
        let title = group.map {
            TasksText.groupTitle.text(language, ["type": type ?? "", "party": names.text($0.partner, language)])
        }
        return Page(
            "tasks", title: title ?? TasksText.tasks.text(language), topic: .other,
            status: errors.isEmpty ? .ok : .conflict,
            model: [
                "notices": .list(notices.map { .text($0) }), "isGroup": .flag(group != nil),
                "resend": group.flatMap {
                    resendForm($0, found.next == nil && before == nil ? tasks.count : 0, language)
                } ?? false,
                "resendLead": .text(TasksText.groupResendLead.text(language, ["count": "\(tasks.count)"])),
                "rows": .list(tasks.map { row($0, names, language) }), "hasRows": .flag(!tasks.isEmpty),
                "open": .text(ConsoleRoute.tasks.path), "all": .text(ConsoleRoute.tasks.path([("all", "yes")])),
                "isAll": .flag(isAll),
                "next": found.next.map { next in
                    .text(
                        ConsoleRoute.tasks.path(
                            (group?.query ?? []) + [("all", isAll ? "yes" : nil), ("before", "\(next)")]))
                } ?? false,
            ], errors: errors)
    }

    /// Only what lacks a receipt is sent again, and only all of it.
    private func resendForm(_ group: TaskGroupAddress, _ count: Int, _ language: Language) -> PageValue? {
        guard desk.mayAct, count > 0, let step = StepCode(rawValue: group.cause.step),
            TaskGroupResend.steps.contains(step)
        else { return nil }
        return FormView(
            to: ConsoleRoute.resendGroup,
            fields: group.hidden + [InputView("expected", .hidden, label: "", content: "\(count)")],
            button: TasksText.groupResendButton.text(language, ["count": PageNumber.text(count, language)])
        ).value
    }

    private func row(_ task: TaskSummary, _ names: PartyNames, _ language: Language) -> PageValue {
        let type = task.action ?? OverviewPageText.oneMessage.text(language)
        return .fields([
            "link": .text(ConsoleRoute.task(task.id).path), "since": .text(PageTime.moment(task.openedAt, language)),
            "due": .text(PageTime.moment(task.dueAt, language)), "isLate": .flag(task.isOverdue),
            "isClosed": .flag(task.end != nil), "what": .text(task.words),
            "about": .text("\(type), \(names.text(task.partner, language))"),
            "owner": .text(
                task.owner.map { ActorName.text($0, names, language) } ?? TasksText.nobodyYet.text(language)),
            "done": task.endWords.map { .text($0) } ?? false,
        ])
    }
}

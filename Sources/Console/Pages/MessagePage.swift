import CommandOutcome
import Foundation
import HTTPTypes
import Identifiers
import MunicipalNode
import Store
import Texts
import Web

/// One message: how it stands, what that means, what can be done, and all that has happened.
struct MessagePage {
    let desk: ConsolePages
    let id: UUID

    func page(_ call: WebCall<ConsoleRoute>) async throws -> Page {
        try await page(call.language, done: call.query["sent"] == nil ? nil : .resendDone)
    }

    private func page(
        _ language: Language, errors: [FieldError] = [], done: MessagePageText? = nil
    ) async throws -> Page {
        let reply = try await shown(language)
        let message = reply.message
        let names = try await desk.names(
            of: [message.fromHER, message.toHER] + reply.receivers.map(\.receiver) + reply.related.map(\.partner),
            language)
        var about = DeviationList(tenant: desk.guest.tenant)
        (about.message, about.states) = (id.uuidString, Deviation.State.allCases)
        let deviations = try await desk.ask(about, language).deviations
        let resend: PageValue =
            desk.mayAct && reply.canBeSentAgain
            ? FormView(to: ConsoleRoute.resend(id), button: MessagePageText.resendButton.text(language)).value : false
        return Page(
            "message",
            title: Self.heading(message, names, language),
            topic: .other, status: errors.isEmpty ? .ok : .conflict,
            model: [
                "done": done.map { .text($0.text(language)) } ?? false,
                "transport": StateMark(message.state).value(reply.stateWords),
                "answer": message.application == .notExpected
                    ? false : StateMark(message.application).value(reply.applicationWords),
                "explanation": reply.explanation.map(Self.explanation) ?? false,
                "resend": resend,
                "timeline": .list(reply.timeline.map { step($0, names, language) }),
                "facts": .list(facts(message, names, language)), "ids": .list(ids(message, language)),
                "receivers": .list(
                    reply.receivers.map {
                        .fields([
                            "party": .text(names.text($0.receiver, language)),
                            "state": StateMark($0.state).value($0.words),
                        ])
                    }),
                "hasReceivers": .flag(reply.receivers.count > 1),
                "tasks": .list(reply.tasks.map { task($0, language) }), "hasTasks": .flag(!reply.tasks.isEmpty),
                "related": .list(reply.related.map { related($0, names, language) }),
                "hasRelated": .flag(!reply.related.isEmpty), "evidence": .text(ConsoleRoute.evidence(id).path),
                "deviations": .list(deviations.map { deviation($0, language) }),
                "hasDeviations": .flag(!deviations.isEmpty),
                "deviate": desk.mayAct
                    ? .text(DeviationRoute.fresh.path([("message", id.uuidString.lowercased())])) : false,
                "all": .text(ConsoleRoute.messages.path),
            ], errors: errors)
    }

    func resend(_ language: Language) async throws -> WebReply {
        do {
            _ = try await desk.ask(MessageResend(tenant: desk.guest.tenant, id: id.uuidString), language)
            return .redirect(to: ConsoleRoute.message(id), [("sent", "yes")])
        } catch let error as AdministrationError where error.code != "message-unknown" {
            let line: String =
                switch error.code {
                case "never-packed": MessagePageText.neverPacked.text(language)
                case "not-resendable": MessagePageText.notResendable.text(language)
                default: MessagePageText.notDone.text(language, ["code": error.code])
                }
            return .page(try await page(language, errors: [FieldError(nil, line)]))
        }
    }

    /// The same as the page, as a file to keep.
    func evidence(_ language: Language) async throws -> WebReply {
        let octets = try MessageEvidence(try await shown(language)).octets()
        return .download(
            Download(name: "\(id.uuidString.lowercased()).json", mediaType: "application/json", octets: octets))
    }

    /// By our own id, which is looked for before any other.
    private func shown(_ language: Language) async throws -> MessageShow.Reply {
        try await desk.ask(MessageShow(tenant: desk.guest.tenant, id: id.uuidString), language)
    }

    // MARK: - Parts

    private static func heading(_ message: MessageSummary, _ names: PartyNames, _ language: Language) -> String {
        let head: MessagePageText = message.direction == .outgoing ? .titleOut : .titleIn
        return head.text(
            language, ["type": message.typeName(language), "party": names.text(message.partner, language)])
    }

    private static func explanation(_ explanation: Explanation) -> PageValue {
        .fields([
            "what": .text(explanation.what), "meaning": .text(explanation.meaning), "action": .text(explanation.action),
            "who": .text(explanation.who),
        ])
    }

    private func step(_ step: TimelineStep, _ names: PartyNames, _ language: Language) -> PageValue {
        .fields([
            "time": .text(PageTime.exact(step.at, language)), "words": .text(step.words),
            "actor": .text(ActorName.text(step.actor, names, language)),
        ])
    }

    private func facts(_ message: MessageSummary, _ names: PartyNames, _ language: Language) -> [PageValue] {
        let all: [(MessagePageText, String?)] = [
            (.factType, message.action), (.factFrom, names.text(message.fromHER, language)),
            (.factTo, names.text(message.toHER, language)),
            (.factSize, "\(PageNumber.text(message.size, language)) B"),
            (.factAttempts, message.attempts == 0 ? nil : "\(message.attempts)"),
            (.factMade, message.generatedAt.map { PageTime.moment($0, language) }),
            (.factDue, message.transportDueAt.map { PageTime.moment($0, language) }),
            (.factAnswerDue, message.applicationDueAt.map { PageTime.moment($0, language) }),
            (.factExpires, message.expiresAt.map { PageTime.moment($0, language) }),
        ]
        return TermList.value(all, language)
    }

    private func ids(_ message: MessageSummary, _ language: Language) -> [PageValue] {
        let all: [(MessagePageText, String?)] = [
            (.idOurs, message.serverID.uuidString.lowercased()), (.idMessage, message.messageID),
            (.idConversation, message.conversationID), (.idReference, message.refToMessageID),
            (.idDocument, message.msgID), (.idOriginal, message.originalMsgID), (.idAgreement, message.cpaID),
        ]
        return TermList.value(all, language)
    }

    private func task(_ task: TaskSummary, _ language: Language) -> PageValue {
        let state =
            task.endWords.map { MessagePageText.taskClosedWith.text(language, ["what": $0]) }
            ?? MessagePageText.taskIsOpen.text(language)
        return .fields(["link": .text(ConsoleRoute.task(task.id).path), "words": .text("\(task.words) (\(state))")])
    }

    private func deviation(_ deviation: DeviationSummary, _ language: Language) -> PageValue {
        let title = DeviationsText.deviationTitle.text(
            language, ["number": "\(deviation.number)", "kind": deviation.categoryWords])
        return .fields([
            "link": .text(DeviationRoute.one(deviation.number).path),
            "words": .text("\(title) (\(deviation.stateWords))"),
        ])
    }

    private func related(_ message: MessageSummary, _ names: PartyNames, _ language: Language) -> PageValue {
        .fields([
            "link": .text(ConsoleRoute.message(message.serverID).path),
            "words": .text(
                "\(Self.heading(message, names, language)), \(PageTime.moment(message.createdAt, language))"),
        ])
    }
}

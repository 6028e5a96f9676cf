import CommandOutcome
import Foundation
import HTTPTypes
import Monitoring
import MunicipalNode
import Store
import Texts
import Web

/// One deviation: how it stands, its form, what the authority and the partner are told, its history, and its files.
struct DeviationPage {
    let desk: ConsolePages
    let number: Int64

    func respond(to route: DeviationRoute, _ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        if case .change = route { return try await change(call) }
        let document = try await shown(call.language)
        switch route {
        case .paper: return .page(paper(document, call.language))
        case .authorityText:
            guard let text = document.authorityText else { return .fault(.notFound) }
            return download("authority-\(number).txt", "text/plain; charset=utf-8", Data(text.utf8))
        case .authorityFile:
            guard let lines = document.authority else { return .fault(.notFound) }
            return download("authority-\(number).json", "application/json", try Self.encoder.encode(lines))
        case .file:
            return download("deviation-\(number).json", "application/json", try Self.encoder.encode(document))
        default: return .page(page(document, call.language, isSaved: call.query["saved"] != nil))
        }
    }

    // MARK: - Changing

    private func change(_ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        let written = DeviationForms.written(call.form)
        var change = DeviationChange(tenant: desk.guest.tenant, number: number, fields: written)
        if let chosen = call.form["move"], !chosen.isEmpty {
            guard let state = Deviation.State(rawValue: chosen) else { return .fault(.malformed) }
            change.state = state
        }
        change.reason = call.form["reason"]
        change.version = call.form["version"].flatMap(Int64.init)
        guard change.version != nil else { return .fault(.malformed) }
        do {
            _ = try await desk.ask(change, call.language)
            return .redirect(to: DeviationRoute.one(number), [("saved", "yes")])
        } catch let error as AdministrationError {
            let faults = error.details.compactMap(DeviationFault.init(detail:))
            if ["deviation-changed", "deviation-closed"].contains(error.code) {
                return .page(overtaken(written, try await shown(call.language), call.language))
            }
            let line: (String?, DeviationsText)? =
                switch error.code {
                case "deviation-not-next": (nil, .deviationNotNext)
                case "reason-needed": ("reason", .deviationReasonNeeded)
                default: nil
                }
            let errors: [FieldError]
            switch error.code {
            case "deviation-fields": errors = DeviationForms.errors(faults, call.language)
            case "reason-names-patient": errors = [reason(.namesPatient, call.language)]
            case "reason-too-long": errors = [reason(.tooLong, call.language)]
            default:
                guard let line else { throw error }
                errors = [FieldError(line.0, line.1.text(call.language))]
            }
            let kept = Kept(
                fields: DeviationForms.kept(written, faults), move: call.form["move"] ?? "",
                reason: error.code == "reason-names-patient" ? "" : change.reason ?? "")
            return .page(page(try await shown(call.language), call.language, errors: errors, kept: kept))
        }
    }

    /// Somebody else was first: the form shows how it is now, and what this person wrote stands beside it, not saved. Were it in
    /// the form, fields that they never touched would take back what the other wrote.
    private func overtaken(
        _ written: [DeviationField: String], _ document: DeviationDocument, _ language: Language
    ) -> Page {
        let isClosed = document.deviation.state == .closed
        let lost = DeviationField.allCases.compactMap { field -> PageValue? in
            guard let text = written[field].map(DeviationForms.plain), !text.isEmpty,
                text != DeviationForms.plain(DeviationForms.content(of: field, in: document)),
                !PatientNumber.mayStand(in: text)
            else { return nil }
            return .fields(["label": .text(DeviationText.label(field, language)), "text": .text(text)])
        }
        let line: DeviationsText = isClosed ? .deviationIsClosed : .deviationChanged
        return page(document, language, errors: [FieldError(nil, line.text(language))], unsaved: lost)
    }

    private func reason(_ problem: DeviationFault.Problem, _ language: Language) -> FieldError {
        FieldError(
            "reason",
            "\(DeviationsText.deviationReason.text(language)): \(DeviationsText.problem(problem, language)).")
    }

    /// What somebody had written when it was refused.
    private struct Kept {
        let fields: [DeviationField: String]
        let move: String
        let reason: String
    }

    // MARK: - Parts

    private func page(
        _ document: DeviationDocument, _ language: Language, errors: [FieldError] = [], kept: Kept? = nil,
        isSaved: Bool = false, unsaved: [PageValue] = []
    ) -> Page {
        let isClosed = document.deviation.state == .closed
        let isWritten = desk.mayAct && !isClosed
        return Page(
            "deviation", title: title(document, language), topic: .other,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "isSaved": .flag(isSaved), "unsaved": .list(unsaved), "hasUnsaved": .flag(!unsaved.isEmpty),
                "lead": .text(lead(document, language)),
                "clock": document.deviation.clock.map {
                    .fields(["sentence": .text($0.sentence), "isOver": .flag($0.isOver)])
                } ?? false,
                "links": links(document, language),
                "hasLinks": .flag(!document.messages.isEmpty || document.task != nil),
                "facts": DeviationForms.facts(document, language), "hasFacts": .flag(!isWritten),
                "changeTitle": .text(
                    (isClosed ? DeviationsText.deviationReopenTitle : .deviationChangeTitle).text(language)),
                "change": desk.mayAct
                    ? (isClosed ? reopening(document, language, kept) : writing(document, language, kept))
                        .value(errors: errors) : false,
                "hasAuthority": .flag(document.authority != nil),
                "authority": .list(
                    (document.authority ?? []).map {
                        .fields(["label": .text($0.label), "text": .text($0.value.isEmpty ? "–" : $0.value)])
                    }),
                "authorityText": .text(DeviationRoute.authorityText(number).path),
                "authorityFile": .text(DeviationRoute.authorityFile(number).path),
                "notice": document.partnerNotice.map { .text($0) } ?? false,
                "steps": DeviationForms.steps(document, language),
                "paper": .text(DeviationRoute.paper(number).path), "file": .text(DeviationRoute.file(number).path),
                "all": .text(DeviationRoute.list.path),
            ], errors: errors)
    }

    private func paper(_ document: DeviationDocument, _ language: Language) -> Page {
        Page(
            "deviation-paper", title: title(document, language), topic: .other,
            model: [
                "lead": .text(lead(document, language)), "isBlank": false,
                "facts": DeviationForms.facts(document, language), "steps": DeviationForms.steps(document, language),
                "back": .text(DeviationRoute.list.path),
            ])
    }

    private func writing(_ document: DeviationDocument, _ language: Language, _ kept: Kept?) -> FormView {
        let category = kept?.fields[.category].map { Deviation.Category(rawValue: $0) } ?? document.form.category
        let inputs = DeviationForms.fields(of: category).map { field in
            DeviationForms.input(
                field, kept.map { $0.fields[field] ?? "" } ?? DeviationForms.content(of: field, in: document),
                language)
        }
        let stay = DeviationsText.deviationStay.text(language, ["state": document.deviation.stateWords])
        let moves =
            [InputView.Option("", label: stay)]
            + DeviationRules.next(after: document.deviation.state).map {
                .init($0.rawValue, label: DeviationText.state($0, language))
            }
        return FormView(
            to: DeviationRoute.change(number),
            fields: inputs + [
                InputView(
                    "move", .radio, label: DeviationsText.deviationMove.text(language), content: kept?.move ?? "",
                    options: moves), version(document),
            ], button: DeviationsText.deviationSave.text(language))
    }

    private func reopening(_ document: DeviationDocument, _ language: Language, _ kept: Kept?) -> FormView {
        FormView(
            to: DeviationRoute.change(number),
            fields: [
                InputView(
                    "reason", .area, label: DeviationsText.deviationReason.text(language),
                    hint: DeviationsText.deviationReasonHint.text(language), content: kept?.reason ?? ""),
                InputView("move", .hidden, label: "", content: Deviation.State.inProgress.rawValue), version(document),
            ], button: DeviationsText.deviationReopen.text(language))
    }

    private func version(_ document: DeviationDocument) -> InputView {
        InputView("version", .hidden, label: "", content: "\(document.deviation.version)")
    }

    private func title(_ document: DeviationDocument, _ language: Language) -> String {
        DeviationsText.deviationTitle.text(
            language, ["number": "\(number)", "kind": document.deviation.categoryWords])
    }

    private func lead(_ document: DeviationDocument, _ language: Language) -> String {
        DeviationsText.deviationLead.text(
            language,
            [
                "state": document.deviation.stateWords,
                "time": PageTime.moment(document.deviation.openedAt, language),
                "who": ActorName.text(document.deviation.openedBy, PartyNames([:]), language),
            ])
    }

    private func links(_ document: DeviationDocument, _ language: Language) -> PageValue {
        let messages = document.messages.map { id in
            PageValue.fields([
                "link": .text(ConsoleRoute.message(id).path),
                "words": .text(
                    DeviationsText.deviationLinkMessage.text(language, ["id": id.uuidString.lowercased()])),
            ])
        }
        let task = document.task.map { id in
            PageValue.fields([
                "link": .text(ConsoleRoute.task(id).path),
                "words": .text(DeviationsText.deviationLinkTask.text(language, ["number": "\(id)"])),
            ])
        }
        return .list(messages + [task].compactMap { $0 })
    }

    private func shown(_ language: Language) async throws -> DeviationDocument {
        try await desk.ask(DeviationShow(tenant: desk.guest.tenant, number: number), language)
    }

    private func download(_ name: String, _ type: String, _ data: Data) -> WebReply {
        .download(Download(name: name, mediaType: type, octets: Array(data)))
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return encoder
    }
}

import Foundation
import HTTPTypes
import Identifiers
import SealedSubmission
import Texts
import Trustee
import Web

/// One submission: its timeline, and, with the code from its receipt, the password and another contact.
extension PageDesk {
    private static let codeField = "code"

    func submission(
        _ id: SubmissionID, _ call: WebCall<SendPage>, _ sender: Admission, refusal: SenderRefusal? = nil
    ) async throws -> WebReply {
        guard
            let status = try await surroundings.store.status(
                of: id, for: sender, now: call.now, round: surroundings.round)
        else {
            return .fault(.notFound)
        }
        let view = TimelineView(language: call.language)
        let errors = refusal.map { [FieldError(Self.codeField, words(of: $0, call.language))] } ?? []
        var model: [String: PageValue] = [
            "table": view.table(of: status).value, "late": view.late(status).map { .text($0) } ?? false,
            "isReceiving": .flag(status.state == .receiving), "sendLink": .text(SendPage.send.path),
            "hasArrived": .flag(status.arrivedAt != nil),
            "passwordState": .text(passwordState(status.password, call.language)),
            "address": address(status, call.language), "contactLink": .text(SendPage.contact(id).path),
            "receiptLink": status.arrivedAt == nil ? false : .text(SendPage.receipt(id).path),
        ]
        if status.state == .receiving { model["parts"] = try await parts(of: id, sender, call.language) }
        switch status.password {
        case .ready, .shown: model["form"] = passwordForm(id, call.language).value(errors: errors)
        case .none, .destroyed: break
        }
        return .page(
            Page(
                "submission", title: view.name(of: status), topic: .procedure,
                status: errors.isEmpty ? .ok : .forbidden, model: model, errors: errors))
    }

    /// By POST alone: nothing that follows links shows a password.
    func password(_ id: SubmissionID, _ call: WebCall<SendPage>, _ sender: Admission) async throws -> WebReply {
        let outcome = try await ArchivePasswords(store: surroundings.store).show(
            id, to: sender, code: call.form[Self.codeField], now: call.now)
        switch outcome {
        case .failure(.unknownSubmission): return .fault(.notFound)
        case .failure(let refusal): return try await submission(id, call, sender, refusal: refusal)
        case .success(let shown):
            let until = AfterSendingText.passwordUntil.phrase.text(
                call.language, values: ["time": TimelineView.time(shown.destroyedAt)])
            return .page(
                Page(
                    "password", title: AfterSendingText.passwordTitle.phrase.text(call.language), topic: .procedure,
                    model: [
                        "password": .text(shown.password), "until": .text(until),
                        "link": .text(SendPage.submission(id).path),
                    ]))
        }
    }

    func contact(_ id: SubmissionID, _ call: WebCall<SendPage>, _ sender: Admission) async throws -> WebReply {
        guard
            let status = try await surroundings.store.status(
                of: id, for: sender, now: call.now, round: surroundings.round)
        else {
            return .fault(.notFound)
        }
        return .page(contactPage(id, status, call, errors: []))
    }

    func changeContact(_ id: SubmissionID, _ call: WebCall<SendPage>, _ sender: Admission) async throws -> WebReply {
        guard
            let status = try await surroundings.store.status(
                of: id, for: sender, now: call.now, round: surroundings.round)
        else {
            return .fault(.notFound)
        }
        let contact = person("", call.form)
        let deputy = person("deputy", call.form)
        let hasDeputy = ![deputy.name, deputy.email, deputy.phone, deputy.role].allSatisfy(\.isEmpty)
        let outcome = try await ContactBook(store: surroundings.store).change(
            id, to: contact, deputy: hasDeputy ? deputy : nil, by: sender, code: call.form[Self.codeField],
            now: call.now)
        switch outcome {
        case .failure(let refusal):
            let field: String? =
                switch refusal {
                case .contact(.contactAddress): contact.fault == nil ? "deputyEmail" : "email"
                case .contact: contact.fault == nil ? "deputyName" : "name"
                case .proofNeeded, .codeRefused: Self.codeField
                case .unknownSubmission, .passwordNotYet, .passwordGone, .notArrived, .refusedBefore: nil
                }
            return .page(contactPage(id, status, call, errors: [FieldError(field, words(of: refusal, call.language))]))
        case .success(let changed):
            surroundings.arrived(id)
            let values = ["address": changed.contact.email]
            return .page(
                Page(
                    "changed", title: AfterSendingText.contactTitle.phrase.text(call.language), topic: .procedure,
                    model: [
                        "address": .text(AfterSendingText.contactNow.phrase.text(call.language, values: values)),
                        "link": .text(SendPage.submission(id).path),
                    ]))
        }
    }

    // MARK: - Parts of pages

    private func contactPage(
        _ id: SubmissionID, _ status: SubmissionStatus, _ call: WebCall<SendPage>, errors: [FieldError]
    ) -> Page {
        let form = FormView(
            to: SendPage.changeContact(id),
            fields: fields("", call, isRequired: true) + fields("deputy", call, isRequired: false)
                + [codeInput(call.language)],
            button: AfterSendingText.contactButton.phrase.text(call.language))
        return Page(
            "contact-change", title: AfterSendingText.contactTitle.phrase.text(call.language), topic: .procedure,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "form": form.value(errors: errors), "address": address(status, call.language),
                "link": .text(SendPage.submission(id).path),
            ], errors: errors)
    }

    private func fields(_ prefix: String, _ call: WebCall<SendPage>, isRequired: Bool) -> [InputView] {
        let isDeputy = !prefix.isEmpty
        func name(_ field: String) -> String { isDeputy ? prefix + field.capitalized : field }
        func label(_ own: AfterSendingText, _ deputys: AfterSendingText) -> String {
            (isDeputy ? deputys : own).phrase.text(call.language)
        }
        let all: [(String, InputView.Kind, String)] = [
            ("role", .text, label(.role, .deputyRole)), ("name", .text, label(.contactName, .deputyName)),
            ("email", .email, label(.email, .deputyEmail)), ("phone", .text, label(.phone, .deputyPhone)),
        ]
        return all.map { field, kind, label in
            InputView(
                name(field), kind, label: label, content: call.form[name(field)] ?? "", isRequired: isRequired)
        }
    }

    private func person(_ prefix: String, _ form: FormFields) -> SealedSubmission.Contact {
        func value(_ field: String) -> String {
            let name = prefix.isEmpty ? field : prefix + field.capitalized
            return (form[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return SealedSubmission.Contact(
            name: value("name"), email: value("email"), phone: value("phone"), role: value("role"))
    }

    private func passwordForm(_ id: SubmissionID, _ language: Language) -> FormView {
        FormView(
            to: SendPage.password(id), fields: [codeInput(language)],
            button: AfterSendingText.passwordButton.phrase.text(language))
    }

    private func codeInput(_ language: Language) -> InputView {
        InputView(
            Self.codeField, label: AfterSendingText.code.phrase.text(language),
            hint: AfterSendingText.codeHint.phrase.text(language))
    }

    private func passwordState(_ state: PasswordState, _ language: Language) -> String {
        let (text, until): (AfterSendingText, Date?) =
            switch state {
            case .none: (.passwordNone, nil)
            case .ready(let until): (.passwordReady, until)
            case .shown(let until): (.passwordShown, until)
            case .destroyed: (.passwordDestroyed, nil)
            }
        return text.phrase.text(language, values: ["time": until.map { TimelineView.time($0) } ?? ""])
    }

    private func address(_ status: SubmissionStatus, _ language: Language) -> PageValue {
        status.maskedAddress.map { address in
            .text(AfterSendingText.contactNow.phrase.text(language, values: ["address": address]))
        } ?? false
    }

    private func parts(of id: SubmissionID, _ sender: Admission, _ language: Language) async throws -> PageValue {
        guard let plan = try await surroundings.intake.plan(of: id, for: sender) else { return false }
        func text(_ text: SendPageText) -> String { text.phrase.text(language) }
        return TableView(
            caption: text(.partsSoFar), columns: [text(.part), text(.octetsCome), text(.octetsAll)],
            rows: plan.parts.map { [$0.name.fileName, "\($0.offset)", "\($0.octets)"] }, empty: ""
        ).value
    }

    private func words(of refusal: SenderRefusal, _ language: Language) -> String {
        let text: AfterSendingText =
            switch refusal {
            case .unknownSubmission: .unknown
            case .proofNeeded: .proofNeeded
            case .codeRefused: .codeRefused
            case .passwordNotYet: .passwordNone
            case .passwordGone: .passwordDestroyed
            case .notArrived: .notArrived
            case .refusedBefore: .refusedBefore
            case .contact(.contactAddress): .badAddress
            case .contact: .badContact
            }
        return text.phrase.text(language, values: ["time": ""])
    }
}

import Foundation
import HTTPTypes
import Texts
import Web

/// Step 6: what the register has answered, fetched from the inbox or uploaded, and opened.
struct FeedbackPages: Sendable {
    let desk: any WizardDesk

    func respond(
        to route: FeedbackRoute, _ call: WebCall<WizardRoute>, _ guest: ReportGuest
    ) async throws -> WebReply {
        switch route {
        case .list: return .page(try await list(call.language, guest))
        case .fetch: return try await fetch(call.language, guest)
        case .upload: return try await upload(call, guest)
        case .open(let id):
            if let trouble = try await desk.openFeedback(id, for: guest) {
                return .page(try await list(call.language, guest, [FieldError(nil, trouble.text(call.language))]))
            }
            return .redirect(to: WizardRoute.feedback(.one(id)))
        case .close(let id):
            try await desk.closeFeedback(id, for: guest)
            return .redirect(to: WizardRoute.feedback(.list))
        case .one(let id), .errors(let id, _, _), .tables(let id), .file(let id, _), .compare(let id),
            .difference(let id, _), .extractDifference(let id):
            guard let opened = try await desk.openedFeedback(id, for: guest) else {
                return try await closed(id, route, call, guest)
            }
            return try await FeedbackContentPages(desk: desk, opened: opened).respond(to: route, call, guest)
        }
    }

    // MARK: - Coming in

    private func fetch(_ language: Language, _ guest: ReportGuest) async throws -> WebReply {
        do {
            let outcome = try await desk.fetchFeedback(for: guest)
            let line: FeedbackText = outcome.taken == 0 && outcome.refused.isEmpty ? .fetchedNone : .fetchedCount
            let notices =
                [line.text(language, ["count": "\(outcome.taken)"])] + outcome.refused.map { $0.text(language) }
            return .page(try await list(language, guest, notices: notices))
        } catch let trouble as DeskTrouble {
            return .page(try await list(language, guest, [FieldError(nil, trouble.text(language))]))
        }
    }

    private func upload(_ call: WebCall<WizardRoute>, _ guest: ReportGuest) async throws -> WebReply {
        let language = call.language
        guard let upload = call.upload, upload.field == "archive", !upload.name.isEmpty else {
            let error = FieldError("archive", ExtractText.fileMissing.text(language))
            return .page(try await list(language, guest, [error]))
        }
        var octets: [UInt8] = []
        while let piece = try await upload.next() { octets += piece }
        do {
            let archive = UploadedArchive(
                octets: octets, name: upload.name,
                password: (call.form["password"] ?? "").trimmingCharacters(in: .whitespaces))
            return .redirect(to: WizardRoute.feedback(.one(try await desk.openFeedback(archive, for: guest))))
        } catch let trouble as DeskTrouble {
            let field =
                [.passwordNeeded, .passwordForm, .passwordWrong].contains(trouble.code) ? "password" : "archive"
            return .page(try await list(language, guest, [FieldError(field, trouble.text(language))]))
        }
    }

    // MARK: - Pages

    private func list(
        _ language: Language, _ guest: ReportGuest, _ errors: [FieldError] = [], notices: [String] = []
    ) async throws -> Page {
        let entries = try await desk.feedback(for: guest)
        let sendModule = await desk.sendModuleAddress()
        let fetch = FormView(to: WizardRoute.feedback(.fetch), button: FeedbackText.fetchButton.text(language))
        return Page(
            "feedback", title: FeedbackText.feedback.text(language), topic: .procedure,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "notices": .list(notices.map { .text($0) }), "fetch": fetch.value,
                "entries": .list(entries.map { Self.row($0, language) }), "hasEntries": .flag(!entries.isEmpty),
                "upload": uploadForm(language).value(errors: errors),
                "sendModule": sendModule.map { .text($0) } ?? false,
            ], errors: errors)
    }

    private static func row(_ entry: FeedbackEntry, _ language: Language) -> PageValue {
        .fields([
            "link": .text(WizardRoute.feedback(.one(entry.id)).path),
            "unit": .text(
                FeedbackText.feedbackLink.text(language, ["unit": "\(entry.unit)", "year": "\(entry.year)"])),
            "answers": .text(entry.answered(language)), "came": .text(entry.came(language)),
        ])
    }

    private func uploadForm(_ language: Language) -> FormView {
        FormView(
            to: WizardRoute.feedback(.upload),
            fields: [
                InputView(
                    "password", .password, label: FeedbackText.passwordField.text(language),
                    hint: FeedbackText.passwordHint.text(language), isRequired: false),
                // What stands before the file is read first.
                InputView(
                    "archive", .file, label: FeedbackText.archiveField.text(language),
                    hint: FeedbackText.archiveHint.text(language)),
            ], button: FeedbackText.archiveButton.text(language))
    }

    /// One that is not open: it is opened by a button, since that goes on record.
    private func closed(
        _ id: FeedbackID, _ route: FeedbackRoute, _ call: WebCall<WizardRoute>, _ guest: ReportGuest
    ) async throws -> WebReply {
        guard let entry = try await desk.feedback(for: guest).first(where: { $0.id == id }) else {
            return .fault(.notFound)
        }
        guard case .one = route else { return .redirect(to: WizardRoute.feedback(.one(id))) }
        let language = call.language
        let open = FormView(
            to: WizardRoute.feedback(.open(id)), button: FeedbackText.openFeedbackButton.text(language))
        return .page(
            Page(
                "feedback-closed", title: entry.title(language), topic: .procedure,
                model: [
                    "came": .text(entry.came(language)), "form": open.value,
                    "all": .text(WizardRoute.feedback(.list).path),
                ]))
    }
}

extension FeedbackEntry {
    /// `Tilbakemelding: 9901-00, 2016, Ordinær 1`
    func title(_ language: Language) -> String {
        FeedbackText.feedbackTitle.text(language, ["what": name(language)])
    }

    func name(_ language: Language) -> String { "\(unit), \(year), \(answered(language))" }

    func answered(_ language: Language) -> String {
        guard let answers else { return FeedbackText.answersUnknown.text(language, ["file": fileName]) }
        return "\(ReportsText.kind(answers.kind, language)) \(answers.sequence)"
    }

    func came(_ language: Language) -> String {
        let word: FeedbackText = isFetched ? .cameFetched : .cameUploaded
        return word.text(language, ["time": PageTime.moment(at, language), "person": by])
    }
}

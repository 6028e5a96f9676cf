import Foundation
import HTTPListening
import HTTPTypes
import Identifiers
import OsloCalendar
import SealedSubmission
import Synchronization
import Texts
import Trustee
import Web

/// What stands behind the pages: each address has its own function.
struct PageDesk: Sendable {
    let surroundings: SendModuleAPI.Surroundings
    let sessions: WebSessions
    let guests = Guests()
    /// For manifests, which are held as a whole while they are read.
    let bodies = BodyBudget(all: 32 << 20, each: 8 << 20)

    /// Who has logged in for which unit: the session knows its unit, and the engine wants the admission.
    final class Guests: Sendable {
        private let admissions = Mutex<[String: Admission]>([:])

        func keep(_ admission: Admission) { admissions.withLock { $0["\(admission.unit)"] = admission } }
        func admission(for unit: String) -> Admission? { admissions.withLock { $0[unit] } }
    }

    func answer(_ call: WebCall<SendPage>) async throws -> WebReply {
        switch call.route {
        case .front: return .page(front(call.language))
        case .logIn: return try await logIn(call)
        case .logOut:
            if let id = call.sessionID { await sessions.end(id) }
            return WebReply.redirect(to: SendPage.front).endingSession()
        case .overview, .send, .upload, .submission, .sent, .receipt, .password, .contact, .changeContact: break
        }
        guard let unit = call.session?.subject, let sender = guests.admission(for: unit) else {
            return .fault(.sessionNeeded)
        }
        switch call.route {
        case .front, .logIn, .logOut, .overview: return try await overview(call, sender)
        case .send: return .page(sendForm(call.language))
        case .upload: return try await upload(call, sender)
        case .submission(let id): return try await submission(id, call, sender)
        case .sent(let id): return try await sent(id, call, sender)
        case .receipt(let id): return try await receipt(id, call, sender)
        case .password(let id): return try await password(id, call, sender)
        case .contact(let id): return try await contact(id, call, sender)
        case .changeContact(let id): return try await changeContact(id, call, sender)
        }
    }

    private func logIn(_ call: WebCall<SendPage>) async throws -> WebReply {
        let attempt = LoginAttempt(
            municipality: call.form["municipality"] ?? "", district: call.form["district"] ?? "",
            organisationNumber: call.form["organisation"] ?? "", pin: call.form["pin"] ?? "")
        let outcome = try await surroundings.pins.attempt(
            attempt, season: surroundings.season.yearReported, now: call.now)
        switch outcome {
        case .busy: return .fault(.busy)
        case .refused: return .page(front(call.language, isRefused: true))
        case .admitted(let admission):
            guests.keep(admission)
            let id = await sessions.begin("\(admission.unit)", replacing: call.sessionID, now: call.now)
            guard let id else { return .fault(.internalError) }
            return WebReply.redirect(to: SendPage.overview).beginning(id)
        }
    }

    /// What was typed is not sent back: the page is the same whatever was wrong (I-023).
    private func front(_ language: Language, isRefused: Bool = false) -> Page {
        func text(_ text: SendPageText) -> String { text.phrase.text(language) }
        let form = FormView(
            to: SendPage.logIn,
            fields: [
                InputView(
                    "municipality", label: text(.municipality), hint: text(.municipalityHint), isFirst: true),
                InputView(
                    "district", label: text(.district), hint: text(.districtHint),
                    content: DistrictNumber.whole.digits),
                InputView("organisation", label: text(.organisation)),
                InputView("pin", .password, label: text(.pin)),
            ], button: text(.logIn))
        let errors = isRefused ? [FieldError(nil, text(.refused))] : []
        let letter = surroundings.pinLetter.map {
            SendPageText.letter.phrase.text(
                language, values: ["date": "\($0.sent)", "recipient": $0.recipient])
        }
        let year = ["year": "\(surroundings.season.yearReported)"]
        return Page(
            "front", title: text(.logIn), topic: .pin, status: isRefused ? .unauthorized : .ok,
            model: [
                "form": form.value(errors: errors), "letter": letter.map { .text($0) } ?? false,
                "season": .text(SendPageText.season.phrase.text(language, values: year)),
            ], errors: errors)
    }

    private func overview(_ call: WebCall<SendPage>, _ sender: Admission) async throws -> WebReply {
        let all = try await surroundings.store.status(for: sender, now: call.now, round: surroundings.round)
        let view = TimelineView(language: call.language)
        return .page(
            Page(
                "overview", title: SendPageText.overview.phrase.text(call.language), topic: .procedure,
                model: [
                    "sendLink": .text(SendPage.send.path), "isEmpty": .flag(all.isEmpty),
                    "submissions": .list(
                        all.map { status in
                            .fields([
                                "name": .text(view.name(of: status)),
                                "link": .text(SendPage.submission(status.submission).path),
                                "late": view.late(status).map { .text($0) } ?? false,
                                "table": view.table(of: status).value,
                            ])
                        }),
                ]))
    }
}

/// A submission's timeline in words.
struct TimelineView {
    let language: Language

    /// `2016 · 7 · ordinær`
    func name(of status: SubmissionStatus) -> String {
        let kind = status.tag?.rawValue ?? status.kind.rawValue
        return "\(status.year) · \(status.sequence) · \(SubmissionText.kind(kind).text(language))"
    }

    func table(of status: SubmissionStatus) -> TableView {
        func text(_ text: SendPageText) -> String { text.phrase.text(language) }
        return TableView(
            caption: name(of: status), columns: [text(.step), text(.state), text(.time)],
            rows: status.timeline.map { entry in
                [
                    entry.step.phrase.text(language), entry.state.phrase.text(language), time(entry),
                ]
            }, empty: "")
    }

    /// The sentence about a receipt that should have come; nil while it need not have.
    func late(_ status: SubmissionStatus) -> String? {
        guard let entry = status.timeline.first(where: { $0.state == .late }), let by = entry.by else { return nil }
        return SendPageText.receiptLate.phrase.text(language, values: ["time": Self.time(by)])
    }

    private func time(_ entry: TimelineEntry) -> String {
        if let at = entry.at { return Self.time(at) }
        guard let by = entry.by else { return "" }
        return SendPageText.expectedBy.phrase.text(language, values: ["time": Self.time(by)])
    }

    /// Norwegian time: `2017-01-14 13:20`.
    static func time(_ instant: Date) -> String { OsloTime.text(at: instant) }
}

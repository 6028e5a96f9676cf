import Cryptography
import Foundation
import HTTPTypes
public import HummingbirdCore
import Identifiers
import NIOCore
import OsloCalendar
import SealedSubmission
import Synchronization
import Texts
import Trustee
public import Web

/// The send module for a person with a browser: log-in by PIN, and how far the submissions have come.
///
/// A PIN gives the status and nothing more. Uploading is the sealing program's work.
public struct SendPages: Sendable {
    private let site: WebSite<SendPage>

    /// - Parameters:
    ///   - contact: whom at the trustee to ask.
    ///   - isTest: whether pages are marked as those of a test environment.
    public init(
        _ surroundings: SendModuleAPI.Surroundings, origin: WebOrigin, contact: Web.Contact, isTest: Bool
    ) throws {
        let sessions = WebSessions(draw: SecureRandom.bytes)
        let desk = PageDesk(surroundings: surroundings, sessions: sessions)
        let shell = try PageShell(
            PageShell.Settings(
                name: SendPageText.name.phrase, isTest: isTest, contacts: Web.Contact.Book([:], other: contact),
                menu: [(SendPageText.overview.phrase, SendPage.overview.path)], logOutPath: SendPage.logOut.path),
            pages: ["front": Self.front, "overview": Self.overview], words: SendPageText.phrases)
        site = WebSite(
            WebSite.Surroundings(
                origin: origin, sessions: sessions, formKey: SecretBytes(SecureRandom.bytes(32)),
                clock: surroundings.clock, draw: SecureRandom.bytes, logIn: .front, report: surroundings.report),
            shell: shell
        ) { call in try await desk.answer(call) }
    }

    /// Answers one request; never throws. `/Sendemodul/`, letters of any case, leads to the front page.
    public func respond(to request: Request) async -> Response {
        let words = request.uri.path.lowercased().split(separator: "/")
        if words == ["sendemodul"], request.method == .get {
            return Response(status: .seeOther, headers: [.location: SendPage.front.path])
        }
        let answer = await site.respond(to: request)
        return Response(
            status: answer.status, headers: answer.headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.octets)))
    }

    private static let front = """
        <p>{{t.introduction}}</p>
        <p>{{season}}</p>
        {{#letter}}<p>{{letter}}</p>{{/letter}}
        {{#form}}{{>form}}{{/form}}
        <p>{{t.certificateWay}}</p>
        """

    private static let overview = """
        <p>{{t.onlyStatus}}</p>
        {{#table}}{{>table}}{{/table}}
        """
}

/// What stands behind the pages.
private struct PageDesk: Sendable {
    let surroundings: SendModuleAPI.Surroundings
    let sessions: WebSessions
    let guests = Guests()

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
        case .overview: return try await overview(call)
        case .logOut:
            if let id = call.sessionID { await sessions.end(id) }
            return WebReply.redirect(to: SendPage.front).endingSession()
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

    private func overview(_ call: WebCall<SendPage>) async throws -> WebReply {
        guard let unit = call.session?.subject, let sender = guests.admission(for: unit) else {
            return .fault(.sessionNeeded)
        }
        func text(_ text: SendPageText) -> String { text.phrase.text(call.language) }
        let rows = try await surroundings.store.status(for: sender).flatMap { status in
            status.steps.map { step in
                [
                    "\(status.year) · \(status.sequence)",
                    StepText.kind(status.tag?.rawValue ?? "").text(call.language),
                    StepText.phrase(step.name).text(call.language), Self.time(step.at),
                ]
            }
        }
        let table = TableView(
            caption: text(.overview), columns: [text(.submission), text(.countsAs), text(.step), text(.time)],
            rows: rows, empty: text(.noSubmissions))
        return .page(Page("overview", title: text(.overview), topic: .procedure, model: ["table": table.value]))
    }

    /// Norwegian time: `2017-01-14 13:20`.
    private static func time(_ instant: Date) -> String {
        let utc = Int(instant.timeIntervalSince1970)
        let minutes = (utc + OsloTime.offset(atUTC: utc)) % 86_400 / 60
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(OsloTime.day(at: instant)) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}

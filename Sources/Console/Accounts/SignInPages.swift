import Foundation
import HTTPTypes
import Identifiers
import MunicipalNode
import PasswordHashing
import Texts
import Web

/// Coming in by an account: user name and password first, then the second factor.
///
/// Between the two there is a session without any right, so that no page is its own but these (N-02).
struct SignInPages: Sendable {
    let ground: WebsiteGround
    let sessions: WebSessions
    let guests: Guests
    let waiting: WaitingEntries

    func respond(to route: SignInRoute, _ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        do {
            switch route {
            case .logIn: return try await logIn(call)
            case .code, .sendCode: return try await code(route, call)
            case .enrol, .sendEnrol: return try await enrol(route, call)
            case .codes, .codesKept: return try await codes(route, call)
            case .invitation(let tenant, let token):
                return .page(try await InvitationPage(self, tenant, token).page(call))
            case .accept(let tenant, let token): return try await InvitationPage(self, tenant, token).accept(call)
            case .own:
                guard let guest = guests.guest(of: call.session) else { return .redirect(to: ConsoleRoute.front) }
                return try await OwnAccountPage(ground: ground, guest: guest).reply(to: call)
            }
        } catch is PasswordHashingFault {
            return .fault(.busy)
        }
    }

    // MARK: - Password

    func front(_ language: Language, tenant: String, name: String = "", error: String? = nil) -> Page {
        let errors = error.map { [FieldError("name", $0)] } ?? []
        let form = FormView(
            to: SignInRoute.logIn,
            fields: [
                InputView(
                    "tenant", label: SignInText.signInTenant.text(language),
                    hint: SignInText.signInTenantHint.text(language), content: tenant, isFirst: tenant.isEmpty),
                InputView(
                    "name", label: AccountText.userName.phrase.text(language), content: name, autocomplete: "username",
                    isFirst: !tenant.isEmpty),
                InputView(
                    "password", .password, label: AccountText.password.phrase.text(language),
                    autocomplete: "current-password"),
            ], button: AccountText.logIn.phrase.text(language))
        return Page(
            "sign-in", title: AccountText.logIn.phrase.text(language), topic: .account,
            status: errors.isEmpty ? .ok : .unprocessableContent, model: ["form": form.value(errors: errors)],
            errors: errors)
    }

    private func logIn(_ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        let (tenant, name) = (call.form["tenant"] ?? "", call.form["name"] ?? "")
        let outcome = try await ground.accounts.logIn(
            tenant: tenant, userName: name, password: call.form["password"] ?? "", device: call.device, now: call.now)
        switch outcome {
        case .welcome(let entry): return try await begin(entry, call)
        case .refused(let refusal):
            let text = SignInText.signInRefused.text(call.language)
            return .page(front(call.language, tenant: tenant, name: name, error: text)).then(recording(refusal))
        case .wait(let until):
            return .page(front(call.language, tenant: tenant, name: name, error: wait(until, call.language)))
        }
    }

    /// A session without rights, until the second factor is given.
    func begin(_ entry: AccountDesk.Entry, _ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        guard
            let id = await sessions.begin(
                try await subject(entry.userName.text, entry.tenant), replacing: call.sessionID, now: call.now)
        else { return .fault(.internalError) }
        let secret = entry.mustEnrol ? await ground.accounts.proposal() : nil
        waiting.keep(WaitingEntries.Waiting(entry: entry, secret: secret), as: id.digest)
        return WebReply.redirect(to: entry.mustEnrol ? SignInRoute.enrol : .code).beginning(id)
    }

    // MARK: - Second factor

    private func code(_ route: SignInRoute, _ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        guard let entry = waiting.find(call.session)?.entry else { return .redirect(to: ConsoleRoute.front) }
        guard !entry.mustEnrol else { return .redirect(to: SignInRoute.enrol) }
        guard route == .sendCode else { return .page(codePage(call.language)) }
        switch try await ground.accounts.finish(entry, code: call.form["code"] ?? "", now: call.now) {
        case .welcome(let guest, let device): return try await welcome(guest, device, [], call)
        case .refused(let refusal):
            return .page(codePage(call.language, error: SignInText.codeRefused.text(call.language)))
                .then(recording(refusal))
        case .wait(let until): return .page(codePage(call.language, error: wait(until, call.language)))
        case .gone: return await gone(call)
        }
    }

    private func codePage(_ language: Language, error: String? = nil) -> Page {
        let errors = error.map { [FieldError("code", $0)] } ?? []
        let form = FormView(
            to: SignInRoute.sendCode, fields: [codeField(language, hint: .codeHint)],
            button: SignInText.codeButton.text(language))
        return Page(
            "entry", title: SignInText.codeTitle.text(language), topic: .account,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "lines": .list([.text(SignInText.codeLead.text(language))]), "form": form.value(errors: errors),
            ], errors: errors)
    }

    private func enrol(_ route: SignInRoute, _ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        guard let held = waiting.find(call.session), let entry = held.entry, let secret = held.secret else {
            return .redirect(to: ConsoleRoute.front)
        }
        guard route == .sendEnrol else { return .page(enrolPage(entry, secret, call.language)) }
        switch try await ground.accounts.enrol(entry, secret, code: call.form["code"] ?? "", now: call.now) {
        case .welcome(let guest, let device, let codes): return try await welcome(guest, device, codes, call)
        case .refused(let refusal):
            let text = SignInText.codeRefused.text(call.language)
            return .page(enrolPage(entry, secret, call.language, error: text)).then(recording(refusal))
        case .wait(let until):
            return .page(enrolPage(entry, secret, call.language, error: wait(until, call.language)))
        case .gone: return await gone(call)
        }
    }

    private func enrolPage(
        _ entry: AccountDesk.Entry, _ secret: AuthenticatorSecret, _ language: Language, error: String? = nil
    ) -> Page {
        let errors = error.map { [FieldError("code", $0)] } ?? []
        let form = FormView(
            to: SignInRoute.sendEnrol, fields: [codeField(language, hint: .enrolHint)],
            button: SignInText.enrolButton.text(language))
        return Page(
            "enrol", title: SignInText.enrolTitle.text(language), topic: .account,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "secret": .text(secret.grouped),
                "link": .text(
                    secret.link(issuer: "Budstikke \(entry.tenant)", account: entry.userName.text)),
                "form": form.value(errors: errors),
            ], errors: errors)
    }

    private func codeField(_ language: Language, hint: SignInText) -> InputView {
        InputView(
            "code", label: SignInText.codeLabel.text(language), hint: hint.text(language),
            autocomplete: "one-time-code", isFirst: true)
    }

    // MARK: - In

    /// A new session, with what the roles give.
    private func welcome(
        _ guest: WebGuest, _ device: String, _ codes: [RecoveryCode], _ call: WebCall<ConsoleRoute>
    ) async throws -> WebReply {
        guard
            let id = await sessions.begin(
                try await subject(guest.person, guest.tenant), rights: guest.rights, replacing: call.sessionID,
                now: call.now)
        else { return .fault(.internalError) }
        guests.keep(guest, as: id.digest)
        if !codes.isEmpty { waiting.keep(WaitingEntries.Waiting(codes: codes), as: id.digest) }
        let next = codes.isEmpty ? EntryPages.first(guest.rights) : ConsoleRoute.signIn(.codes)
        return WebReply.redirect(to: next).beginning(id).remembering(device: device)
    }

    /// What somebody sees first who has just set up the second factor: the codes, and how the account came about.
    private func codes(_ route: SignInRoute, _ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        guard let session = call.session, let guest = guests.guest(of: session) else {
            return .redirect(to: ConsoleRoute.front)
        }
        if route == .codesKept {
            waiting.forget(session.digest)
            return .redirect(to: EntryPages.first(guest.rights))
        }
        guard let codes = waiting.find(session)?.codes, !codes.isEmpty else { return .redirect(to: SignInRoute.own) }
        return try await OwnAccountPage(ground: ground, guest: guest).reply(to: call, codes: codes)
    }

    private func gone(_ call: WebCall<ConsoleRoute>) async -> WebReply {
        if let id = call.sessionID { await sessions.end(id) }
        return WebReply.redirect(to: ConsoleRoute.front).endingSession()
    }

    // MARK: - Parts

    private func subject(_ person: String, _ tenant: TenantID) async throws -> String {
        let place = try await ground.administration().perform(GuestPlace(tenant: tenant), by: "web").name
        return "\(person), \(place ?? tenant.name)"
    }

    private func wait(_ until: Date, _ language: Language) -> String {
        SignInText.signInWait.text(language, ["time": PageTime.exact(until, language)])
    }

    private func recording(_ refusal: AccountDesk.Refusal?) -> @Sendable () async -> Void {
        { [ground] in
            guard let refusal else { return }
            do { try await ground.accounts.record(refusal) } catch { ground.report(error) }
        }
    }
}

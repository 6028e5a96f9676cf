public import Foundation
import HTTPTypes
public import PasswordHashing
public import Texts

/// The pages of accounts, which a site's handler lets answer its account routes.
public struct AccountSite<Home: WebRoute>: Sendable {
    let accounts: Accounts
    let sessions: WebSessions
    let rules: PasswordRules
    private let home: Home
    private let rights: @Sendable (SharedAddress) async -> Set<String>
    private let send: @Sendable (Accounts.LinkMail, Language) async -> Void
    let showTime: @Sendable (Date, Language) -> String
    private let report: @Sendable (any Error) -> Void

    /// - Parameters:
    ///   - rules: those that `accounts` has.
    ///   - home: where somebody who has logged in comes to.
    ///   - rights: what somebody who logs in may do.
    ///   - send: queues a mail; called after the answer is on its way.
    ///   - showTime: a moment as it is read, such as `15.01.2017 kl. 08.00`.
    ///   - report: told of faults after the answer is on its way.
    public init(
        _ accounts: Accounts, sessions: WebSessions, rules: PasswordRules = .standard, home: Home,
        rights: @escaping @Sendable (SharedAddress) async -> Set<String> = { _ in [] },
        send: @escaping @Sendable (Accounts.LinkMail, Language) async -> Void,
        showTime: @escaping @Sendable (Date, Language) -> String,
        report: @escaping @Sendable (any Error) -> Void
    ) {
        self.accounts = accounts
        self.sessions = sessions
        self.rules = rules
        self.home = home
        self.rights = rights
        self.send = send
        self.showTime = showTime
        self.report = report
    }

    public func respond<Route>(to route: AccountRoute, _ call: WebCall<Route>) async throws -> WebReply {
        switch route {
        case .logIn: return .page(logInPage(call.language))
        case .sendLogIn: return try await logIn(call)
        case .logOut:
            if let id = call.sessionID { await sessions.end(id) }
            return .redirect(to: AccountRoute.loggedOut).endingSession()
        case .loggedOut: return .page(notice(.loggedOut, [.loggedOutLine], call.language))
        case .link(let purpose): return .page(linkPage(purpose, call.language))
        case .askForLink(let purpose): return askForLink(purpose, call)
        case .linkAsked(let purpose):
            let late = purpose == .newUser ? AccountText.linkLateNew : .linkLateForgotten
            return .page(notice(.linkAsked, [.linkAskedLine, .spam, late], call.language))
        case .password(let token): return .page(passwordPage(token, try await state(token, call.now), call.language))
        case .setPassword(let token): return try await setPassword(token, call)
        case .renewLink(let token): return try await renewLink(token, call)
        case .passwordSet: return .page(notice(.passwordSet, [.passwordSetLine], call.language))
        }
    }

    // MARK: - Log-in

    private func logIn<Route>(_ call: WebCall<Route>) async throws -> WebReply {
        let (name, language) = (call.form["name"] ?? "", call.language)
        let outcome: Accounts.LogInOutcome
        do {
            outcome = try await accounts.logIn(
                name, call.form["password"] ?? "", device: call.device, now: call.now)
        } catch is PasswordHashingFault {
            return .fault(.busy)
        }
        switch outcome {
        case .welcome(let account, let device):
            let id = await sessions.begin(
                account.text, rights: await rights(account), replacing: call.sessionID, now: call.now)
            guard let id else { return .fault(.internalError) }
            return .redirect(to: home).beginning(id).remembering(device: device)
        case .refused:
            return .page(logInPage(language, name: name, error: AccountText.refused.phrase.text(language)))
        case .wait(let until):
            let text = AccountText.waitUntil.phrase.text(language, values: ["time": showTime(until, language)])
            return .page(logInPage(language, name: name, error: text))
        }
    }

    private func logInPage(_ language: Language, name: String = "", error: String? = nil) -> Page {
        let text = { (word: AccountText) in word.phrase.text(language) }
        let errors = error.map { [FieldError("name", $0)] } ?? []
        let form = FormView(
            to: AccountRoute.sendLogIn,
            fields: [
                InputView(
                    "name", .email, label: text(.userName), hint: text(.userNameHint), content: name,
                    autocomplete: "username", isFirst: true),
                InputView("password", .password, label: text(.password), autocomplete: "current-password"),
            ], button: text(.logIn))
        return Page(
            "log-in", title: text(.logIn), topic: .account, status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "form": form.value(errors: errors), "forgotten": .text(AccountRoute.link(.forgotten).path),
                "newUser": .text(AccountRoute.link(.newUser).path),
            ], errors: errors)
    }

    // MARK: - Links

    /// The answer is made without asking whether there is such an account.
    private func askForLink<Route>(_ purpose: PasswordLink.Purpose, _ call: WebCall<Route>) -> WebReply {
        let (name, now, language) = (call.form["name"] ?? "", call.now, call.language)
        guard !name.isEmpty else {
            return .page(linkPage(purpose, language, error: AccountText.nameMissing.phrase.text(language)))
        }
        return .redirect(to: AccountRoute.linkAsked(purpose)).then {
            await mail(language) { try await accounts.askForLink(name, purpose, now: now) }
        }
    }

    private func renewLink<Route>(_ token: LinkToken, _ call: WebCall<Route>) async throws -> WebReply {
        let (now, language) = (call.now, call.language)
        let purpose = try await accounts.link(token)?.purpose ?? .forgotten
        return .redirect(to: AccountRoute.linkAsked(purpose)).then {
            await mail(language) { try await accounts.renewLink(token, now: now) }
        }
    }

    private func mail(
        _ language: Language, _ ask: @Sendable () async throws -> Accounts.LinkMail?
    ) async {
        do {
            if let mail = try await ask() { await send(mail, language) }
        } catch {
            report(error)
        }
    }

    private func linkPage(_ purpose: PasswordLink.Purpose, _ language: Language, error: String? = nil) -> Page {
        let text = { (word: AccountText) in word.phrase.text(language) }
        let errors = error.map { [FieldError("name", $0)] } ?? []
        let form = FormView(
            to: AccountRoute.askForLink(purpose),
            fields: [
                InputView(
                    "name", .email, label: text(.userName), hint: text(.userNameHint), autocomplete: "username",
                    isFirst: true)
            ], button: text(.sendLink))
        return Page(
            "link", title: text(purpose == .newUser ? .newUser : .forgottenPassword), topic: .account,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "lead": .text(text(purpose == .newUser ? .linkLeadNew : .linkLeadForgotten)),
                "form": form.value(errors: errors), "logIn": .text(AccountRoute.logIn.path),
            ], errors: errors)
    }
}

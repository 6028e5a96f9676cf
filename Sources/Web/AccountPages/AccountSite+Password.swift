import Foundation
import HTTPTypes
import PasswordHashing
import Texts

/// Setting a password by a link, and what a link that does not work says of itself.
extension AccountSite {
    func state(_ token: LinkToken, _ now: Date) async throws -> PasswordLink.State? {
        try await accounts.link(token)?.state(now)
    }

    func setPassword<Route>(_ token: LinkToken, _ call: WebCall<Route>) async throws -> WebReply {
        let (first, language) = (call.form["password"] ?? "", call.language)
        let state = try await state(token, call.now)
        guard first == call.form["again"] else {
            let error = FieldError("again", AccountText.mismatch.phrase.text(language))
            return .page(passwordPage(token, state, language, errors: [error]))
        }
        let outcome: Accounts.SettingOutcome
        do {
            outcome = try await accounts.setPassword(first, by: token, now: call.now)
        } catch is PasswordHashingFault {
            return .fault(.busy)
        }
        switch outcome {
        case .set(let account, let device):
            await sessions.endAll(of: account.text)
            return .redirect(to: AccountRoute.passwordSet).remembering(device: device).endingSession()
        case .broken(let broken):
            let errors = broken.map { FieldError("password", $0.phrase.text(language, values: rules.values)) }
            return .page(passwordPage(token, state, language, errors: errors))
        case .refused(.unknown): return .page(passwordPage(token, nil, language))
        case .refused(.state(let state)): return .page(passwordPage(token, state, language))
        }
    }

    func passwordPage(
        _ token: LinkToken, _ state: PasswordLink.State?, _ language: Language, errors: [FieldError] = []
    ) -> Page {
        let renew = FormView(
            to: AccountRoute.renewLink(token), button: AccountText.sendNewLink.phrase.text(language)
        ).value
        switch state {
        case .usable(let until): return passwordForm(token, until, language, errors)
        case .expired(let time):
            return notice(.linkExpired, [.linkExpiredLine], language, time: time, form: renew, status: .gone)
        case .used(let time):
            return notice(.linkUsed, [.linkUsedLine], language, time: time, form: renew, status: .gone)
        case .replaced(let time):
            return notice(.linkReplaced, [.linkReplacedLine], language, time: time, status: .gone)
        case nil: return notice(.linkUnknown, [.linkUnknownLine], language, status: .notFound)
        }
    }

    private func passwordForm(
        _ token: LinkToken, _ until: Date, _ language: Language, _ errors: [FieldError]
    ) -> Page {
        let text = { (word: AccountText) in word.phrase.text(language) }
        let form = FormView(
            to: AccountRoute.setPassword(token),
            fields: [
                InputView(
                    "password", .password, label: text(.newPassword), autocomplete: "new-password", isFirst: true),
                InputView("again", .password, label: text(.repeatPassword), autocomplete: "new-password"),
            ], button: text(.changePassword))
        let lead = AccountText.linkUntil.phrase.text(language, values: ["time": showTime(until, language)])
        return Page(
            "password", title: text(.choosePassword), topic: .account,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "lead": .text(lead), "rules": .list(rules.lines(language).map { .text($0) }),
                "form": form.value(errors: errors),
            ], errors: errors)
    }

    /// A page that says what has happened and where to go on.
    func notice(
        _ title: AccountText, _ lines: [AccountText], _ language: Language, time: Date? = nil, form: PageValue = false,
        status: HTTPResponse.Status = .ok
    ) -> Page {
        let values = time.map { ["time": showTime($0, language)] } ?? [:]
        return Page(
            "account-notice", title: title.phrase.text(language), topic: .account, status: status,
            model: [
                "lines": .list(lines.map { .text($0.phrase.text(language, values: values)) }), "form": form,
                "logIn": .text(AccountRoute.logIn.path),
            ])
    }
}

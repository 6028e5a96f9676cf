import Foundation
import HTTPTypes
import Identifiers
import MunicipalNode
import Texts
import Web

/// A link to set a password by. Looking at it shows whose it is and who made it; only the form uses it.
struct InvitationPage {
    private let pages: SignInPages
    private let tenant: TenantID
    private let token: LinkToken

    init(_ pages: SignInPages, _ tenant: TenantID, _ token: LinkToken) {
        self.pages = pages
        self.tenant = tenant
        self.token = token
    }

    func accept(_ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        let (password, language) = (call.form["password"] ?? "", call.language)
        guard password == call.form["again"] else {
            let error = FieldError("again", AccountText.mismatch.phrase.text(language))
            return .page(try await page(call, errors: [error]))
        }
        let accounts = pages.ground.accounts
        switch try await accounts.accept(token, of: tenant, password: password, now: call.now) {
        case .welcome(let entry): return try await pages.begin(entry, call)
        case .broken(let broken):
            let rules = accounts.rules
            return .page(
                try await page(
                    call,
                    errors: broken.map { FieldError("password", $0.phrase.text(language, values: rules.values)) }))
        case .refused: return .page(try await page(call))
        }
    }

    func page(_ call: WebCall<ConsoleRoute>, errors: [FieldError] = []) async throws -> Page {
        let language = call.language
        guard let found = try await pages.ground.accounts.invitation(token, of: tenant, now: call.now) else {
            return notice([.invitationUnknown, .invitationHow], [:], .notFound, language)
        }
        let maker = AccountMaker.text(found.link.issuedBy, language)
        switch found.state {
        case .usable(let until): return form(found, maker, until, errors, language)
        case .used(let time):
            return notice([.invitationUsed, .invitationUsedWhat], values(time, maker, language), .gone, language)
        case .expired(let time):
            return notice([.invitationExpired, .invitationHow], values(time, maker, language), .gone, language)
        case .replaced(let time):
            return notice([.invitationReplaced, .invitationHow], values(time, maker, language), .gone, language)
        }
    }

    private func form(
        _ found: AccountDesk.Invitation, _ maker: String, _ until: Date, _ errors: [FieldError], _ language: Language
    ) -> Page {
        let values = values(until, maker, language).merging(["person": found.person, "name": found.userName.text]) {
            $1
        }
        let form = FormView(
            to: SignInRoute.accept(tenant, token),
            fields: [
                InputView(
                    "password", .password, label: AccountText.newPassword.phrase.text(language),
                    autocomplete: "new-password", isFirst: true),
                InputView(
                    "again", .password, label: AccountText.repeatPassword.phrase.text(language),
                    autocomplete: "new-password"),
            ], button: AccountText.changePassword.phrase.text(language))
        let lines = [SignInText.invitationLead, .invitationUntil].map { $0.text(language, values) }
        return Page(
            "invitation", title: AccountText.choosePassword.phrase.text(language), topic: .account,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "lines": .list(lines.map { .text($0) }),
                "rules": .list(pages.ground.accounts.rules.lines(language).map { .text($0) }),
                "form": form.value(errors: errors),
            ], errors: errors)
    }

    private func values(_ time: Date, _ maker: String, _ language: Language) -> [String: String] {
        ["time": PageTime.moment(time, language), "maker": maker]
    }

    private func notice(
        _ lines: [SignInText], _ values: [String: String], _ status: HTTPResponse.Status, _ language: Language
    ) -> Page {
        Page(
            "entry", title: EntryText.linkGone.text(language), topic: .account, status: status,
            model: ["lines": .list(lines.map { .text($0.text(language, values)) }), "form": false])
    }
}

/// Who made or changed an account, as a reader says it.
enum AccountMaker {
    static func text(_ actor: String, _ language: Language) -> String {
        guard AccountSummary.isOperator(actor) else { return String(actor.drop { $0 != ":" }.dropFirst()) }
        return SignInText.theOperator.text(language, ["actor": actor])
    }
}

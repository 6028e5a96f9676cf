import CommandOutcome
import Foundation
import HTTPTypes
import MunicipalNode
import Texts
import Web

/// Who has access to the tenant's pages, for review; and inviting people, changing their roles and ending their access.
struct PeoplePages {
    let desk: ConsolePages

    func respond(to route: PeopleRoute, _ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        let (tenant, language) = (desk.guest.tenant, call.language)
        do {
            switch route {
            case .list: return .page(try await list(language))
            case .invite: return try await invite(call)
            case .account(let name): return .page(try await account(name, language))
            case .roles(let name):
                let roles = Self.roles(in: call.form)
                _ = try await desk.ask(AccountRoles(tenant: tenant, userName: name, roles: roles), language)
                return .redirect(to: PeopleRoute.account(name))
            case .disable(let name):
                _ = try await desk.ask(AccountDisable(tenant: tenant, userName: name), language)
                return .redirect(to: PeopleRoute.account(name))
            case .enable(let name):
                _ = try await desk.ask(AccountEnable(tenant: tenant, userName: name), language)
                return .redirect(to: PeopleRoute.account(name))
            case .resetPassword(let name):
                return .page(
                    linkPage(
                        try await desk.ask(
                            AccountReset(tenant: tenant, userName: name, part: .password), language), language))
            case .resetFactor(let name):
                return .page(
                    linkPage(
                        try await desk.ask(AccountReset(tenant: tenant, userName: name, part: .factor), language),
                        language))
            }
        } catch let error as AdministrationError {
            guard let words = Self.words(error.code) else { throw error }
            let errors = [FieldError(nil, words.text(language))]
            switch route {
            case .list, .invite: return .page(try await list(language, errors: errors))
            case .account(let name), .roles(let name), .disable(let name), .enable(let name),
                .resetPassword(let name), .resetFactor(let name):
                return .page(try await account(name, language, errors: errors))
            }
        }
    }

    private static func words(_ code: String) -> AccountActionText? {
        switch code {
        case "role-beyond-own": .roleBeyondOwn
        case "last-administrator": .lastAdministrator
        case "roles-needed": .rolesNeeded
        case "account-disabled": .isDisabledFirst
        default: nil
        }
    }

    // MARK: - All

    private func list(_ language: Language, errors: [FieldError] = [], kept: FormFields? = nil) async throws -> Page {
        let accounts = try await desk.ask(AccountList(tenant: desk.guest.tenant), language).accounts
        let rows = accounts.map { account -> PageValue in
            let lastUsed = account.lastUsedAt.map { PageTime.moment($0, language) }
            return .fields([
                "link": .text(PeopleRoute.account(account.userName).path), "person": .text(account.person),
                "userName": .text(account.userName.text),
                "roles": .text(account.roles.map { RoleText.role($0).text(language) }.joined(separator: ", ")),
                "state": .text(AccountActionText.state(account.state).text(language)),
                "lastUsed": .text(lastUsed ?? PeopleText.neverUsed.text(language)),
                "isUnused": .flag(account.isUnused),
                "invitedBy": .text(AccountMaker.text(account.createdBy, language)),
                "byOperator": .flag(account.createdByOperator || account.links.contains(where: \.byOperator)),
            ])
        }
        return Page(
            "people", title: PeopleText.peopleTitle.text(language), topic: .account,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "rows": .list(rows), "hasRows": .flag(!rows.isEmpty),
                "invite": desk.mayAdminister ? inviteForm(language, kept).value(errors: errors) : false,
            ], errors: errors)
    }

    private func inviteForm(_ language: Language, _ kept: FormFields?) -> FormView {
        FormView(
            to: PeopleRoute.invite,
            fields: [
                InputView(
                    "person", label: PeopleText.factPerson.text(language), hint: PeopleText.personHint.text(language),
                    content: kept?["person"] ?? ""),
                InputView(
                    "user", label: PeopleText.factUserName.text(language), hint: PeopleText.userHint.text(language),
                    content: kept?["user"] ?? ""),
            ] + roleFields(kept.map { Self.roles(in: $0) } ?? [], language),
            button: PeopleText.inviteButton.text(language))
    }

    private func invite(_ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        let language = call.language
        guard let name = UserName(call.form["user"] ?? "") else {
            return .page(
                try await list(
                    language, errors: [FieldError("user", PeopleText.userUnusable.text(language))], kept: call.form))
        }
        do {
            let request = AccountInvite(
                tenant: desk.guest.tenant, userName: name, person: call.form["person"] ?? "",
                roles: Self.roles(in: call.form))
            return .page(linkPage(try await desk.ask(request, language), language))
        } catch let error as AdministrationError {
            let wrong: FieldError
            switch error.code {
            case "account-exists": wrong = FieldError("user", PeopleText.userTaken.text(language))
            case "person-unusable": wrong = FieldError("person", PeopleText.personUnusable.text(language))
            case "roles-needed":
                let first = AccountRole.allCases.first { desk.mayGive($0) }
                wrong = FieldError(first.map(Self.field), AccountActionText.rolesNeeded.text(language))
            default: throw error
            }
            return .page(try await list(language, errors: [wrong], kept: call.form))
        }
    }

    // MARK: - One

    private func account(
        _ name: UserName, _ language: Language, errors: [FieldError] = []
    ) async throws -> Page {
        let account = try await desk.ask(AccountShow(tenant: desk.guest.tenant, userName: name), language).account
        return Page(
            "person", title: account.person, topic: .account,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "facts": .list(AccountFacts.terms(account, language)), "isUnused": .flag(account.isUnused),
                "links": .list(AccountFacts.links(account, language)), "all": .text(PeopleRoute.list.path),
                "forms": .list(desk.mayAdminister ? forms(account, language) : []),
            ], errors: errors)
    }

    private func forms(_ account: AccountSummary, _ language: Language) -> [PageValue] {
        func section(_ title: AccountActionText, _ lead: AccountActionText, _ form: FormView) -> PageValue {
            .fields([
                "heading": .text(title.text(language)), "lead": .text(lead.text(language)), "form": form.value,
            ])
        }
        let name = account.userName
        let roles = section(
            .changeRoles, .changeRolesLead,
            FormView(
                to: PeopleRoute.roles(name), fields: roleFields(account.roles, language),
                button: AccountActionText.changeRolesButton.text(language)))
        if account.state == .disabled {
            let enable = FormView(to: PeopleRoute.enable(name), button: AccountActionText.enableButton.text(language))
            return [section(.enableTitle, .enableLead, enable), roles]
        }
        return [
            roles,
            section(
                .newPasswordTitle, .newPasswordLead,
                FormView(to: PeopleRoute.resetPassword(name), button: AccountActionText.newLinkButton.text(language))),
            section(
                .newFactorTitle, .newFactorLead,
                FormView(
                    to: PeopleRoute.resetFactor(name), button: AccountActionText.newFactorButton.text(language),
                    isDangerous: true)),
            section(
                .disableTitle, .disableLead,
                FormView(
                    to: PeopleRoute.disable(name), button: AccountActionText.disableButton.text(language),
                    isDangerous: true)
            ),
        ]
    }

    // MARK: - Parts

    /// Shown once: nothing of it is kept but a digest.
    private func linkPage(_ reply: AccountLinkReply, _ language: Language) -> Page {
        let values = [
            "person": reply.account.person, "time": PageTime.moment(reply.expiresAt, language),
        ]
        return Page(
            "new-link", title: PeopleText.newLinkTitle.text(language), topic: .account,
            model: [
                "lead": .text(PeopleText.newLinkLead.text(language, values)),
                "link": .text(reply.address ?? ""), "all": .text(PeopleRoute.list.path),
            ])
    }

    private func roleFields(_ chosen: [AccountRole], _ language: Language) -> [InputView] {
        AccountRole.allCases.filter { desk.mayGive($0) || chosen.contains($0) }.map { role in
            InputView(
                Self.field(role), .checkbox, label: RoleText.role(role).text(language),
                hint: RoleText.mayDo(role).text(language), content: chosen.contains(role) ? "yes" : "",
                isRequired: false)
        }
    }

    private static func field(_ role: AccountRole) -> String { "role-\(role.rawValue)" }

    private static func roles(in form: FormFields) -> [AccountRole] {
        AccountRole.allCases.filter { form[field($0)] == "yes" }
    }
}

extension ConsolePages {
    var mayAdminister: Bool { guest.people.contains(.people) }

    /// Nobody gives a right that they do not have.
    func mayGive(_ role: AccountRole) -> Bool { Set(role.rights).isSubset(of: guest.rights) }
}

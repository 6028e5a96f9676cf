import Foundation
import MunicipalNode
import Texts
import Web

/// What somebody's own account is, and how it came about; after setting up the second factor with the recovery codes.
struct OwnAccountPage {
    let ground: WebsiteGround
    let guest: WebGuest

    func reply(to call: WebCall<ConsoleRoute>, codes: [RecoveryCode] = []) async throws -> WebReply {
        guard let account = try await ground.accounts.account(of: guest) else {
            return .redirect(to: EntryPages.first(guest.rights))
        }
        let language = call.language
        let summary = AccountSummary(account, now: call.now)
        let form = FormView(to: SignInRoute.codesKept, button: SignInText.codesKept.text(language))
        return .page(
            Page(
                "own-account", title: (codes.isEmpty ? SignInText.ownAccount : .codesTitle).text(language),
                topic: .account,
                model: [
                    "hasCodes": .flag(!codes.isEmpty), "codes": .list(codes.map { .text($0.text) }),
                    "form": codes.isEmpty ? false : form.value,
                    "facts": .list(AccountFacts.terms(summary, language)),
                    "links": .list(AccountFacts.links(summary, language)),
                ]))
    }
}

/// What is known of an account, as terms.
enum AccountFacts {
    static func terms(_ account: AccountSummary, _ language: Language) -> [PageValue] {
        func moment(_ date: Date?) -> String? { date.map { PageTime.moment($0, language) } }
        func by(_ date: Date?, _ actor: String?) -> String? {
            guard let date, let actor else { return nil }
            return PeopleText.timeBy.text(
                language,
                ["time": PageTime.moment(date, language), "who": AccountMaker.text(actor, language)])
        }
        let invitation = account.links.last { $0.purpose == .invitation }
        let used = account.links.first { $0.usedAt != nil }
        let all: [(PeopleText, String?)] = [
            (.factUserName, account.userName.text), (.factPerson, account.person),
            (.factRoles, account.roles.map { RoleText.role($0).text(language) }.joined(separator: ", ")),
            (.factState, AccountActionText.state(account.state).text(language)),
            (.factInvited, by(account.createdAt, account.createdBy)),
            (.factInvitationUsed, moment(invitation?.usedAt)),
            (.factPasswordSet, moment(account.passwordSetAt)),
            (.factLinkBy, by(used?.usedAt, used?.issuedBy)),
            (.factFactor, moment(account.factorSince)),
            (.factCodesLeft, account.factorSince.map { _ in "\(account.recoveryCodesLeft)" }),
            (.factLastUsed, moment(account.lastUsedAt) ?? PeopleText.neverUsed.text(language)),
            (.factDisabled, by(account.disabledAt, account.disabledBy)),
        ]
        return TermList.value(all, language)
    }

    /// Each link to it: for what, who made it and when, and whether and when it was used.
    static func links(_ account: AccountSummary, _ language: Language) -> [PageValue] {
        account.links.map { link in
            .text(
                PeopleText.linkLine.text(
                    language,
                    [
                        "what": PeopleText.purpose(link.purpose).text(language),
                        "time": PageTime.moment(link.issuedAt, language),
                        "who": AccountMaker.text(link.issuedBy, language),
                        "used": link.usedAt.map {
                            PeopleText.linkUsed.text(language, ["time": PageTime.moment($0, language)])
                        } ?? PeopleText.linkNotUsed.text(language),
                    ]))
        }
    }
}

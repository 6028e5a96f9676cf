import Foundation
import HTTPTypes
import Letters
import Texts
import Web

/// The pages of persons who log in under names of their own: an extension of ours. The shared account invites them and
/// takes them away; each sets a password of their own, by a link that only its POST uses up.
struct PeoplePages: Sendable {
    let store: PortalStore
    let sessions: WebSessions
    let texts: PortalMailTexts
    let draw: @Sendable (Int) -> [UInt8]
    let send: PortalMailing

    func respond(to call: WebCall<PortalRoute>, for reader: PortalReader) async throws -> WebReply {
        switch call.route {
        case .people: return .page(try await list(call, reader))
        case .invite: return try await invite(call, reader)
        case .removeUser(let number):
            guard let name = try await store.remove(user: number.value, of: reader.account, now: call.now) else {
                return .fault(.notFound)
            }
            await sessions.endAll(of: name.text)
            return .redirect(to: PortalRoute.people)
        case .withdraw(let number):
            let isDone = try await store.withdraw(invitation: number.value, of: reader.account)
            return isDone ? .redirect(to: PortalRoute.people) : .fault(.notFound)
        case .front, .files, .file, .download, .askDelete, .forward, .delete, .restore, .help, .guide, .mails,
            .sentMails, .invitation, .acceptInvitation, .confirmation, .confirm, .account:
            return .fault(.notFound)
        }
    }

    // MARK: - The list

    private func list(
        _ call: WebCall<PortalRoute>, _ reader: PortalReader, errors: [FieldError] = []
    ) async throws -> Page {
        let language = call.language
        let mayInvite = reader.user == nil
        let users = try await store.people(of: reader.account).map { user in
            let since = PeopleText.userSince.text(
                language, ["account": user.name.text, "time": PortalTime.moment(user.since, language)])
            let remove = PeopleText.removeUser.text(language, ["who": user.person])
            return PageValue.fields([
                "person": .text(user.person), "line": .text(since),
                "form": mayInvite
                    ? FormView(to: PortalRoute.removeUser(RowNumber(user.key)), button: remove, isDangerous: true).value
                    : false,
            ])
        }
        let invitations = try await store.invitations(of: reader.account).map { invitation in
            let withdraw = PeopleText.withdraw.text(language, ["who": invitation.person])
            return PageValue.fields([
                "person": .text(invitation.person), "line": .text(line(of: invitation, call)),
                "form": mayInvite
                    ? FormView(to: PortalRoute.withdraw(RowNumber(invitation.key)), button: withdraw).value : false,
            ])
        }
        return Page(
            "people", title: PeopleText.people.text(language), topic: .account,
            status: errors.isEmpty ? .ok : .unprocessableContent,
            model: [
                "users": .list(users), "invitations": .list(invitations),
                "hasInvitations": .flag(!invitations.isEmpty),
                "form": mayInvite ? form(call, language).value(errors: errors) : false, "mayInvite": .flag(mayInvite),
            ], errors: errors)
    }

    private func line(of invitation: Invitation, _ call: WebCall<PortalRoute>) -> String {
        let isOpen = if case .open = invitation.state(call.now) { true } else { false }
        return (isOpen ? PeopleText.invitedUntil : .invitedUntilThen).text(
            call.language,
            ["account": invitation.name.text, "time": PortalTime.moment(invitation.ends, call.language)])
    }

    private func form(_ call: WebCall<PortalRoute>, _ language: Language) -> FormView {
        FormView(
            to: PortalRoute.invite,
            fields: [
                InputView(
                    "person", label: PeopleText.personName.text(language), content: call.form["person"] ?? "",
                    autocomplete: "off"),
                InputView(
                    "name", .email, label: PeopleText.personAddress.text(language),
                    hint: PeopleText.personAddressHint.text(language), content: call.form["name"] ?? ""),
            ], button: PeopleText.invite.text(language))
    }

    // MARK: - Inviting

    private func invite(_ call: WebCall<PortalRoute>, _ reader: PortalReader) async throws -> WebReply {
        func refused(_ field: String, _ text: PeopleText) async throws -> WebReply {
            .page(try await list(call, reader, errors: [FieldError(field, text.text(call.language))]))
        }
        let person = Letter.foreign((call.form["person"] ?? "").trimmingCharacters(in: .whitespaces))
        guard !person.isEmpty else { return try await refused("person", .personNameMissing) }
        guard let name = SharedAddress(known: call.form["name"] ?? "") else {
            return try await refused("name", .personAddressWrong)
        }
        guard let unit = try await store.units(of: reader.account).first, let token = LinkToken(drawn: draw(24)) else {
            return .fault(.internalError)
        }
        do {
            try await store.invite(name, person: person, to: reader.account, token.digest, now: call.now)
        } catch let refusal as PortalStore.InvitationRefusal {
            return try await refused("name", refusal == .full ? .peopleFull : .personAddressTaken)
        }
        try await send(
            texts.invitation(token, person: person, unit, until: call.now + Invitation.lifetime, now: call.now))
        return .redirect(to: PortalRoute.people)
    }

    // MARK: - Accepting

    /// How an invitation stands; looking uses nothing up.
    func invitation(_ token: LinkToken, _ call: WebCall<PortalRoute>) async throws -> WebReply {
        let invitation = try await store.invitation(token.digest)
        return .page(page(invitation?.state(call.now), invitation, token, call.language))
    }

    func accept(_ token: LinkToken, _ call: WebCall<PortalRoute>) async throws -> WebReply {
        guard let link = LinkToken(drawn: draw(24)) else { return .fault(.internalError) }
        switch try await store.accept(token.digest, link: link, now: call.now) {
        case .accepted: return .redirect(to: PortalRoute.account(.password(link)))
        case .refused, .unknown, .taken: return try await invitation(token, call)
        }
    }

    private func page(
        _ state: Invitation.State?, _ invitation: Invitation?, _ token: LinkToken, _ language: Language
    ) -> Page {
        let (title, line, time): (PeopleText, PeopleText, Date?) =
            switch state {
            case .open(let until): (.invitationTitle, .invitationLead, until)
            case .used(let time): (.invitationUsed, .invitationUsedLine, time)
            case .expired(let time): (.invitationExpired, .invitationExpiredLine, time)
            case nil: (.invitationUnknown, .invitationUnknownLine, nil)
            }
        var values = ["account": invitation?.owner.text ?? "", "who": invitation?.person ?? ""]
        values["time"] = time.map { PortalTime.moment($0, language) }
        let isOpen = if case .open = state { true } else { false }
        let form = FormView(
            to: PortalRoute.acceptInvitation(token), button: PeopleText.acceptInvitation.text(language))
        return Page(
            "confirm", title: title.text(language, values), topic: .account, status: isOpen ? .ok : .gone,
            model: ["line": .text(line.text(language, values)), "form": isOpen ? form.value : false])
    }
}

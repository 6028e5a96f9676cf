import Foundation
import HTTPTypes
import Identifiers
import MunicipalNode
import ReportWizard
import Texts
import Web

/// Coming in by a link, and going out.
///
/// Looking at a link shows for whom it is; only the button uses it, so that a mail scanner does no harm.
struct EntryPages: Sendable {
    let ground: WebsiteGround
    let sessions: WebSessions
    let guests: Guests
    let signIn: SignInPages

    func respond(to call: WebCall<ConsoleRoute>) async throws -> WebReply {
        switch call.route {
        case .link(let token): return try await show(ground.links.state(token, now: call.now), token, call)
        case .open(let token): return try await open(token, call)
        case .logOut:
            if let id = call.sessionID { await sessions.end(id) }
            return WebReply.redirect(to: ConsoleRoute.front).endingSession()
        default:
            if let session = call.session { return .redirect(to: Self.first(session.rights)) }
            return .page(signIn.front(call.language, tenant: call.query["tenant"] ?? ""))
        }
    }

    private func open(_ token: LinkToken, _ call: WebCall<ConsoleRoute>) async throws -> WebReply {
        guard case .usable(let invited, _) = ground.links.state(token, now: call.now),
            let place = try await place(invited.tenant)
        else { return try await show(ground.links.state(token, now: call.now), token, call) }
        guard let guest = try await keeping(invited) else { return .fault(.rightMissing) }
        // Two at the same time: one of them has it.
        guard case .usable = ground.links.use(token, now: call.now) else {
            return try await show(ground.links.state(token, now: call.now), token, call)
        }
        _ = try await ground.administration().perform(GuestAdmission(tenant: guest.tenant), by: guest.actor)
        guard
            let id = await sessions.begin(
                "\(guest.person), \(place)", rights: guest.rights, replacing: call.sessionID, now: call.now)
        else { return .fault(.internalError) }
        guests.keep(guest, as: id.digest)
        return WebReply.redirect(to: Self.first(guest.rights)).beginning(id)
    }

    /// Where somebody begins.
    static func first(_ rights: Set<String>) -> ConsoleRoute {
        // Only the second factor is missing.
        if rights.isEmpty { return .signIn(.code) }
        return rights.contains(ConsoleRight.look) ? .overview : .report(.reports)
    }

    private func place(_ tenant: TenantID) async throws -> String? {
        try await ground.administration().perform(GuestPlace(tenant: tenant), by: "web").name
    }

    /// With those rights of the reporting that whoever made the link still has; nil when none of any kind is left.
    private func keeping(_ guest: WebGuest) async throws -> WebGuest? {
        var rights = guest.reporting
        if let reporter = guest.reportGuest { rights = try await ground.desk.rights(of: reporter) }
        return WebGuest(
            tenant: guest.tenant, person: guest.person, messages: guest.messages, reporting: rights,
            maker: guest.maker)
    }

    // MARK: - Pages

    private func show(
        _ state: EntryLinks.State, _ token: LinkToken, _ call: WebCall<ConsoleRoute>
    ) async throws -> WebReply {
        let language = call.language
        switch state {
        case .usable(let guest, let until):
            guard let municipality = try await place(guest.tenant) else { return .fault(.notFound) }
            let values = [
                "person": guest.person, "municipality": municipality, "time": PageTime.moment(until, language),
            ]
            let form = FormView(to: ConsoleRoute.open(token), button: EntryText.openButton.text(language))
            return .page(
                Page(
                    "entry", title: EntryText.openTitle.text(language), topic: .account,
                    model: [
                        "lines": .list([EntryText.openLead, .openOnce].map { .text($0.text(language, values)) }),
                        "form": form.value,
                    ]))
        case .used(let time): return .page(gone(.linkUsedAt, time, language))
        case .expired(let time): return .page(gone(.linkExpiredAt, time, language))
        case .unknown: return .page(gone(.linkNotKnown, nil, language))
        }
    }

    private func gone(_ line: EntryText, _ time: Date?, _ language: Language) -> Page {
        let values = time.map { ["time": PageTime.moment($0, language)] } ?? [:]
        var page = notice(
            .linkGone, [line.text(language, values), EntryText.needLinkHow.text(language)], language)
        page.status = time == nil ? .notFound : .gone
        return page
    }

    private func notice(_ title: EntryText, _ lines: [String], _ language: Language) -> Page {
        Page(
            "entry", title: title.text(language), topic: .account,
            model: ["lines": .list(lines.map { .text($0) }), "form": false])
    }
}

import Foundation
import HTTPTypes
import Store
import Texts
import Web

/// Coming in by a link, and going out.
///
/// Looking at a link shows for whom it is; only the button uses it, so that a mail scanner does no harm.
struct EntryPages: Sendable {
    let desk: any WizardDesk
    let links: WizardLinks
    let sessions: WebSessions
    let guests: Guests

    func respond(to call: WebCall<WizardRoute>) async throws -> WebReply {
        switch call.route {
        case .link(let token): return try await show(links.state(token, now: call.now), token, call)
        case .open(let token): return try await open(token, call)
        case .logOut:
            if let id = call.sessionID { await sessions.end(id) }
            return WebReply.redirect(to: WizardRoute.front).endingSession()
        default:
            if call.session != nil { return .redirect(to: WizardRoute.reports) }
            return .page(needLink(call.language))
        }
    }

    private func open(_ token: LinkToken, _ call: WebCall<WizardRoute>) async throws -> WebReply {
        guard case .usable(let invited, _) = links.state(token, now: call.now),
            let municipality = try await desk.municipality(of: invited)
        else { return try await show(links.state(token, now: call.now), token, call) }
        guard let guest = invited.keeping(try await desk.rights(of: invited)) else { return .fault(.rightMissing) }
        // Two at the same time: one of them has it.
        guard case .usable = links.use(token, now: call.now) else {
            return try await show(links.state(token, now: call.now), token, call)
        }
        try await desk.admitted(guest)
        let rights = Set(guest.rights.map(\.rawValue))
        guard
            let id = await sessions.begin(
                "\(guest.person), \(municipality)", rights: rights, replacing: call.sessionID, now: call.now)
        else { return .fault(.internalError) }
        guests.keep(guest, as: id.digest)
        return WebReply.redirect(to: WizardRoute.reports).beginning(id)
    }

    // MARK: - Pages

    private func needLink(_ language: Language) -> Page {
        notice(.needLink, [EntryText.needLinkLine.text(language), EntryText.needLinkHow.text(language)], language)
    }

    private func show(
        _ state: WizardLinks.State, _ token: LinkToken, _ call: WebCall<WizardRoute>
    ) async throws -> WebReply {
        let language = call.language
        switch state {
        case .usable(let guest, let until):
            guard let municipality = try await desk.municipality(of: guest) else { return .fault(.notFound) }
            let values = [
                "person": guest.person, "municipality": municipality, "time": PageTime.moment(until, language),
            ]
            let form = FormView(to: WizardRoute.open(token), button: EntryText.openButton.text(language))
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

import Foundation
import HTTPTypes
import Texts
import Web

/// The pages that need no log-in: the guide, the list of mails, and the confirmation of an address.
struct OpenPages: Sendable {
    let store: PortalStore
    let guide: Guide
    let mails: PortalMailSettings

    func respond(to call: WebCall<PortalRoute>) async throws -> WebReply {
        switch call.route {
        case .help: return .page(help(call.language))
        case .guide(let name): return guidePage(name, call.language)
        case .mails: return .page(catalogue(call.language))
        case .confirmation(let token):
            return .page(page(try await store.confirmation(token.digest, now: call.now), token, call.language))
        case .confirm(let token):
            let state = try await store.confirm(token.digest, now: call.now)
            guard case .open = state else { return .page(page(state, token, call.language)) }
            return .redirect(to: PortalRoute.confirmation(token))
        case .front, .files, .file, .download, .askDelete, .forward, .delete, .restore, .account, .sentMails, .people,
            .invite, .removeUser, .withdraw, .invitation, .acceptInvitation:
            return .fault(.notFound)
        }
    }

    // MARK: - The guide

    private func help(_ language: Language) -> Page {
        let pages = guide.pages(language).map { page in
            PageValue.fields([
                "link": .text(PortalRoute.guide(page.name).path), "title": .text(page.title),
                "dated": .text(dated(page, language)),
            ])
        }
        return Page(
            "help", title: PortalText.help.text(language), topic: .procedure,
            model: ["pages": .list(pages), "mails": .text(PortalRoute.mails.path)])
    }

    private func guidePage(_ name: String, _ language: Language) -> WebReply {
        guard let page = guide.page(name, language) else { return .fault(.notFound) }
        let blocks = page.blocks.map { block in
            switch block {
            case .heading(let text): PageValue.fields(["heading": .text(text), "text": false])
            case .text(let text): PageValue.fields(["heading": false, "text": .text(text)])
            }
        }
        return .page(
            Page(
                "guide", title: page.title, topic: .procedure,
                model: [
                    "dated": .text(dated(page, language)), "blocks": .list(blocks),
                    "list": .text(PortalRoute.help.path),
                ]))
    }

    private func dated(_ page: GuidePage, _ language: Language) -> String {
        PortalText.helpDated.text(language, ["time": PortalTime.day(page.date, language)])
    }

    // MARK: - Mails

    private func catalogue(_ language: Language) -> Page {
        let columns: [PortalText] = [.mailSubject, .mailWhen, .mailTo, .mailSender]
        let rows = PortalMail.Kind.allCases.map { kind in
            let entry = PortalMailCatalogue.entry(kind)
            return [entry.subject, entry.when, entry.to].map { $0.text(language) } + [mails.sender]
        }
        let table = TableView(
            caption: PortalText.mails.text(language), columns: columns.map { $0.text(language) }, rows: rows, empty: "")
        return Page(
            "mails", title: PortalText.mails.text(language), topic: .ownIT, model: ["table": table.value])
    }

    // MARK: - Whether an address is read

    private func page(_ state: PortalStore.Confirmation, _ token: LinkToken, _ language: Language) -> Page {
        let (title, line, values): (PortalText, PortalText, [String: String]) =
            switch state {
            case .open(let account): (.confirmTitle, .confirmLead, ["account": account.text])
            case .used(let account, let time):
                (
                    .confirmed, .confirmedLine,
                    ["account": account.text, "time": PortalTime.moment(time, language)]
                )
            case .expired, .unknown: (.confirmExpired, .confirmUnknown, [:])
            }
        let form: PageValue =
            if case .open = state {
                FormView(to: PortalRoute.confirm(token), button: PortalText.confirmButton.text(language)).value
            } else { false }
        let isGone = state == .expired || state == .unknown
        return Page(
            "confirm", title: title.text(language), topic: .account, status: isGone ? .gone : .ok,
            model: ["line": .text(line.text(language, values)), "form": form])
    }
}

public import Cryptography
public import Foundation
public import PasswordHashing
import Texts
public import Web

/// The portal's pages, put together: sign-on, the municipality's own files, the guide.
///
/// Every route about a file asks the store by the account that is logged in, so another's file is not found whatever is
/// asked for (I-061).
public struct PortalSite: Sendable {
    /// What the pages need from the outside.
    public struct Surroundings: Sendable {
        public let store: PortalStore
        public let origin: WebOrigin
        public let isTest: Bool
        public let contacts: Contact.Book
        public let mails: PortalMailSettings
        public let guide: Guide
        public let hasher: PasswordHasher
        public let hashes: HashQueue
        public let rules: PasswordRules
        /// 32 octets or more; a new one makes forms that are open now too old.
        public let formKey: SecretBytes
        public let clock: @Sendable () -> Date
        /// So many unpredictable octets.
        public let draw: @Sendable (Int) -> [UInt8]
        public let send: PortalMailing
        /// Told of faults of ours; the address is not told, since it may hold a secret.
        public let report: @Sendable (any Error) -> Void

        public init(
            store: PortalStore, origin: WebOrigin, isTest: Bool, contacts: Contact.Book, mails: PortalMailSettings,
            guide: Guide, hasher: PasswordHasher, hashes: HashQueue, rules: PasswordRules = .standard,
            formKey: SecretBytes, clock: @escaping @Sendable () -> Date, draw: @escaping @Sendable (Int) -> [UInt8],
            send: @escaping PortalMailing, report: @escaping @Sendable (any Error) -> Void
        ) {
            self.store = store
            self.origin = origin
            self.isTest = isTest
            self.contacts = contacts
            self.mails = mails
            self.guide = guide
            self.hasher = hasher
            self.hashes = hashes
            self.rules = rules
            self.formKey = formKey
            self.clock = clock
            self.draw = draw
            self.send = send
            self.report = report
        }
    }

    /// For a `WebListener`.
    public let site: WebSite<PortalRoute>
    /// For the push of the register's, which ends those of an address that is no account any more.
    public let sessions: WebSessions

    /// - Throws: `PageTemplateError`, which only a fault in the program's own templates gives.
    public init(_ surroundings: Surroundings) throws(PageTemplateError) {
        let sessions = WebSessions(draw: surroundings.draw)
        let accounts = Self.accounts(surroundings, sessions)
        let files = FilePages(store: surroundings.store)
        let open = OpenPages(store: surroundings.store, guide: surroundings.guide, mails: surroundings.mails)
        let sent = SentMailPages(store: surroundings.store)
        let people = PeoplePages(
            store: surroundings.store, sessions: sessions,
            texts: PortalMailTexts(settings: surroundings.mails, origin: surroundings.origin), draw: surroundings.draw,
            send: surroundings.send)
        let shell = try PageShell(
            PageShell.Settings(
                name: PortalText.siteName.phrase, isTest: surroundings.isTest, contacts: surroundings.contacts,
                menu: [
                    (PortalText.files.phrase, PortalRoute.files.path),
                    (SentMailText.sentMails.phrase, PortalRoute.sentMails.path),
                    (PeopleText.people.phrase, PortalRoute.people.path),
                    (PortalText.help.phrase, PortalRoute.help.path),
                ], logOutPath: AccountRoute.logOut.path),
            pages: PortalTemplates.all,
            words: [PortalText.phrases, PeopleText.phrases, SentMailText.phrases].reduce(into: [:]) {
                $0.merge($1) { first, _ in first }
            })
        self.sessions = sessions
        site = WebSite(
            WebSite.Surroundings(
                origin: surroundings.origin, sessions: sessions, formKey: surroundings.formKey,
                clock: surroundings.clock, draw: surroundings.draw, logIn: .account(.logIn),
                report: surroundings.report),
            shell: shell
        ) { call in
            switch call.route {
            case .account(let route): return try await accounts.respond(to: route, call)
            case .front: return .redirect(to: PortalRoute.files)
            case .help, .guide, .mails, .confirmation, .confirm: return try await open.respond(to: call)
            case .invitation(let token): return try await people.invitation(token, call)
            case .acceptInvitation(let token): return try await people.accept(token, call)
            case .files, .file, .download, .askDelete, .forward, .delete, .restore, .sentMails, .people, .invite,
                .removeUser, .withdraw:
                guard let name = call.session.flatMap({ SharedAddress(known: $0.subject) }),
                    let reader = try await surroundings.store.reader(name)
                else { return .fault(.sessionNeeded) }
                switch call.route {
                case .sentMails: return .page(try await sent.page(call.language, for: reader.account))
                case .people, .invite, .removeUser, .withdraw: return try await people.respond(to: call, for: reader)
                default: return try await files.respond(to: call, for: reader)
                }
            }
        }
    }

    /// The pages of accounts, with what the portal notes of them.
    private static func accounts(_ surroundings: Surroundings, _ sessions: WebSessions) -> AccountSite<PortalRoute> {
        let (store, report, clock) = (surroundings.store, surroundings.report, surroundings.clock)
        let texts = PortalMailTexts(settings: surroundings.mails, origin: surroundings.origin)
        let accounts = Accounts(
            store, hasher: surroundings.hasher, queue: surroundings.hashes, rules: surroundings.rules,
            draw: surroundings.draw)
        return AccountSite(
            accounts, sessions: sessions, rules: surroundings.rules, home: PortalRoute.files,
            rights: { account in
                // A log-in that cannot be noted is still one: the disk's fault shows at the first page.
                do {
                    try await store.note(.loggedIn, of: account, now: clock())
                    return try await store.reader(account)?.user == nil ? [PortalReader.people] : []
                } catch {
                    report(error)
                    return []
                }
            },
            send: { mail, _ in
                do {
                    guard let reader = try await store.reader(mail.to),
                        let unit = try await store.units(of: reader.account).first
                    else { return }
                    try await surroundings.send(texts.link(mail, unit, for: reader.user, now: clock()))
                    try await store.note(.linkSent, of: mail.to, now: clock())
                } catch {
                    report(error)
                }
            }, showTime: PortalTime.moment, report: report)
    }
}

import Cryptography
import HTTPListening
public import Logging
public import MunicipalNode
import NIOCore
import ReportWizard
import Store
import Synchronization
import Texts
public import Web

/// The rights of sessions, as routes name them.
enum ConsoleRight {
    static let look = MessageRight.look.rawValue
    static let act = MessageRight.act.rawValue
    static let reporting = ReportRight.allCases.map(\.rawValue)
}

/// A tenant's pages, put together: how its messages stand, what needs a hand, and the yearly report.
///
/// Whoever comes in by a link gets a session for one tenant and one person. Every page asks for that tenant, so another's
/// message, task or report is not found whatever is asked for.
public struct ConsoleSite: Sendable {
    /// For a `WebListener`.
    public let site: WebSite<ConsoleRoute>

    /// - Throws: `PageTemplateError`, which only a fault in the program's own templates gives.
    public init(_ ground: WebsiteGround) throws(PageTemplateError) {
        let (guests, waiting) = (Guests(), WaitingEntries())
        let sessions = WebSessions(draw: ground.draw) { change in
            guard case .ended(let digest) = change else { return }
            guests.forget(digest)
            waiting.forget(digest)
        }
        let signIn = SignInPages(ground: ground, sessions: sessions, guests: guests, waiting: waiting)
        let entry = EntryPages(ground: ground, sessions: sessions, guests: guests, signIn: signIn)
        let reports = ReportWizardPages(ground.desk)
        let shell = try PageShell(
            PageShell.Settings(
                name: EntryText.siteName.phrase, isTest: false, contacts: ground.contacts,
                menu: [
                    (OverviewPageText.overview.phrase, ConsoleRoute.overview.path),
                    (MessagesText.messages.phrase, ConsoleRoute.messages.path),
                    (TasksText.tasks.phrase, ConsoleRoute.tasks.path),
                    (DeviationsText.deviations.phrase, DeviationRoute.list.path),
                    (SecurityPageText.security.phrase, ConsoleRoute.security.path),
                ] + ReportWizardPages.menu + [
                    (PeopleText.peopleTitle.phrase, ConsoleRoute.people(.list).path),
                    (SignInText.ownAccount.phrase, ConsoleRoute.signIn(.own).path),
                ], logOutPath: ConsoleRoute.logOut.path),
            pages: [
                DeviationTemplates.all, SecurityPage.templates, AccountPageTemplates.all, ReportWizardPages.templates,
            ]
            .reduce(ConsoleTemplates.all) { $0.merging($1) { first, _ in first } },
            words: ReportWizardPages.words.merging(ConsoleVocabulary.all) { $1 })
        site = WebSite(
            WebSite.Surroundings(
                origin: ground.origin, sessions: sessions, formKey: SecretBytes(ground.draw(32)), clock: ground.clock,
                draw: ground.draw, language: ground.language, logIn: .front, report: ground.report),
            shell: shell
        ) { call in
            // Whose account was disabled or changed since they logged in is out, whatever they ask for (N-06).
            if let guest = guests.guest(of: call.session), try await !ground.accounts.isSeated(guest) {
                if let id = call.sessionID { await sessions.end(id) }
                return WebReply.redirect(to: ConsoleRoute.front).endingSession()
            }
            switch call.route {
            case .front, .link, .open, .logOut: return try await entry.respond(to: call)
            case .signIn(let route): return try await signIn.respond(to: route, call)
            default: break
            }
            guard let guest = guests.guest(of: call.session) else { return .fault(.sessionNeeded) }
            guard case .report(let route) = call.route else {
                return try await ConsolePages(ground: ground, guest: guest).respond(to: call)
            }
            guard let reporter = guest.reportGuest else { return .fault(.rightMissing) }
            if let reply = try await reports.respond(to: call.at(route), for: reporter) { return reply }
            // Nothing is left of what they were let in for.
            if let id = call.sessionID { await sessions.end(id) }
            return WebReply.redirect(to: ConsoleRoute.front).endingSession()
        }
    }
}

/// The pages on a socket, for a node.
public struct ConsoleWebsite: NodeWebsite {
    private let log: Logger

    public init(log: Logger) { self.log = log }

    public func serve(
        _ settings: WebSettings, on ground: WebsiteGround, reached: @escaping @Sendable (Int?) -> Void
    ) async throws {
        var quiet = log
        quiet.logLevel = max(.warning, log.logLevel)
        let listener = WebListener(try ConsoleSite(ground).site, settings: settings.listener, log: quiet)
        try await listener.run { reached($0.port) }
    }
}

/// Who is behind each session.
final class Guests: Sendable {
    private let guests = Mutex<[SessionDigest: WebGuest]>([:])

    func keep(_ guest: WebGuest, as digest: SessionDigest) { guests.withLock { $0[digest] = guest } }
    func forget(_ digest: SessionDigest) { guests.withLock { $0[digest] = nil } }
    func guest(of session: WebSession?) -> WebGuest? {
        session.flatMap { session in guests.withLock { $0[session.digest] } }
    }
}

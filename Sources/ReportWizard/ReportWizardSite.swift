import Cryptography
public import Foundation
import Store
import Synchronization
public import Texts
public import Web

/// The wizard, put together: a municipality's yearly report from the extract on, in a browser.
///
/// Whoever comes in by a link gets a session for one tenant and one person. Every page asks the desk for that tenant, so
/// another's report is not found whatever is asked for.
public struct ReportWizardSite: Sendable {
    /// What the pages need from the outside.
    public struct Surroundings: Sendable {
        public let desk: any WizardDesk
        public let links: WizardLinks
        public let origin: WebOrigin
        public let isTest: Bool
        public let contacts: Contact.Book
        public let language: Language
        public let clock: @Sendable () -> Date
        /// So many unpredictable octets.
        public let draw: @Sendable (Int) -> [UInt8]
        /// Told of faults of ours; the address is not told, since it may hold a secret.
        public let report: @Sendable (any Error) -> Void

        public init(
            desk: any WizardDesk, links: WizardLinks, origin: WebOrigin, isTest: Bool, contacts: Contact.Book,
            language: Language, clock: @escaping @Sendable () -> Date, draw: @escaping @Sendable (Int) -> [UInt8],
            report: @escaping @Sendable (any Error) -> Void
        ) {
            self.desk = desk
            self.links = links
            self.origin = origin
            self.isTest = isTest
            self.contacts = contacts
            self.language = language
            self.clock = clock
            self.draw = draw
            self.report = report
        }
    }

    /// For a `WebListener`.
    public let site: WebSite<WizardRoute>

    /// - Throws: `PageTemplateError`, which only a fault in the program's own templates gives.
    public init(_ surroundings: Surroundings) throws(PageTemplateError) {
        let guests = Guests()
        let sessions = WebSessions(draw: surroundings.draw) { change in
            if case .ended(let digest) = change { guests.forget(digest) }
        }
        let entry = EntryPages(
            desk: surroundings.desk, links: surroundings.links, sessions: sessions, guests: guests)
        let pages = ReportPages(desk: surroundings.desk)
        let shell = try PageShell(
            PageShell.Settings(
                name: EntryText.siteName.phrase, isTest: surroundings.isTest, contacts: surroundings.contacts,
                menu: [
                    (EntryText.reports.phrase, WizardRoute.reports.path),
                    (FeedbackText.feedback.phrase, WizardRoute.feedback(.list).path),
                ], logOutPath: WizardRoute.logOut.path),
            pages: WizardTemplates.all.merging(FeedbackTemplates.all) { $1 }, words: WizardVocabulary.all)
        site = WebSite(
            WebSite.Surroundings(
                origin: surroundings.origin, sessions: sessions, formKey: SecretBytes(surroundings.draw(32)),
                clock: surroundings.clock, draw: surroundings.draw, language: surroundings.language, logIn: .front,
                report: surroundings.report),
            shell: shell
        ) { call in
            switch call.route {
            case .front, .link, .open, .logOut: return try await entry.respond(to: call)
            default:
                guard let admitted = guests.guest(of: call.session) else { return .fault(.sessionNeeded) }
                // Asked anew each time: rights may have been taken from whom the link was made by.
                guard let guest = admitted.keeping(try await surroundings.desk.rights(of: admitted)) else {
                    if let id = call.sessionID { await sessions.end(id) }
                    return WebReply.redirect(to: WizardRoute.front).endingSession()
                }
                let sufficient: [String] =
                    switch call.route.access {
                    case .everyone, .session: []
                    case .right(let right): [right]
                    case .oneOf(let rights): rights
                    }
                guard sufficient.isEmpty || guest.rights.contains(where: { sufficient.contains($0.rawValue) }) else {
                    return .fault(.rightMissing)
                }
                return try await pages.respond(to: call, for: guest)
            }
        }
    }
}

/// Who is behind each session.
final class Guests: Sendable {
    private let guests = Mutex<[SessionDigest: ReportGuest]>([:])

    func keep(_ guest: ReportGuest, as digest: SessionDigest) { guests.withLock { $0[digest] = guest } }
    func forget(_ digest: SessionDigest) { guests.withLock { $0[digest] = nil } }
    func guest(of session: WebSession?) -> ReportGuest? {
        session.flatMap { session in guests.withLock { $0[session.digest] } }
    }
}

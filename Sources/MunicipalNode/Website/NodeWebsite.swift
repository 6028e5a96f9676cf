public import Foundation
public import ReportWizard
public import Texts
public import Web

/// The pages that a node serves for people: put together above it, since pages ask for what administrators ask for.
public protocol NodeWebsite: Sendable {
    /// Serves until the task is cancelled.
    ///
    /// - Parameter reached: told the port once browsers can come.
    /// - Throws: `HTTPListenerError` for an address or certificate that cannot be used.
    func serve(_ settings: WebSettings, on ground: WebsiteGround, reached: @escaping @Sendable (Int?) -> Void)
        async throws
}

/// What a node gives to its pages.
public struct WebsiteGround: Sendable {
    /// With what is in effect now.
    public let administration: @Sendable () -> Administration
    /// Of the yearly report.
    public let desk: any WizardDesk
    public let links: EntryLinks
    public let accounts: AccountDesk
    public let origin: WebOrigin
    public let contacts: Contact.Book
    public let language: Language
    public let clock: @Sendable () -> Date
    /// So many unpredictable octets.
    public let draw: @Sendable (Int) -> [UInt8]
    /// Told of faults of ours; the address is not told, since it may hold a secret.
    public let report: @Sendable (any Error) -> Void

    public init(
        administration: @escaping @Sendable () -> Administration, desk: any WizardDesk, links: EntryLinks,
        accounts: AccountDesk, origin: WebOrigin, contacts: Contact.Book, language: Language,
        clock: @escaping @Sendable () -> Date,
        draw: @escaping @Sendable (Int) -> [UInt8], report: @escaping @Sendable (any Error) -> Void
    ) {
        self.administration = administration
        self.desk = desk
        self.links = links
        self.accounts = accounts
        self.origin = origin
        self.contacts = contacts
        self.language = language
        self.clock = clock
        self.draw = draw
        self.report = report
    }
}

import CommandOutcome
import Cryptography
import Foundation
import Logging
import ReportWizard
import Texts
import Web

/// The pages for people, served by the node that has the tenants' messages and keys.
extension MunicipalNode {
    /// Serves until cancelled. Links can be made from when it is reached.
    ///
    /// - Throws: `HTTPListenerError` for an address or certificate that cannot be used.
    func serve(_ website: any NodeWebsite, _ settings: WebSettings, ready: @escaping @Sendable () -> Void)
        async throws
    {
        let (clock, logger, links) = (parts.clock, parts.logger, entryLinks)
        guard let origin = settings.origin else { throw WebAddressUnusable() }
        // What an error says of itself may be too much; its kind is enough to find it.
        let report: @Sendable (any Error) -> Void = { error in
            let code = (error as? AdministrationError).map { " \($0.code)" } ?? ""
            logger.error("web-fault", metadata: ["error": "\(type(of: error))\(code)"])
        }
        let administration: @Sendable () -> Administration = { self.administration }
        let ground = WebsiteGround(
            administration: administration,
            desk: NodeWizardDesk(
                administration: administration, clock: clock.now, environment: ProcessInfo.processInfo.environment,
                draw: SecureRandom.bytes, report: report),
            links: links, accounts: try AccountDesk(administration: administration, draw: SecureRandom.bytes),
            origin: origin, contacts: settings.contacts,
            language: Language(rawValue: configuration.language) ?? .nb, clock: clock.now, draw: SecureRandom.bytes,
            report: report)
        defer { links.close() }
        try await website.serve(settings, on: ground) { port in
            links.open(at: origin)
            logger.notice(
                "web-listening", metadata: ["host": "\(settings.host)", "port": "\(port ?? settings.port)"])
            ready()
        }
    }
}

/// `web.address` is none; the configuration's reading refuses it before.
struct WebAddressUnusable: Error {}

extension WebSettings {
    /// Whoever operates the installation answers for all that is asked on its pages.
    var contacts: Contact.Book {
        let operators = Contact(
            who: Phrase(
                "De som drifter meldingstjeneren i kommunen", "Dei som driftar meldingstenaren i kommunen",
                "Those who operate the municipality's message server"), mail: contactMail, phone: contactPhone)
        return Contact.Book([:], other: operators)
    }
}

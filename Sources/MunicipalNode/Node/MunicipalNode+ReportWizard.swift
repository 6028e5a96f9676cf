import Cryptography
import Foundation
import HTTPListening
import Logging
import NIOCore
import ReportWizard
import Texts
import Web

/// The wizard of the yearly report, served by the node that has the municipality's keys.
extension MunicipalNode {
    /// Serves until cancelled. Links can be made from when it is reached.
    ///
    /// - Throws: `HTTPListenerError` for an address or certificate that cannot be used.
    func serveWizard(_ settings: WebSettings, ready: @escaping @Sendable () -> Void) async throws {
        let (clock, logger, links) = (parts.clock, parts.logger, wizardLinks)
        guard let origin = settings.origin else { throw WebAddressUnusable() }
        // What an error says of itself may be too much; its kind is enough to find it.
        let report: @Sendable (any Error) -> Void = { error in
            logger.error("web-fault", metadata: ["error": "\(type(of: error))"])
        }
        let desk = NodeWizardDesk(
            administration: { self.administration }, clock: clock.now,
            environment: ProcessInfo.processInfo.environment, draw: SecureRandom.bytes, report: report)
        let wizard = try ReportWizardSite(
            ReportWizardSite.Surroundings(
                desk: desk, links: links, origin: origin, isTest: false, contacts: settings.contacts,
                language: Language(rawValue: configuration.language) ?? .nb, clock: clock.now,
                draw: SecureRandom.bytes, report: report))
        var quiet = logger
        quiet.logLevel = max(.warning, logger.logLevel)
        defer { links.close() }
        try await ReportWizardListener(wizard, settings: settings.listener, log: quiet).run { address in
            links.open(at: origin)
            logger.notice(
                "web-listening", metadata: ["host": "\(settings.host)", "port": "\(address.port ?? settings.port)"])
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

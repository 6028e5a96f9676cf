import AddressRegister
import Cryptography
import Identifiers
import SealedSubmission
import Store
import TestSupport
import Testing
import Web

@testable import MunicipalNode
@testable import ReportWizard

extension WizardStage {
    /// A tenant whose feedback comes from the register of the configuration.
    func settleInbox() async throws {
        try await installation.ask(ReportClient(tenant: Installation.tenant))
        registered(as: Self.parties.register.number)
    }

    /// Whose number the sender of what arrives has.
    func registered(as number: OrganisationNumber) {
        installation.register.put(
            CommunicationParty(
                her: Installation.partner, name: "Registeret", parentHER: nil, parentName: nil,
                organisationNumber: number, kind: .service, isActive: true, ediAddress: nil, signingCertificate: nil,
                encryptionCertificate: nil))
    }

    /// What the register answers on the northern municipality's report.
    static func answer(
        _ persons: [String] = ["7", "12", "31"], unit: String = "9901-00", year: Int = 2016,
        recipients: (now: Int, before: Int) = (40, 38), message: String = "Institusjonen mangler nummer."
    ) -> RegisterAnswer {
        RegisterAnswer(
            unit: ReportingUnit(unit)!, year: year, persons: persons, recipients: recipients, message: message)
    }

    /// A report that was begun, and the register's answer to it.
    func answered(
        _ answer: RegisterAnswer = WizardStage.answer(), kind: SubmissionKind = .ordinary
    ) async throws -> SentFeedback {
        let begun = try await installation.ask(
            ReportBegin(tenant: Installation.tenant, unit: answer.unit, year: answer.year, kind: kind))
        return try SentFeedback(begun, unit: answer.unit, year: answer.year, package: answer.package())
    }

    // MARK: - Whoever fetches

    /// Somebody who may fetch and nothing else.
    func fetcher() async throws -> WizardBrowser { try await WizardBrowser.admitted(self, rights: [.fetch]) }

    static func id(_ sent: SentFeedback) -> FeedbackID { FeedbackID(sha256: SHA256.digest(sent.archive))! }

    /// Fetches what has come, and opens it.
    func open(_ sent: SentFeedback, in browser: WizardBrowser) async throws -> WebAnswer {
        try await installation.arrive(sent.feedback)
        _ = await browser.get(.feedback(.list))
        _ = await browser.post(.feedback(.fetch))
        let answer = await browser.post(.feedback(.open(Self.id(sent))))
        #expect(answer.location == WizardRoute.feedback(.one(Self.id(sent))).path)
        return await browser.get(.feedback(.one(Self.id(sent))))
    }

    /// Action and actor of each record.
    func audit() async throws -> [String] {
        try await installation.ask(AuditShow(tenant: Installation.tenant)).records.map { "\($0.action) \($0.actor)" }
    }
}

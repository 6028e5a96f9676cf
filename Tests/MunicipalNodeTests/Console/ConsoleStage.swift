import AddressRegister
import Cryptography
import Foundation
import Identifiers
import Monitoring
import SQLiteStore
import Store
import TestSupport
import Testing
import Texts
import Web

@testable import Console
@testable import MunicipalNode

/// Two municipalities' pages, with messages that went well and some that did not.
struct ConsoleStage {
    static let partner = Installation.partner

    let stage: WizardStage

    /// - Parameter origin: what browsers call it.
    init(origin: String = "https://rapport.nord.example") async throws {
        stage = try await WizardStage(origin: origin)
        stage.installation.register.put(
            CommunicationParty(
                her: Self.partner, name: "Storvik legekontor", parentHER: nil, parentName: nil,
                organisationNumber: SyntheticOrganisations.generalPractice.number, kind: .service, isActive: true,
                ediAddress: nil, signingCertificate: nil, encryptionCertificate: nil))
    }

    /// One who has come in by a link.
    func browser(
        _ rights: Set<MessageRight> = Set(MessageRight.allCases), at tenant: TenantID = Installation.tenant
    ) async throws -> WizardBrowser {
        let browser = WizardBrowser(stage)
        let link = try link(rights, to: tenant)
        _ = await browser.get(link)
        let answer = await browser.post(link)
        try #require(answer.location == ConsoleRoute.overview.path, "\(answer.text)")
        return browser
    }

    func link(_ rights: Set<MessageRight>, to tenant: TenantID = Installation.tenant) throws -> String {
        let guest = try #require(
            WebGuest(tenant: tenant, person: WizardStage.person, messages: rights, maker: WizardStage.maker))
        let token = try #require(LinkToken(drawn: SecureRandom.bytes(24)))
        let issued = try #require(stage.links.issue(token, to: guest, now: stage.now))
        return String(issued.address.dropFirst(stage.origin.description.count))
    }

    /// A message to the partner; with a step, a task that it opened.
    @discardableResult
    func message(
        _ action: String = "DIALOG_HELSEFAGLIG", state: MessageState = .acknowledged, task step: StepCode? = nil,
        reason: String? = nil, isPacked: Bool = true
    ) async throws -> StoredMessage {
        var message = StoredMessage(
            serverID: UUID(), direction: .outgoing, kind: .business, state: state, at: Installation.now)
        (message.fromHER, message.toHER) = (Installation.her, Self.partner)
        (message.action, message.reason) = (action, reason)
        (message.messageID, message.msgID) = ("\(UUID())@nord.example", UUID().uuidString)
        message.recordSystem = "journal"
        let stored = try await stage.installation.insert(message)
        let store = try await stage.installation.store.tenant(Installation.tenant, as: "server")
        let envelope = try store.seal([1, 2, 3])
        try await store.write { transaction in
            try transaction.append(
                MessageEvent(
                    message: stored.key, at: Installation.now, step: "submitted", actor: "record-system:journal"))
            if isPacked { try transaction.put(envelope, .envelope, of: stored.key) }
            guard let step else { return }
            try transaction.append(
                MessageEvent(
                    message: stored.key, at: Installation.now, step: step.rawValue, actor: "partner:\(Self.partner)",
                    detail: reason.map { ["reason": $0] } ?? [:]))
        }
        let watch = TaskWatch(store: store, deadlines: .proposed)
        try await watch.runOnce(now: Installation.now)
        return stored
    }

    /// An unauthorised disclosure, discovered now.
    func deviation(_ category: Deviation.Category = .disclosure) async throws {
        try await stage.installation.ask(
            DeviationOpen(
                tenant: Installation.tenant,
                fields: [
                    .category: category.rawValue, .discovered: DeviationMoment.text(Installation.now),
                    .what: "Feil mottaker",
                ]))
    }

    func tasks() async throws -> [TaskSummary] {
        try await stage.installation.ask(TaskList(tenant: Installation.tenant)).tasks
    }
}

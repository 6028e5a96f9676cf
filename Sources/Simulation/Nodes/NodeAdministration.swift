import ControlSocket
import Foundation
import Identifiers
import MunicipalNode
import Store

/// What the demo asks of a running node, over its control socket, as an administrator would by command.
struct NodeAdministration: Sendable {
    let node: NodeName
    private let client: ControlClient

    init(node: NodeName, socket: String) {
        self.node = node
        client = ControlClient(path: socket, timeoutSeconds: 20)
    }

    /// Whether the node answers yet.
    var isServing: Bool { (try? client.isServing()) ?? false }

    /// Sets up one tenant: the organisation, its address, its two certificates and its record system.
    func addTenant(_ party: DemoParty, keys: PartyKeys, folder: String) throws(DemoError) {
        try ask(
            TenantAdd(
                id: party.tenant, displayName: party.organisation, organisationNumber: party.number,
                controller: "Demo"))
        try ask(
            AddressAdd(
                tenant: party.tenant, her: party.her, parent: party.organisationHER, displayName: party.service,
                ediAddress: party.ediAddress, mailbox: party.mailbox))
        for (pair, purpose) in [(keys.signing, KeyRecord.Purpose.signing), (keys.encryption, .encryption)] {
            try ask(
                CertificateImport(
                    tenant: party.tenant, contents: Data(pair.certificate.utf8), key: Data(pair.key.utf8),
                    purpose: purpose, activate: true))
        }
        try ask(
            RecordSystemAdd(
                tenant: party.tenant, systemName: "records", folder: folder, herIDs: [party.her]))
    }

    /// A link to a tenant's pages, with every right that there is.
    func consoleLink(to party: DemoParty) throws(DemoError) -> String {
        let reply = try ask(
            ConsoleLink(
                tenant: party.tenant, person: "Demo", messages: MessageRight.allCases,
                reporting: ReportRight.allCases))
        guard let address = reply.address else { throw .setup("\(node.rawValue) gives no link to its pages") }
        return address
    }

    /// Every message of a tenant, without its steps. The demo's few fit into one page.
    func messages(of party: DemoParty) throws(DemoError) -> [ObservedMessage] {
        var search = MessageSearch(tenant: party.tenant)
        search.limit = MessageSearch.largestPage
        return try ask(search).messages.map { summary in
            ObservedMessage(
                serverID: summary.serverID.uuidString.lowercased(), tenant: party.name, direction: summary.direction,
                kind: summary.kind, transport: summary.state, application: summary.application,
                messageID: summary.messageID, msgID: summary.msgID, conversationID: summary.conversationID,
                action: summary.action, fromHER: summary.fromHER, toHER: summary.toHER, attempts: summary.attempts)
        }
    }

    /// The same message with its steps.
    func withSteps(_ message: ObservedMessage, of party: DemoParty) throws(DemoError) -> ObservedMessage {
        var told = message
        told.steps = try ask(MessageShow(tenant: party.tenant, id: message.serverID)).timeline.map {
            ObservedMessage.Step(at: $0.at, step: $0.step, actor: $0.actor)
        }
        return told
    }

    @discardableResult
    private func ask<Request: AdministrationRequest>(_ request: Request) throws(DemoError) -> Request.Reply {
        do { return try client.perform(request, dryRun: false) } catch {
            throw .setup("\(node.rawValue) does not do \(Request.name): \(error)")
        }
    }
}

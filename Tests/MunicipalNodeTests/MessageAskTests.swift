import CommandOutcome
import Foundation
import Store
import Testing
import Texts

@testable import MunicipalNode

@Suite("Asking partners about messages, as an administrator")
struct MessageAskTests {
    @Test(
        "M-046 a partner is asked about a message that was sent, on record; about another it is not, nor again at once")
    func ask() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        var sent = message(number: 1, state: .sent)
        sent.attempts = 1
        let stored = try await installation.insert(sent)
        let dry = try await installation.ask(MessageAsk(tenant: nil, id: "message-1"), dryRun: true)
        #expect(dry.question == nil && !installation.exchange.asked.contains { $0.hasPrefix("ask") })
        let reply = try await installation.ask(MessageAsk(tenant: nil, id: "message-1"))
        #expect(reply.question != nil && reply.her == Installation.partner)
        #expect(installation.exchange.asked.last == "ask about \(stored.key.value) by uid:1000")
        #expect(try await installation.ask(AuditShow(tenant: nil)).records.last?.action == "message.ask")

        _ = try await installation.insert(message(number: 2))
        let unsent = await installation.refusal(MessageAsk(tenant: nil, id: "message-2"))
        #expect(unsent?.code == "never-sent" && unsent?.exit == .data)
        var recent = message(number: 3, state: .sent)
        (recent.attempts, recent.expiresAt) = (1, Installation.now + 200)
        _ = try await installation.insert(recent)
        let again = await installation.refusal(MessageAsk(tenant: nil, id: "message-3"))
        #expect(again?.code == "asked-recently" && again?.exit == .temporary)
        #expect(again?.sentence.contains("5 minutes") == true)
        var incoming = StoredMessage(
            serverID: UUID(), direction: .incoming, kind: .business, state: .handedOver, at: Installation.now)
        incoming.messageID = "message-4"
        _ = try await installation.insert(incoming)
        #expect(await installation.refusal(MessageAsk(tenant: nil, id: "message-4"))?.code == "not-outgoing")
        #expect(await installation.refusal(MessageAsk(tenant: nil, id: "message-5"))?.exit == .noInput)
    }

    @Test("what keeps a question back is told with its own values; a fault of the store is no such reason")
    func refused() async throws {
        let installation = try Installation()
        try await installation.addTenant()
        for (number, reason) in [ReasonCode.ownAddressUnknown.rawValue, ReasonCode.stageNotAllowed.rawValue, "disk"]
            .enumerated()
        {
            var sent = message(number: number, state: .sent)
            (sent.attempts, sent.reason) = (1, reason)
            _ = try await installation.insert(sent)
        }
        let own = await installation.refusal(MessageAsk(tenant: nil, id: "message-0"))
        #expect(own?.code == "own-address-unknown" && own?.exit == .unavailable)
        #expect(own?.sentence.contains("80801") == true, "the address that is not ours, and not the partner's")
        let stage = await installation.refusal(MessageAsk(tenant: nil, id: "message-1"))
        #expect(stage?.code == "stage-not-allowed" && stage?.sentence.contains(" test") == true)
        let fault = await installation.refusal(MessageAsk(tenant: nil, id: "message-2"))
        #expect(fault?.code == "store-failed" && fault?.exit == .software)
    }

    private func message(
        number: Int, state: MessageState = .queued
    ) -> StoredMessage {
        var message = StoredMessage(
            serverID: UUID(), direction: .outgoing, kind: .business, state: state, at: Installation.now)
        message.messageID = "message-\(number)"
        message.fromHER = Installation.her
        message.toHER = Installation.partner
        return message
    }
}

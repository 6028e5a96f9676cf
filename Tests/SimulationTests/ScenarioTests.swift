import Foundation
import Identifiers
import Store
import Testing

@testable import Simulation

@Suite("The scenario and its verdicts")
struct ScenarioTests {
    let parties: [PartyName: DemoParty]

    init() throws {
        parties = Dictionary(uniqueKeysWithValues: try DemoParty.all().map { ($0.name, $0) })
    }

    @Test("U-53 every party of the table has a valid organisation number, HER-ids and an invented address")
    func partiesHold() throws {
        #expect(parties.count == PartyName.allCases.count)
        #expect(parties.values.allSatisfy { $0.ediAddress.text.hasSuffix(".example") })
        #expect(Set(parties.values.map(\.her)).count == parties.count)
        #expect(parties[.storvik]?.node == parties[.lilledal]?.node)
        #expect(parties[.physiotherapist]?.node == nil)
    }

    @Test("the story can be told: each message waits only for messages before it, which arrive")
    func storyIsOrdered() {
        var told: Set<String> = []
        for message in Scenario.exchange.messages {
            #expect(told.isSuperset(of: message.after))
            #expect(message.inReplyTo.map(message.after.contains) ?? true)
            if message.twist == .none || message.twist == .firstReceiptLost { told.insert(message.name) }
        }
        #expect(Set(Scenario.exchange.messages.map(\.name)).count == Scenario.exchange.messages.count)
    }

    @Test("U-53 the scenario shows what the README promises: loss, rejection, silence, garbage, two tenants on a node")
    func promisesAreKept() {
        let messages = Scenario.exchange.messages
        #expect(messages.contains { $0.twist == .firstReceiptLost && $0.expected.attempts == 2 })
        #expect(messages.contains { $0.expected.application == .rejected })
        #expect(messages.contains { $0.expected.transport == .expired })
        #expect(messages.contains { $0.expected.transport == .unreadable })
        #expect(messages.contains { $0.from == .storvik && $0.to == .lilledal })
    }

    @Test("a message that stands where its row says is as expected")
    func asExpected() {
        let verdict = verdict(of: "admitted", transport: .acknowledged, application: .accepted, handedOver: 1)
        #expect(verdict?.isAsExpected == true)
        #expect(verdict?.hasFailed == false)
    }

    @Test("M-107 a message handed over twice is not as expected, whatever its state")
    func twiceIsWrong() {
        let verdict = verdict(of: "admitted", transport: .acknowledged, application: .accepted, handedOver: 2)
        #expect(verdict?.isAsExpected == false)
        #expect(verdict?.hasFailed == true)
    }

    @Test("a message on its way is neither as expected nor failed")
    func onItsWay() {
        let verdict = verdict(of: "admitted", transport: .sent, application: .waiting, handedOver: 0)
        #expect(verdict?.isAsExpected == false)
        #expect(verdict?.hasFailed == false)
    }

    @Test("a message that ended elsewhere has failed")
    func elsewhere() {
        let verdict = verdict(of: "admitted", transport: .undeliverable, application: .waiting, handedOver: 0)
        #expect(verdict?.hasFailed == true)
    }

    @Test("a lost receipt shows: one attempt is too few")
    func attemptsCount() {
        let once = verdict(of: "ready", transport: .acknowledged, application: .accepted, handedOver: 1, attempts: 1)
        let twice = verdict(of: "ready", transport: .acknowledged, application: .accepted, handedOver: 1, attempts: 2)
        #expect(once?.isAsExpected == false)
        #expect(twice?.isAsExpected == true)
    }

    @Test("a mail nobody can read is looked for at its receiver")
    func garbage() {
        let seen = ObservedMessage(
            serverID: "x", tenant: .storvik, direction: .incoming, kind: .unknown, transport: .unreadable,
            application: .notExpected)
        let verdicts = Scenario.exchange.verdicts(parties: parties, msgIDs: [:], observed: [seen], handedOver: [:])
        #expect(verdicts.first { $0.title == "garbage" }?.isAsExpected == true)
    }

    private func verdict(
        of name: String, transport: MessageState, application: ApplicationState, handedOver: Int, attempts: Int = 1
    ) -> MessageVerdict? {
        guard let message = Scenario.exchange[name] else { return nil }
        let seen = ObservedMessage(
            serverID: "1", tenant: message.from, direction: .outgoing, kind: .business, transport: transport,
            application: application, msgID: "m", attempts: attempts)
        return Scenario.exchange.verdicts(
            parties: parties, msgIDs: [name: "m"], observed: [seen],
            handedOver: [message.to: Array(repeating: "m", count: handedOver)]
        ).first { $0.title == name }
    }
}

import Foundation

/// Carries the scenario forward: submits each message when those before it have arrived, lets the record systems work,
/// and says where everything stands.
struct Director {
    let scenario: Scenario
    let parties: [PartyName: DemoParty]
    let recordSystems: [PartyName: RecordSystemSimulator]
    /// Puts a mail that is no message into a party's mailbox.
    let deliverGarbage: @Sendable (_ from: DemoParty, _ to: DemoParty) async throws -> Void
    /// All messages of all tenants, as the nodes tell.
    let observe: @Sendable () async throws -> [ObservedMessage]
    let clock: @Sendable () -> Date
    let uuid: @Sendable () -> UUID

    /// MsgId of what has been submitted, by the message's name in the scenario.
    private(set) var msgIDs: [String: String] = [:]
    /// Where every message stood in the last round.
    private(set) var verdicts: [MessageVerdict] = []
    private var injected: Set<String> = []

    init(
        scenario: Scenario, parties: [PartyName: DemoParty], recordSystems: [PartyName: RecordSystemSimulator],
        deliverGarbage: @escaping @Sendable (_ from: DemoParty, _ to: DemoParty) async throws -> Void,
        observe: @escaping @Sendable () async throws -> [ObservedMessage], clock: @escaping @Sendable () -> Date,
        uuid: @escaping @Sendable () -> UUID
    ) {
        self.scenario = scenario
        self.parties = parties
        self.recordSystems = recordSystems
        self.deliverGarbage = deliverGarbage
        self.observe = observe
        self.clock = clock
        self.uuid = uuid
    }

    /// One round; afterwards `verdicts` says where every message stands.
    mutating func runOnce() async throws {
        var handedOver: [PartyName: [String]] = [:]
        for (name, system) in recordSystems {
            try await system.runOnce()
            handedOver[name] = await system.deliveries.compactMap(\.msgID)
        }
        for message in scenario.messages where isDue(message, handedOver: handedOver) { try await submit(message) }
        verdicts = scenario.verdicts(
            parties: parties, msgIDs: msgIDs, observed: try await observe(), handedOver: handedOver)
    }

    /// Whether the story is over: everything as expected, or something irrevocably not.
    var isOver: Bool { isFulfilled || verdicts.contains(where: \.hasFailed) }

    var isFulfilled: Bool {
        verdicts.allSatisfy(\.isAsExpected) && verdicts.count == scenario.messages.count + scenario.expectedReceipts
    }

    // MARK: - Private steps

    private func isDue(_ message: ScenarioMessage, handedOver: [PartyName: [String]]) -> Bool {
        guard msgIDs[message.name] == nil, !injected.contains(message.name) else { return false }
        return message.after.allSatisfy { name in
            guard let earlier = scenario[name], let msgID = msgIDs[name] else { return false }
            return handedOver[earlier.to, default: []].contains(msgID)
        }
    }

    private mutating func submit(_ message: ScenarioMessage) async throws {
        guard let from = parties[message.from], let to = parties[message.to] else {
            throw DemoError.party(message.name)
        }
        if message.twist == .unreadableMail {
            injected.insert(message.name)
            return try await deliverGarbage(from, to)
        }
        let msgID = uuid()
        let request = DocumentRequest(
            action: message.action, text: message.text, from: from, to: to, msgID: msgID,
            inReplyTo: message.inReplyTo.flatMap { msgIDs[$0] }, now: clock())
        let document = try request.document()
        msgIDs[message.name] = msgID.uuidString.lowercased()
        try await recordSystems[message.from]?.submit(document)
    }
}

import Store

/// What became of one message, beside what was to become of it.
struct MessageVerdict: Sendable, Equatable {
    let title: String
    let story: String
    let from: DemoParty
    let to: DemoParty
    let action: String
    let expected: EndState
    /// nil while no node knows the message.
    var observed: ObservedMessage?
    /// How often the receiver's record system got it, and how often it should.
    let handedOver: Int
    let expectedHandOvers: Int

    static func == (left: Self, right: Self) -> Bool {
        left.title == right.title && left.observed == right.observed && left.handedOver == right.handedOver
    }

    var transport: MessageState? { observed?.transport }
    var application: ApplicationState? { observed?.application }
    var attempts: Int { observed?.attempts ?? 0 }

    /// Whether it stands exactly where the scenario says, and came exactly once.
    var isAsExpected: Bool {
        transport == expected.transport && application == expected.application && attempts >= expected.attempts
            && handedOver == expectedHandOvers
    }

    /// Whether it has ended somewhere else and will not reach its end state.
    var hasFailed: Bool {
        guard let transport, transport.isFinal, !isAsExpected else { return false }
        return transport != expected.transport || handedOver > expectedHandOvers
    }
}

extension Scenario {
    /// Holds what the nodes tell against the table; application receipts are held against the rule that each arrives.
    ///
    /// - Parameters:
    ///   - msgIDs: the MsgId under which each message was submitted, by its name.
    ///   - handedOver: the MsgIds each record system got, in order, AppRecs among them.
    func verdicts(
        parties: [PartyName: DemoParty], msgIDs: [String: String], observed: [ObservedMessage],
        handedOver: [PartyName: [String]]
    ) -> [MessageVerdict] {
        let rows = messages.compactMap { message -> MessageVerdict? in
            guard let from = parties[message.from], let to = parties[message.to] else { return nil }
            let seen: ObservedMessage?
            if message.twist == .unreadableMail {
                seen = observed.first {
                    $0.tenant == to.name && $0.direction == .incoming && $0.transport == .unreadable
                }
            } else {
                let msgID = msgIDs[message.name]
                seen = observed.first {
                    msgID != nil && $0.msgID == msgID && $0.tenant == from.name && $0.direction == .outgoing
                }
            }
            let arrivals = handedOver[to.name, default: []].count { $0 == msgIDs[message.name] }
            return MessageVerdict(
                title: message.name, story: message.story, from: from, to: to, action: message.action,
                expected: message.expected, observed: seen, handedOver: arrivals,
                expectedHandOvers: message.twist == .none || message.twist == .firstReceiptLost ? 1 : 0)
        }
        return rows + receipts(parties: parties, observed: observed)
    }

    private func receipts(parties: [PartyName: DemoParty], observed: [ObservedMessage]) -> [MessageVerdict] {
        let byHER = Dictionary(parties.values.map { ($0.her, $0) }, uniquingKeysWith: { first, _ in first })
        return observed.filter { $0.kind == .appRec && $0.direction == .outgoing }.compactMap { receipt in
            guard let from = parties[receipt.tenant], let to = receipt.toHER.flatMap({ byHER[$0] }) else { return nil }
            return MessageVerdict(
                title: "receipt", story: "Application receipt", from: from, to: to, action: "APPREC",
                expected: EndState(transport: .acknowledged, application: .notExpected), observed: receipt,
                handedOver: 0, expectedHandOvers: 0)
        }
    }

    /// How many application receipts the table leads to.
    var expectedReceipts: Int { messages.count { $0.twist == .none || $0.twist == .firstReceiptLost } }
}

import Identifiers
import Synchronization

/// What the demo's mail exchange does with each mail it has accepted: records it in wire order, and loses one receipt.
final class Transit: Sendable {
    enum Verdict: Sendable, Equatable { case deliver, drop }

    /// A mail as it passed.
    struct Passage: Sendable {
        /// Counted from 1, in the order the exchange accepted them.
        let number: Int
        let from: EDIAddress
        let to: EDIAddress
        let envelope: WireEnvelope
        let verdict: Verdict
        /// Name of the kept file; nil when nothing is kept.
        let file: String?
    }

    private struct State {
        var passages: [Passage] = []
        /// Messages whose first receipt is to be lost, by eb:MessageId.
        var doomed: Set<String> = []
        var lost: Set<String> = []
    }

    private let parties: [EDIAddress: DemoParty]
    private let losesFirstReceipt: @Sendable (_ from: PartyName, _ to: PartyName, _ action: String) -> Bool
    private let archive: WireArchive?
    private let state = Mutex(State())

    init(parties: [DemoParty], scenario: Scenario, archive: WireArchive?) {
        self.parties = Dictionary(parties.map { ($0.ediAddress, $0) }, uniquingKeysWith: { first, _ in first })
        let twisted = scenario.messages.filter { $0.twist == .firstReceiptLost }
        losesFirstReceipt = { from, to, action in
            twisted.contains { $0.from == from && $0.to == to && $0.action == action }
        }
        self.archive = archive
    }

    var passages: [Passage] { state.withLock(\.passages) }

    /// Decides about one mail, after it is written down. The order of calls is the order on the wire.
    func passing(from: EDIAddress, to: EDIAddress, mail: [UInt8]) -> Verdict {
        let envelope = WireEnvelope.read(mail)
        return state.withLock { state in
            let number = state.passages.count + 1
            let verdict = judge(envelope, from: from, to: to, in: &state)
            let file = archive?.keep(mail, number: number, from: name(of: from), to: name(of: to), kind: envelope.kind)
            state.passages.append(
                Passage(number: number, from: from, to: to, envelope: envelope, verdict: verdict, file: file))
            return verdict
        }
    }

    private func judge(_ envelope: WireEnvelope, from: EDIAddress, to: EDIAddress, in state: inout State) -> Verdict {
        switch envelope.kind {
        case .payload:
            if let sender = parties[from]?.name, let receiver = parties[to]?.name, let id = envelope.messageID,
                losesFirstReceipt(sender, receiver, envelope.action ?? "")
            {
                state.doomed.insert(id)
            }
            return .deliver
        case .ack:
            guard let id = envelope.refToMessageID, state.doomed.contains(id) else { return .deliver }
            return state.lost.insert(id).inserted ? .drop : .deliver
        case .error, .fault, .other: return .deliver
        }
    }

    private func name(of address: EDIAddress) -> String {
        parties[address]?.her.description ?? String(address.text.prefix { $0.isLetter || $0.isNumber })
    }
}

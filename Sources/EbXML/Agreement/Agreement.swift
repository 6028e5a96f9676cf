public import Foundation
public import Identifiers

/// A collaboration protocol agreement (CPA) between two parties: who may send what, how, and where (ebXML CPPA 2.0).
///
/// Read leniently: agreements from the address register are not valid against their own schema.
public struct Agreement: Sendable, Equatable {
    /// CollaborationProtocolAgreement/@cpaid, the value of eb:CPAId.
    public let cpaID: String
    /// Status/@value. The register tells validity beside the document; agreements in force say `proposed` here.
    public let status: String
    /// The period; nil where it is not written.
    public let start: Date?
    public let end: Date?
    /// Exactly two.
    public let parties: [AgreementParty]

    /// Reads the XML of an agreement.
    ///
    /// - Throws: `AgreementError`.
    public static func read(_ bytes: [UInt8]) throws(AgreementError) -> Agreement {
        try AgreementReading(bytes).agreement()
    }

    public func party(_ her: HERId) -> AgreementParty? { parties.first { $0.herIDs.contains(her) } }

    /// The party across from this one.
    public func counterpart(of her: HERId) -> AgreementParty? {
        party(her) == nil ? nil : parties.first { !$0.herIDs.contains(her) }
    }

    /// The values for mail from the first party that names any, else those of the template.
    public var retransmission: RetransmissionPolicy {
        parties.lazy.compactMap(\.retransmission).first ?? .template
    }

    /// ReliableMessaging/Retries, RetryInterval and PersistDuration in seconds.
    public var retries: Int { retransmission.retries }
    public var retryInterval: TimeInterval { retransmission.interval }
    public var persistDuration: TimeInterval { retransmission.persistDuration }

    /// How often one of the parties sends again what is not acknowledged.
    public func retransmission(of sender: HERId) -> RetransmissionPolicy {
        party(sender)?.retransmission ?? .template
    }

    /// Whether the agreement lets one party send this to the other at this moment (HITS 1172 r.111 to r.114).
    ///
    /// Parties, status and period are asked first, then Service, Action and roles on both sides, the document's
    /// namespace where the use names it, and last whether anything we speak reaches the receiver.
    public func verdict(on use: AgreementUse, at time: Date) -> AgreementVerdict {
        guard let sender = party(use.from) else { return .refused(.senderNotParty) }
        guard let receiver = party(use.to), receiver != sender else { return .refused(.receiverNotParty) }
        if let refusal = refusal(at: time) { return .refused(refusal) }
        let outgoing = sender.bindings(for: use.service, role: use.fromRole).flatMap(\.canSend)
        guard let sent = outgoing.first(where: { $0.action == use.action }) else { return .refused(.senderCannotSend) }
        let incoming = receiver.bindings(for: use.service, role: use.toRole).flatMap(\.canReceive)
            .filter { $0.action == use.action }
        guard !incoming.isEmpty else { return .refused(.receiverCannotReceive) }
        let readable = incoming.filter { $0.accepts(use.namespace) }
        guard !readable.isEmpty else { return .refused(.formatNotAgreed) }
        guard readable.contains(where: receiver.isReachable) else { return .refused(.noCommonTransport) }
        return .allowed(sent)
    }

    /// Why nothing may be sent under it at this moment; nil when it is in force.
    public func refusal(at time: Date) -> AgreementRefusal? {
        // Registers write `proposed` into agreements that are in force; what is none of the schema's values is another
        // matter.
        guard ["proposed", "agreed", "signed"].contains(status) else { return .notValid }
        if let start, time < start { return .notYetInForce }
        if let end, time > end { return .expired }
        return nil
    }
}

/// Why bytes were not read as an agreement.
public enum AgreementError: String, Error, Sendable, Equatable, CaseIterable, CustomStringConvertible {
    case notXML, notAnAgreement, cpaIDMissing, partiesMissing, malformedPeriod

    public var description: String {
        switch self {
        case .notXML: "The agreement is not acceptable XML."
        case .notAnAgreement: "The document is no CollaborationProtocolAgreement."
        case .cpaIDMissing: "The agreement has no cpaid."
        case .partiesMissing: "The agreement does not have two parties with one HER-id or more each."
        case .malformedPeriod: "Start or End of the agreement is no date and time."
        }
    }
}

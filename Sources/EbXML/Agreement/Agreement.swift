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
    public func verdict(on use: AgreementUse, at time: Date) -> AgreementVerdict {
        guard let sender = party(use.from) else { return .refused(.senderNotParty) }
        guard let receiver = party(use.to), receiver != sender else { return .refused(.receiverNotParty) }
        if let start, time < start { return .refused(.notYetInForce) }
        if let end, time > end { return .refused(.expired) }
        let outgoing = sender.bindings(for: use.service, role: use.fromRole).flatMap(\.canSend)
        guard let sent = outgoing.first(where: { $0.action == use.action }) else { return .refused(.senderCannotSend) }
        let incoming = receiver.bindings(for: use.service, role: use.toRole).flatMap(\.canReceive)
        guard incoming.contains(where: { $0.action == use.action }) else { return .refused(.receiverCannotReceive) }
        return .allowed(sent)
    }
}

/// What somebody means to send under an agreement.
public struct AgreementUse: Sendable, Equatable {
    public var from: HERId
    public var to: HERId
    public var service: String
    public var action: String
    /// nil when the message does not say.
    public var fromRole: String?
    public var toRole: String?

    public init(
        from: HERId, to: HERId, service: String, action: String, fromRole: String? = nil, toRole: String? = nil
    ) {
        self.from = from
        self.to = to
        self.service = service
        self.action = action
        self.fromRole = fromRole
        self.toRole = toRole
    }
}

public enum AgreementVerdict: Sendable, Equatable {
    case allowed(AgreementAction)
    case refused(AgreementRefusal)
}

/// Why an agreement does not allow something, and the error code that says so.
public enum AgreementRefusal: String, Sendable, Equatable, CaseIterable {
    /// r.111
    case senderNotParty
    /// r.112
    case receiverNotParty
    /// r.113
    case notYetInForce
    /// r.114
    case expired
    case senderCannotSend, receiverCannotReceive

    public var refusal: EnvelopeRefusal {
        switch self {
        case .senderNotParty:
            make(.inconsistent, "HITS 1172 r.111", "The sender is not a party of the agreement.", "eb:From")
        case .receiverNotParty:
            make(.inconsistent, "HITS 1172 r.112", "The receiver is not a party of the agreement.", "eb:To")
        case .notYetInForce:
            make(.valueNotRecognized, "HITS 1172 r.113", "The agreement is not yet in force.", "eb:CPAId")
        case .expired: make(.valueNotRecognized, "HITS 1172 r.114", "The agreement has expired.", "eb:CPAId")
        case .senderCannotSend:
            make(.notSupported, "ebXML CPPA 2.0 8.4.8", "The agreement does not let the sender send this.", "eb:Action")
        case .receiverCannotReceive:
            make(
                .notSupported, "ebXML CPPA 2.0 8.4.9", "The agreement does not let the receiver receive this.",
                "eb:Action")
        }
    }

    private func make(
        _ code: EbXMLErrorCode, _ rule: String, _ sentence: String, _ place: String
    ) -> EnvelopeRefusal {
        EnvelopeRefusal(
            code: code, stage: .agreement, rule: rule, sentence: sentence, location: "//eb:MessageHeader/\(place)",
            evidence: ["rule": rawValue])
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

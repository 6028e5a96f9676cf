public import Identifiers

/// What somebody means to send under an agreement.
public struct AgreementUse: Sendable, Equatable {
    public var from: HERId
    public var to: HERId
    public var service: String
    public var action: String
    /// nil when the message does not say.
    public var fromRole: String?
    public var toRole: String?
    /// Of the document; nil when it is not compared.
    public var namespace: String?

    public init(
        from: HERId, to: HERId, service: String, action: String, fromRole: String? = nil, toRole: String? = nil,
        namespace: String? = nil
    ) {
        self.from = from
        self.to = to
        self.service = service
        self.action = action
        self.fromRole = fromRole
        self.toRole = toRole
        self.namespace = namespace
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
    /// Its status is none that an agreement in force has.
    case notValid
    case senderCannotSend, receiverCannotReceive
    /// The receiver takes the action, but not a document of this namespace.
    case formatNotAgreed
    /// The receiver takes it only over a transport that is neither mail nor HTTPS.
    case noCommonTransport

    public var refusal: EnvelopeRefusal {
        switch self {
        case .senderNotParty:
            make(.inconsistent, "HITS 1172 r.111", "The sender is not a party of the agreement.", "eb:From")
        case .receiverNotParty:
            make(.inconsistent, "HITS 1172 r.112", "The receiver is not a party of the agreement.", "eb:To")
        case .notYetInForce:
            make(.valueNotRecognized, "HITS 1172 r.113", "The agreement is not yet in force.", "eb:CPAId")
        case .expired: make(.valueNotRecognized, "HITS 1172 r.114", "The agreement has expired.", "eb:CPAId")
        case .notValid:
            make(
                .valueNotRecognized, "HISD 1177 7.1", "The agreement's status is not that of one in force.", "eb:CPAId")
        case .senderCannotSend:
            make(.notSupported, "ebXML CPPA 2.0 8.4.8", "The agreement does not let the sender send this.", "eb:Action")
        case .receiverCannotReceive:
            make(
                .notSupported, "ebXML CPPA 2.0 8.4.9", "The agreement does not let the receiver receive this.",
                "eb:Action")
        case .formatNotAgreed:
            make(
                .notSupported, "ebXML CPPA 2.0 8.6", "The agreement does not have documents of this namespace.",
                "eb:Action")
        case .noCommonTransport:
            make(
                .notSupported, "ebXML CPPA 2.0 8.4.24", "The agreement has no mailbox or HTTPS server for this.",
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

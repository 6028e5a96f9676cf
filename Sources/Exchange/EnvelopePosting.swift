import EbXML
public import HTTPTransport
public import Identifiers

/// Posts an envelope to a partner's HTTP address.
public protocol EnvelopePosting: Sendable {
    /// Returns when the partner has taken responsibility for the message, with what it answered at once.
    func post(_ stored: [UInt8], to address: HTTPAddress) async throws(HTTPTransportError) -> EnvelopeClient.Answer
}

extension EnvelopeClient: EnvelopePosting {}

extension EnvelopeClient.Answer {
    /// Whether it is a SOAP Fault that says the trouble is the server's and not the message's (SOAP 1.1 4.4.1).
    var isServersOwnFault: Bool {
        guard let entity, case .fault(let received) = InboundMail.classify(entity.stored()) else { return false }
        return !received.fault.isPermanent
    }
}

public import Certificates
import XML
public import XMLSignature

/// An envelope that breaks a structural rule, yet says who sent it.
public struct RefusedEnvelope: Sendable {
    public let refusal: EnvelopeRefusal
    public let returnAddress: ReturnAddress
    private let document: XMLDocument
    private let parts: [Attachment]?

    init(refusal: EnvelopeRefusal, returnAddress: ReturnAddress, package: SOAPPackage) {
        self.refusal = refusal
        self.returnAddress = returnAddress
        document = package.document
        let named = package.attachments.compactMap { part in
            part.contentID.map { Attachment(contentID: $0, bytes: part.bytes) }
        }
        parts = named.count == package.attachments.count ? named : nil
    }

    /// Whether the sender waits on its HTTP connection for the answer (eb:SyncReply). As claimed.
    public var asksForSynchronousAnswer: Bool {
        document.root.first("Header", EnvelopeNamespace.soap)?.first("SyncReply", EnvelopeNamespace.eb) != nil
    }

    /// The certificate in ds:KeyInfo, untrusted. Read anew at every call.
    public var embeddedCertificate: Certificate? { ParsedEnvelope.embeddedCertificate(in: document) }

    /// Whether the holder of this certificate signed the envelope as it stands.
    ///
    /// Tells a partner's mistake, which is answered like any other, from a forgery, whose answers are rationed.
    public func isSigned(by certificate: Certificate, policy: SignaturePolicy) -> Bool {
        guard let parts else { return false }
        let verdict = ParsedEnvelope.verify(document, parts.map { ($0.contentID, $0.bytes) }, certificate, policy)
        guard case .success(let covered) = verdict, let envelope = try? SOAPEnvelope(covered.document),
            let address = try? ReturnAddress.read(envelope.header)
        else { return false }
        return address == returnAddress
    }
}

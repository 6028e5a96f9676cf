public import Certificates
import Foundation
public import MIME
public import XML
public import XMLSignature

/// An envelope that could be read, and that nobody has vouched for yet.
///
/// Everything here is a stranger's claim: it may choose which register entry to look up, and nothing else. What may be
/// acted upon comes from ``authenticate(with:policy:tolerating:)``.
public struct ParsedEnvelope: Sendable {
    /// As claimed.
    public let header: MessageHeader
    /// As claimed.
    public let content: EnvelopeContent
    /// In the order of the mail; each is named in the manifest.
    public let attachments: [Attachment]
    public let returnAddress: ReturnAddress
    /// What departs from the profile and was read all the same.
    public let quirks: Set<EnvelopeQuirk>
    private let package: SOAPPackage
    var document: XMLDocument { package.document }

    /// The certificate in ds:KeyInfo, untrusted: who the sender says it is. Read anew at every call.
    public var embeddedCertificate: Certificate? { Self.embeddedCertificate(in: document) }

    /// Takes a mail or HTTP entity apart and reads its envelope.
    ///
    /// - Throws: `EnvelopeError.unreadable` when a SOAP Fault is the answer, `.refused` when an error list is.
    public static func parse(
        entity: MIMEEntity, mime: MIMELimits = .mail, xml: XMLLimits = .envelope
    ) throws(EnvelopeError) -> ParsedEnvelope {
        do {
            let package = try SOAPPackage(entity, mime: mime, xml: xml)
            return try ParsedEnvelope(package, SOAPEnvelope(package.document))
        } catch let error as EnvelopeError {
            throw error
        } catch let reason as UnreadableReason {
            throw .unreadable(reason)
        } catch {
            throw .unreadable(.mime)
        }
    }

    init(_ package: SOAPPackage, _ envelope: SOAPEnvelope) throws {
        let address = try ReturnAddress.read(envelope.header)
        let parts = package.attachments
        do throws(EnvelopeRefusal) {
            let reading = try EnvelopeReading(envelope, partIDs: parts.map(\.contentID))
            header = reading.header
            content = reading.content
            quirks = reading.quirks.union(package.quirks)
        } catch {
            throw EnvelopeError.refused(RefusedEnvelope(refusal: error, returnAddress: address, package: package))
        }
        // The manifest names every part, so none is without an id.
        attachments = parts.map { Attachment(contentID: $0.contentID ?? "", bytes: $0.bytes) }
        returnAddress = address
        self.package = package
    }

    /// The message as it came, for the rules of the profile to judge.
    ///
    /// - Parameter isVerified: whether ``authenticate(with:policy:tolerating:)`` has accepted it with the certificate that
    ///   `knowledge` has for the sender; its signature is then not verified a second time.
    public func subject(knowing knowledge: ProfileKnowledge, isVerified: Bool) -> ProfileSubject {
        ProfileSubject(package, knowledge: knowledge, verification: isVerified ? .verified : .notTried)
    }

    static func embeddedCertificate(in document: XMLDocument) -> Certificate? {
        SignatureVerifier.embeddedCertificates(document).first.flatMap { try? Certificate(der: $0) }
    }

    /// Verifies the signature with the key of `certificate`, and reads header and content again from what it covers.
    ///
    /// - Parameters:
    ///   - certificate: the sender's signing certificate, from the register or agreement and already trusted.
    ///   - tolerating: the quirks this partner is allowed.
    /// - Returns: what the signature covers, or the refusal: `.signature` means nobody vouches for the envelope.
    public func authenticate(
        with certificate: Certificate, policy: SignaturePolicy, tolerating: Set<EnvelopeQuirk> = .common
    ) -> Result<AuthenticatedEnvelope, EnvelopeRefusal> {
        let covered: CoveredContent
        switch Self.verify(document, attachments.map { ($0.contentID, $0.bytes) }, certificate, policy) {
        case .success(let content): covered = content
        case .failure(let refusal): return .failure(refusal)
        }
        do throws(EnvelopeRefusal) {
            return .success(try authenticated(covered, certificate, tolerating))
        } catch {
            return .failure(error)
        }
    }

    private func authenticated(
        _ covered: CoveredContent, _ certificate: Certificate, _ tolerating: Set<EnvelopeQuirk>
    ) throws(EnvelopeRefusal) -> AuthenticatedEnvelope {
        let targets = Set(covered.references.map(\.uri))
        let escaped = targets.filter { $0.utf8.contains(UInt8(ascii: "%")) }
        let decoded = targets.union(escaped.compactMap(\.removingPercentEncoding))
        guard attachments.allSatisfy({ decoded.contains("cid:\($0.contentID)") })
        else { throw EnvelopeRefusal(.partUncovered, stage: .signature) }
        guard let envelope = try? SOAPEnvelope(covered.document)
        else { throw EnvelopeRefusal(.partUncovered, stage: .signature) }
        let reading = try EnvelopeReading(envelope, partIDs: attachments.map(\.contentID))
        guard certificate.isValid(at: reading.header.timestamp)
        else { throw EnvelopeRefusal(.certificateNotValidThen, stage: .signature) }
        var quirks = quirks.union(reading.quirks)
        if SignatureVerifier.embeddedCertificates(document).first != certificate.der {
            quirks.insert(embeddedCertificate == nil ? .embeddedCertificateUnreadable : .embeddedCertificateDiffers)
        }
        for quirk in quirks.subtracting(tolerating).sorted(by: { $0.rawValue < $1.rawValue }) {
            if let rule = quirk.rule { throw EnvelopeRefusal(rule, evidence: ["quirk": quirk.rawValue]) }
        }
        return AuthenticatedEnvelope(
            header: reading.header, content: reading.content, attachments: attachments, references: covered.references,
            quirks: quirks, signatureQuirks: covered.quirks, certificate: certificate)
    }

    static func verify(
        _ document: XMLDocument, _ parts: [(contentID: String, bytes: [UInt8])], _ certificate: Certificate,
        _ policy: SignaturePolicy
    ) -> Result<CoveredContent, EnvelopeRefusal> {
        SignatureVerifier.verify(document, parts: parts, key: certificate.publicKey, policy: policy).mapError {
            EnvelopeRefusal(
                code: .securityFailure, stage: .signature, rule: "HITS 1172 r.45, r.50",
                sentence: "The signature is missing, does not verify, or is not made as the profile says.",
                location: "//ds:Signature", evidence: ["signature": $0.description])
        }
    }
}

/// Why an entity did not become a ``ParsedEnvelope``.
public enum EnvelopeError: Error, Sendable {
    /// No ebXML message with two parties and an id: a SOAP Fault is the answer (HITS 1172 4.2.2.3).
    case unreadable(UnreadableReason)
    /// A message with a return address that breaks a rule: an error list is the answer.
    case refused(RefusedEnvelope)
}

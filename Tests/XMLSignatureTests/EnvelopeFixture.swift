import Certificates
import Cryptography
import Foundation
import TestSupport
import XML
import XMLSignature

/// A synthetic envelope with its parts, signed by our own code.
struct EnvelopeFixture {
    static let soap = "http://schemas.xmlsoap.org/soap/envelope/"
    static let eb = "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd"
    static let xlink = "http://www.w3.org/1999/xlink"
    static let ds = "http://www.w3.org/2000/09/xmldsig#"
    static let now = Date(timeIntervalSince1970: 1_795_000_000)

    /// The partner that signs, and a stranger with a key and a certificate of the same authority.
    static let signer = Result { try identity(SyntheticOrganisations.northMunicipality) }
    static let stranger = Result { try identity(SyntheticOrganisations.stranger) }

    var parts: [(contentID: String, bytes: [UInt8])]
    let canonical: [UInt8]
    let namespaces: [(prefix: String, uri: String)]

    /// - Parameters:
    ///   - extraHeader: Written into the header after MessageHeader.
    ///   - namespaces: Declared on the envelope besides SOAP, eb and xlink.
    init(
        parts: [(contentID: String, bytes: [UInt8])] = [
            ("part-1@nordbygda.example", Array("CMS octets \u{1}\u{2}".utf8))
        ],
        namespaces extra: [(String, String)] = [],
        extraHeader: (inout XMLWriter) -> Void = { _ in }
    ) throws {
        self.parts = parts
        let declared = [("SOAP", Self.soap), ("eb", Self.eb), ("xlink", Self.xlink)] + extra
        namespaces = declared.map { (prefix: $0.0, uri: $0.1) }
        var writer = XMLWriter()
        writer.element("SOAP:Envelope", namespaces: declared) { writer in
            writer.element("SOAP:Header") { writer in
                Self.writeMessageHeader(to: &writer)
                extraHeader(&writer)
            }
            writer.element("SOAP:Body") { writer in
                writer.element("eb:Manifest", attributes: [("eb:version", "2.0")]) { writer in
                    for part in parts {
                        writer.element("eb:Reference", attributes: [("xlink:href", "cid:" + part.contentID)])
                    }
                }
            }
        }
        canonical = try writer.finish()
    }

    func signed() throws -> SignedEnvelope {
        let signer = try Self.signer.get()
        return try EnvelopeSignature.sign(
            canonical: canonical,
            inScopeNamespaces: namespaces,
            parts: parts.map { ($0.contentID, SHA256.digest($0.bytes)) },
            certificateDER: signer.certificate.der,
            sign: { try signer.key.sign($0) },
        )
    }

    /// Verifies an envelope's octets with the signer's key, or another.
    func verify(
        _ envelope: [UInt8],
        parts: [(contentID: String, bytes: [UInt8])]? = nil,
        key: PublicKey? = nil,
        policy: SignaturePolicy = SignaturePolicy()
    ) throws -> Result<CoveredContent, SignatureRefusal> {
        SignatureVerifier.verify(
            try XMLDocument.parse(envelope, limits: .envelope),
            parts: parts ?? self.parts,
            key: try key ?? Self.signer.get().key.publicKey,
            policy: policy,
        )
    }

    private static func identity(_ organisation: SyntheticOrganisations.Organisation) throws
        -> SyntheticAuthority.Identity
    {
        let authority = try SyntheticAuthority(name: "Prøveutsteder", now: now)
        return try authority.issue(
            organisation: organisation.name, number: organisation.number, purpose: .signing,
            notBefore: now.addingTimeInterval(-86_400), notAfter: now.addingTimeInterval(86_400 * 365))
    }

    private static func writeMessageHeader(to writer: inout XMLWriter) {
        writer.element("eb:MessageHeader", attributes: [("SOAP:mustUnderstand", "1"), ("eb:version", "2.0")]) {
            writer in
            for (side, her) in [("eb:From", "9990011"), ("eb:To", "9990022")] {
                writer.element(side) { $0.element("eb:PartyId", attributes: [("eb:type", "HER")], text: her) }
            }
            writer.element("eb:CPAId", text: "9990011_9990022")
            writer.element("eb:ConversationId", text: "6a3c52a4-2f0e-4e35-9c0f-2f1c9c1d1e01")
            writer.element("eb:Action", text: "DIALOG_FORESPORSEL")
            writer.element("eb:MessageData") { writer in
                writer.element("eb:MessageId", text: "0b3f9a80-93e4-4f43-8ae5-0a6a77a4b001")
                writer.element("eb:Timestamp", text: "2026-11-21T09:00:00Z")
            }
            writer.element("eb:Description", text: "Blåbær & \"rømme\" <3>\r\n\tslutt")
        }
    }
}

extension Result where Success == CoveredContent, Failure == SignatureRefusal {
    var refusal: SignatureRefusal.Code? {
        if case .failure(let refusal) = self { refusal.code } else { nil }
    }
}

extension [UInt8] {
    /// Replaces the first occurrence of a text.
    func replacing(_ text: String, with other: String) -> [UInt8] {
        var string = String(decoding: self, as: UTF8.self)
        guard let range = string.range(of: text) else { return self }
        string.replaceSubrange(range, with: other)
        return Array(string.utf8)
    }

    var string: String { String(decoding: self, as: UTF8.self) }
}

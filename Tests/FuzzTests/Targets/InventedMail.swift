import Certificates
import Cryptography
import EbXML
import Foundation
import MIME
import TestSupport
import XMLSignature

/// Mails from an invented hospital, whose keys are new in each process.
struct InventedMail: Sendable {
    static let now = InventedDocument.now
    let signer: SyntheticAuthority.Identity
    let receiver: SyntheticAuthority.Identity

    init() throws {
        let authority = try SyntheticAuthority(name: "Prøve", now: Self.now)
        signer = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: Self.now)
        receiver = try authority.issue(SyntheticOrganisations.northMunicipality, purpose: .encryption, now: Self.now)
    }

    /// A signed message with one part.
    func business(part: [UInt8] = Array("octets that stand for a CMS structure".utf8)) throws -> [UInt8] {
        var header = header("S-LOG_UTSKREVET", "LOG_UTSKREVET")
        header.serviceType = "string"
        header.from.role = "LOG_UTSKREVETsender"
        header.to.role = "LOG_UTSKREVETreceiver"
        header.duplicateElimination = true
        header.description = SystemDescription(messageServer: .init(name: "Prøve", version: "1.0")).json
        let manifest = ManifestReference(
            contentID: "part-1", schemaLocation: "urn:example:discharge", schemaVersion: "1.6", description: "Prøve")
        return try pack(
            EnvelopeDraft(
                header: header, content: .business(manifest: [manifest], ackRequested: AckRequested()),
                attachments: [Attachment(contentID: "part-1", bytes: part)]))
    }

    func acknowledgment() throws -> [UInt8] {
        let digest = SignatureReference(
            uri: "", digestAlgorithm: "http://www.w3.org/2001/04/xmlenc#sha256", digest: SHA256.digest(Array("x".utf8)))
        return try pack(
            EnvelopeDraft(
                header: header(MessageService.service, MessageService.acknowledgment),
                content: .acknowledgment(
                    Acknowledgment(timestamp: Self.now, refToMessageID: Self.other, references: [digest]))))
    }

    func errorList() throws -> [UInt8] {
        var header = header(MessageService.service, MessageService.messageError)
        header.refToMessageID = Self.other
        let error = EbXMLError(code: .otherXML, severity: .error, location: "//eb:Service", description: "Prøve")
        return try pack(EnvelopeDraft(header: header, content: .errorList(ErrorList([error]))))
    }

    func ping() throws -> [UInt8] {
        try pack(EnvelopeDraft(header: header(MessageService.service, MessageService.ping), content: .ping))
    }

    func fault() throws -> [UInt8] { try SOAPFault(code: .client, reason: "Prøve").pack() }

    private static let other = "7a1d0000-0000-4000-8000-000000000001"

    private func header(_ service: String, _ action: String) -> MessageHeader {
        let (from, to) = (InventedDocument.hospitalHER, InventedDocument.municipalityHER)
        return MessageHeader(
            from: Party(her: from), to: Party(her: to), cpaID: NoAgreement.cpaID(between: from, and: to),
            conversationID: "5c0e0000-0000-4000-8000-000000000001", service: service, action: action,
            messageID: "0d3f0000-0000-4000-8000-000000000001", timestamp: Self.now)
    }

    private func pack(_ draft: EnvelopeDraft) throws -> [UInt8] {
        let packed = try draft.pack(certificate: signer.certificate, boundary: "frontier", sign: signer.key.sign)
        return Array("From: <a@sykehus.example>\r\nTo: <b@kommune.example>\r\nMessage-ID: <1@x.example>\r\n".utf8)
            + packed.entity
    }
}

// MARK: - Other mail

extension InventedMail {
    var deliveryReport: [UInt8] {
        Self.lines(
            "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"", "", "--b",
            "Content-Type: text/plain", "", "Ikke levert.", "--b", "Content-Type: message/delivery-status", "",
            "Reporting-MTA: dns; x.example", "Original-Envelope-Id: abc", "",
            "Final-Recipient: rfc822; b@kommune.example", "Action: failed", "Status: 5.1.1",
            "Diagnostic-Code: smtp; 550 5.1.1 no such user", "--b", "Content-Type: text/rfc822-headers", "",
            "Message-ID: <1@x.example>", "--b--")
    }

    var nested: [UInt8] {
        Self.lines(
            "Content-Type: multipart/mixed; boundary=\"o'(b)+_,-./:=?\" (comment \\) here)", "", "preamble",
            "--o'(b)+_,-./:=?", "Content-Type: multipart/alternative; boundary=i", "", "--i", "", "one", "--i ", "",
            "two", "--i--", "--o'(b)+_,-./:=?", "Content-ID: <x@y.example>", " ", "", "three", "--o'(b)+_,-./:=?--")
    }

    var quotedPrintable: [UInt8] {
        Self.lines(
            "Content-Type: text/plain; charset=utf-8; title*0*=utf-8''%c3%a6; title*1=\"b\\\"c\"",
            "Content-Transfer-Encoding: quoted-printable", "", "bl=C3=A5b=C3=A6r =", "og fl=C3=B8te=20 ", "")
    }

    private static func lines(_ lines: String...) -> [UInt8] { Array(lines.map { $0 + "\r\n" }.joined().utf8) }
}

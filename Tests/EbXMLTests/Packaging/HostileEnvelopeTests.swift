import EbXML
import Foundation
import Identifiers
import MIME
import TestSupport
import Testing
import XMLSignature

/// Envelopes that mean one thing to one reader and another to the next.
@Suite("Envelopes that would be read in two ways")
struct HostileEnvelopeTests {
    @Test(
        "T-009 a comment, an instruction or CDATA inside PartyId and MessageId never shortens them: read whole, or refused",
        arguments: ["<!-- x -->", "<?x y?>", "<![CDATA[]]>"])
    func split(_ splitter: String) throws {
        let id = "0d3f0000-0000-4000-8000-000000000001"
        let written = WrittenEnvelope.business
            .replacing(">8090001</eb:PartyId>", ">8090\(splitter)001</eb:PartyId>")
            .replacing(">\(id)<", ">\(id.prefix(9))\(splitter)\(id.dropFirst(9))<")
        let correspondence = try Correspondence()
        let parsed = try ParsedEnvelope.parse(
            entity: MIMEEntity.parse(written.signed(by: correspondence.hospital)))
        #expect(parsed.header.from.her == HERId(8_090_001))
        #expect(parsed.header.messageID == id)
        // Comments are not canonicalised into what is signed; what is used afterwards is read from exactly that.
        let envelope = try parsed.authenticate(
            with: correspondence.hospital.certificate, policy: SignaturePolicy()
        ).get()
        #expect(envelope.header == parsed.header)
    }

    @Test(
        "T-011 two ids that are equal are refused, whichever attribute says them",
        arguments: [
            ("eb:id=\"a\"", "ID=\"a\""), ("Id=\"a\"", "id=\"a\""), ("xml:id=\"a\"", "eb:id=\"a\""),
            (
                "xmlns:wsu=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd\" wsu:Id=\"a\"",
                "xml:id=\"a\""
            ),
            ("xml:id=\"a\"", "eb:id=\" a \""), ("Id=\"a\"", "ID=\"a\t\""),
        ])
    func duplicateIDs(_ first: String, _ second: String) throws {
        let correspondence = try Correspondence()
        let bent = WrittenEnvelope.business
            .replacing("<eb:From>", "<eb:From \(first)>").replacing("<eb:To>", "<eb:To \(second)>")
        #expect(!accepted(try bent.signed(by: correspondence.hospital), correspondence))
        let apart = WrittenEnvelope.business
            .replacing("<eb:From>", "<eb:From eb:id=\"a\">").replacing("<eb:To>", "<eb:To eb:id=\"b\">")
        #expect(
            accepted(try apart.signed(by: correspondence.hospital), correspondence),
            "different ids are nobody's concern")
    }

    private func accepted(_ mail: [UInt8], _ correspondence: Correspondence) -> Bool {
        guard let parsed = try? ParsedEnvelope.parse(entity: MIMEEntity.parse(mail)) else { return false }
        let result = parsed.authenticate(with: correspondence.hospital.certificate, policy: SignaturePolicy())
        return (try? result.get()) != nil
    }

    @Test(
        "T-013 values that contradict each other are refused: twice the same element, two HER-ids on a side",
        arguments: [
            ("<eb:To>", "<eb:To><eb:PartyId eb:type=\"HER\">8090001</eb:PartyId>"),
            ("<eb:From>", "<eb:From><eb:PartyId eb:type=\"HER\">8090003</eb:PartyId>"),
            ("<eb:Timestamp>", "<eb:Timestamp>2026-11-21T09:30:00Z</eb:Timestamp><eb:Timestamp>"),
            ("<eb:CPAId>", "<eb:CPAId>other</eb:CPAId><eb:CPAId>"),
            ("<eb:Action>", "<eb:Action>LOG_INNLAGT</eb:Action><eb:Action>"),
            ("<SOAP:Body>", "<SOAP:Body/><SOAP:Body>"),
        ])
    func contradictions(_ old: String, _ new: String) throws {
        let correspondence = try Correspondence()
        let bent = WrittenEnvelope.business.replacing(old, new)
        #expect(!accepted(try bent.signed(by: correspondence.hospital), correspondence))
    }

    @Test(
        "T-016 a header block nobody knows is refused with NotSupported, mustUnderstand or not (HITS 1172 r.100)",
        arguments: ["1", "0"])
    func unknownBlock(_ mustUnderstand: String) throws {
        let block = "<x:Block xmlns:x=\"urn:x\" SOAP:mustUnderstand=\"\(mustUnderstand)\"/>"
        let correspondence = try Correspondence()
        let bent = WrittenEnvelope.business.replacing("</SOAP:Header>", block + "</SOAP:Header>")
        let mail = Array("From: <a@edi.example>\r\nTo: <b@edi.example>\r\n".utf8)
        guard
            case .refused(let refused) = InboundMail.classify(
                mail + (try bent.signed(by: correspondence.hospital)))
        else {
            Issue.record("not refused")
            return
        }
        #expect(refused.refusal.code == .notSupported)
        #expect(refused.returnAddress.mayBeAnswered, "an error list can go back, which says more than a SOAP fault")
    }
}

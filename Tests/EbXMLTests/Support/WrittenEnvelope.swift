import EbXML
import Foundation
import MIME

/// An unsigned envelope as text, to be bent one place at a time.
struct WrittenEnvelope {
    var soap: String
    var parts: [(fields: String, body: String)] = []
    var top = "MIME-Version: 1.0\r\nSOAPAction: \"ebXML\"\r\n"
    var type = "multipart/related; type=\"text/xml\"; boundary=\"frontier\""
    var soapFields = "Content-Type: text/xml; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n"

    static let sealedPart = (
        fields: "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\nContent-ID: <payload-1>\r\n"
            + "Content-Transfer-Encoding: base64\r\n",
        body: "MIIBAAEC"
    )

    static let business = WrittenEnvelope(
        soap: envelope(
            header: messageHeader(
                service: "S-LOG_UTSKREVET", serviceType: "string", action: "LOG_UTSKREVET", roles: true,
                extra: "<eb:DuplicateElimination></eb:DuplicateElimination>")
                + "<eb:AckRequested SOAP:mustUnderstand=\"1\" eb:version=\"2.0\" eb:signed=\"true\"/>",
            body: "<eb:Manifest eb:version=\"2.0\"><eb:Reference xlink:type=\"simple\" xlink:href=\"cid:payload-1\">"
                + "<eb:Schema eb:location=\"urn:example:discharge\" eb:version=\"1.6\"/>"
                + "<eb:Description xml:lang=\"no\">Utskrevet</eb:Description></eb:Reference></eb:Manifest>"),
        parts: [sealedPart])

    static let acknowledgment = WrittenEnvelope(
        soap: envelope(
            header: messageHeader(service: signalService, action: "Acknowledgment")
                + "<eb:Acknowledgment SOAP:mustUnderstand=\"1\" eb:version=\"2.0\">"
                + "<eb:Timestamp>2026-11-21T09:30:00Z</eb:Timestamp>"
                + "<eb:RefToMessageId>7a1d0000-0000-4000-8000-000000000001</eb:RefToMessageId>"
                + "<ds:Reference xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" URI=\"\">"
                + "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
                + "<ds:DigestValue>AQID</ds:DigestValue></ds:Reference></eb:Acknowledgment>",
            body: ""))

    static let errorList = WrittenEnvelope(
        soap: envelope(
            header: messageHeader(
                service: signalService, action: "MessageError",
                refToMessageID: "7a1d0000-0000-4000-8000-000000000001")
                + "<eb:ErrorList SOAP:mustUnderstand=\"1\" eb:version=\"2.0\" eb:highestSeverity=\"Error\">"
                + "<eb:Error eb:errorCode=\"SecurityFailure\" eb:severity=\"Error\" eb:location=\"//ds:Signature\">"
                + "<eb:Description xml:lang=\"en\">Invalid signature</eb:Description></eb:Error></eb:ErrorList>",
            body: ""))

    static let ping = WrittenEnvelope(
        soap: envelope(header: messageHeader(service: signalService, action: "Ping"), body: ""))

    static let signalService = "urn:oasis:names:tc:ebxml-msg:service"

    /// The same envelope with one thing said differently; a place that is not found is a mistake in the test.
    func replacing(_ old: String, _ new: String) -> WrittenEnvelope {
        precondition(soap.contains(old), "nothing to replace: \(old)")
        var copy = self
        copy.soap = soap.replacingOccurrences(of: old, with: new)
        return copy
    }

    func with(_ change: (inout WrittenEnvelope) -> Void) -> WrittenEnvelope {
        var copy = self
        change(&copy)
        return copy
    }

    /// The mail without From, To and the like.
    var mail: [UInt8] {
        let content = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + soap
        guard !parts.isEmpty || type.hasPrefix("multipart/related; x") else {
            return Array((top + soapFields + "\r\n" + content).utf8)
        }
        var text = top + "Content-Type: \(type)\r\n\r\n--frontier\r\n" + soapFields + "\r\n" + content + "\r\n"
        for part in parts { text += "--frontier\r\n" + part.fields + "\r\n" + part.body + "\r\n" }
        return Array((text + "--frontier--\r\n").utf8)
    }

    func parse() throws -> ParsedEnvelope { try ParsedEnvelope.parse(entity: MIMEEntity.parse(mail)) }

    private static func envelope(header: String, body: String) -> String {
        "<SOAP:Envelope xmlns:SOAP=\"http://schemas.xmlsoap.org/soap/envelope/\""
            + " xmlns:eb=\"http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd\""
            + " xmlns:xlink=\"http://www.w3.org/1999/xlink\"><SOAP:Header>\(header)</SOAP:Header>"
            + "<SOAP:Body>\(body)</SOAP:Body></SOAP:Envelope>"
    }

    private static func messageHeader(
        service: String, serviceType: String? = nil, action: String, roles: Bool = false,
        refToMessageID: String? = nil, extra: String = ""
    ) -> String {
        let type = serviceType.map { " eb:type=\"\($0)\"" } ?? ""
        let reference = refToMessageID.map { "<eb:RefToMessageId>\($0)</eb:RefToMessageId>" } ?? ""
        return "<eb:MessageHeader SOAP:mustUnderstand=\"1\" eb:version=\"2.0\">"
            + "<eb:From><eb:PartyId eb:type=\"HER\">8090001</eb:PartyId>"
            + (roles ? "<eb:Role>LOG_UTSKREVETsender</eb:Role>" : "") + "</eb:From>"
            + "<eb:To><eb:PartyId eb:type=\"HER\">8090002</eb:PartyId>"
            + (roles ? "<eb:Role>LOG_UTSKREVETreceiver</eb:Role>" : "") + "</eb:To>"
            + "<eb:CPAId>8090001_8090002</eb:CPAId>"
            + "<eb:ConversationId>5c0e0000-0000-4000-8000-000000000001</eb:ConversationId>"
            + "<eb:Service\(type)>\(service)</eb:Service><eb:Action>\(action)</eb:Action>"
            + "<eb:MessageData><eb:MessageId>0d3f0000-0000-4000-8000-000000000001</eb:MessageId>"
            + "<eb:Timestamp>2026-11-21T09:30:00Z</eb:Timestamp>\(reference)</eb:MessageData>\(extra)"
            + "</eb:MessageHeader>"
    }
}

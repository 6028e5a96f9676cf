import EbXML
import MIME
import Testing

@Suite("What is no ebXML message is answered with a SOAP Fault (HITS 1172 4.2.2.3)")
struct UnreadableTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let reason: UnreadableReason
        let what: String
        let envelope: @Sendable () -> WrittenEnvelope

        init(
            _ reason: UnreadableReason, _ what: String, _ envelope: @escaping @Sendable () -> WrittenEnvelope
        ) {
            self.reason = reason
            self.what = what
            self.envelope = envelope
        }

        var testDescription: String { what }
    }

    static let her = "<eb:PartyId eb:type=\"HER\">8090001</eb:PartyId>"
    static let cases: [Case] = [
        Case(.mediaType, "r.66 text/plain") {
            .ping.with { $0.soapFields = "Content-Type: text/plain\r\nContent-Transfer-Encoding: 8bit\r\n" }
        },
        Case(.mediaType, "r.252 no Content-Type") { .ping.with { $0.soapFields = "" } },
        Case(.mediaType, "r.255 the first part is not text/xml") {
            .business.with { $0.soapFields = "Content-Type: application/xml\r\n" }
        },
        Case(.mime, "r.258 unknown transfer encoding") {
            .business.with { $0.soapFields = "Content-Type: text/xml\r\nContent-Transfer-Encoding: rot13\r\n" }
        },
        Case(.soap, "r.43 another root") {
            .ping.with { $0.soap = "<a/>" }
        },
        Case(.soap, "r.86 SOAP 1.2 without fault") {
            .ping.replacing("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
        },
        Case(.soap, "r.3 no Body") { .ping.replacing("<SOAP:Body></SOAP:Body>", "") },
        Case(.soap, "two Bodies") { .ping.replacing("</SOAP:Body>", "</SOAP:Body><SOAP:Body/>") },
        Case(.soap, "two Headers") { .ping.replacing("<SOAP:Header>", "<SOAP:Header/><SOAP:Header>") },
        Case(.soap, "r.16 Body before Header") {
            .ping.replacing("<SOAP:Body></SOAP:Body>", "").replacing("<SOAP:Header>", "<SOAP:Body/><SOAP:Header>")
        },
        Case(.messageHeaderMissing, "r.4 no MessageHeader") { .ping.replacing("eb:MessageHeader", "eb:MessageFooter") },
        Case(.senderMissing, "r.60 no HER-id in From") {
            .business.replacing(her, "<eb:PartyId eb:type=\"ENH\">999700006</eb:PartyId>")
        },
        Case(.senderMissing, "r.58 no PartyId in From") { .business.replacing(her, "") },
        Case(.senderMissing, "r.25 empty PartyId in From") { .business.replacing(">8090001<", "> <") },
        Case(.senderMissing, "r.25 an empty PartyId beside the HER-id in From") {
            .business.replacing(her, her + "<eb:PartyId eb:type=\"ENH\"> </eb:PartyId>")
        },
        Case(.receiverMissing, "r.55 an empty PartyId beside the HER-id in To") {
            .business.replacing("<eb:To>", "<eb:To><eb:PartyId eb:type=\"ENH\"/>")
        },
        Case(.senderMissing, "r.14 two HER-ids in From") { .business.replacing(her, her + her) },
        Case(.senderMissing, "r.31 letters in the HER-id") { .business.replacing(">8090001<", ">8090001A<") },
        Case(.senderMissing, "r.10 no From") {
            .business.replacing("<eb:From>", "<eb:Fra>").replacing("</eb:From>", "</eb:Fra>")
        },
        Case(.receiverMissing, "r.56 letters in the receiver's HER-id") { .business.replacing(">8090002<", ">x<") },
        Case(.receiverMissing, "r.9 no To") {
            .business.replacing("<eb:To>", "<eb:Til>").replacing("</eb:To>", "</eb:Til>")
        },
        Case(.receiverMissing, "r.13 two HER-ids in To") {
            .business.replacing("<eb:To>", "<eb:To><eb:PartyId eb:type=\"HER\">8090003</eb:PartyId>")
        },
        Case(.messageIDMissing, "r.76 no MessageId") {
            .business.replacing("<eb:MessageId>0d3f0000-0000-4000-8000-000000000001</eb:MessageId>", "")
        },
        Case(.messageIDMissing, "r.102 a MessageId with a space") {
            .business.replacing("0d3f0000-0000-4000-8000-000000000001", "one two")
        },
    ]

    @Test(arguments: cases)
    func unreadable(_ sample: Case) throws {
        do {
            _ = try sample.envelope().parse()
            Issue.record("was accepted")
        } catch EnvelopeError.unreadable(let reason) {
            #expect(reason == sample.reason)
        }
    }

    @Test("T-001 DOCTYPE and XML 1.1 are refused, and XML that is not well-formed with its place (r.16; 5.6)")
    func doctype() throws {
        let envelope = WrittenEnvelope.ping.with { $0.soap = "\n<!DOCTYPE a [<!ENTITY b \"c\">]>" + $0.soap }
        do {
            _ = try envelope.parse()
            Issue.record("was accepted")
        } catch EnvelopeError.unreadable(.xml) {}
        do {
            let mail = WrittenEnvelope.ping.mail.replacing("<?xml version=\"1.0\"", "<?xml version=\"1.1\"")
            _ = try ParsedEnvelope.parse(entity: MIMEEntity.parse(mail))
            Issue.record("XML 1.1 was accepted")
        } catch EnvelopeError.unreadable(.xml(let line, _)) {
            #expect(line == 1)
        }
        do {
            _ = try WrittenEnvelope.ping.replacing("<SOAP:Body>", "\n</SOAP:Body>").parse()
            Issue.record("was accepted")
        } catch EnvelopeError.unreadable(.xml(let line, _)) {
            #expect(line == 2)
        }
    }
}

import EbXML
import MIME
import Testing

@Suite("SOAP Fault")
struct SOAPFaultTests {
    @Test(
        "What we write is read as a fault, with the mails it answers",
        arguments: [
            SOAPFault.Code.client, .server, .mustUnderstand, .versionMismatch,
        ])
    func roundTrip(code: SOAPFault.Code) throws {
        let fault = SOAPFault(code: code, reason: "Kunne ikke <leses> & tolkes")
        let fields = "In-Reply-To: <m2@node.example>\r\nReferences: <m1@node.example> <m2@node.example>\r\n"
        guard case .fault(let received) = InboundMail.classify(Array(fields.utf8) + (try fault.pack())) else {
            Issue.record("not a fault")
            return
        }
        #expect(received.fault == fault)
        #expect(received.answers == ["m2@node.example", "m1@node.example"])
        #expect(fault.isPermanent == (code != .server))
    }

    @Test("A fault of SOAP 1.2 is read too, Receiver as Server")
    func soap12() throws {
        let soap =
            "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><s:Fault><s:Code>"
            + "<s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang=\"en\">Busy</s:Text></s:Reason>"
            + "</s:Fault></s:Body></s:Envelope>"
        let mail = Array("Content-Type: text/xml\r\n\r\n\(soap)".utf8)
        guard case .fault(let received) = InboundMail.classify(mail) else {
            Issue.record("not a fault")
            return
        }
        #expect(received.fault == SOAPFault(code: .server, reason: "Busy"))
        #expect(received.answers.isEmpty)
    }

    @Test("A partner's words are cut")
    func bounded() throws {
        let mail = try SOAPFault(code: .client, reason: String(repeating: "æ", count: 5_000)).pack()
        guard case .fault(let received) = InboundMail.classify(mail) else {
            Issue.record("not a fault")
            return
        }
        #expect(received.fault.reason.count == EbXMLError.descriptionLimit)
    }

    @Test("The reason of an unreadable mail says nothing of its content")
    func reasons() {
        #expect(SOAPFault(.xml(line: 3, column: 9)).reason.contains("line 3"))
        #expect(SOAPFault(.senderMissing).code == .client)
    }
}

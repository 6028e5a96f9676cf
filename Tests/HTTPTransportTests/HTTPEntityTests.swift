import EbXML
import Foundation
import MIME
import Testing

@testable import HTTPTransport

@Suite("An ebXML message as HTTP carries it (ebMS 2.0 B.2)")
struct HTTPEntityTests {
    @Test("a request becomes the MIME entity that is stored, its body byte for byte")
    func stored() throws {
        let body = Array("--b\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n--b--\r\n".utf8)
        let entity = try #require(
            HTTPEntity(contentType: "multipart/related; boundary=b", soapAction: "\"ebXML\"", body: body))
        let stored = try MIMEEntity.parse(entity.stored())
        #expect(Array(stored.body) == body)
        #expect(stored.headers["SOAPAction"] == "\"ebXML\"")
        #expect(stored.headers["MIME-Version"] == "1.0")
        #expect(try stored.parts().count == 1)
        #expect(try HTTPEntity(stored: entity.stored()) == entity)
    }

    @Test("a response remembers the attempt it answers")
    func answering() throws {
        let entity = try #require(HTTPEntity(contentType: "text/xml", soapAction: nil, body: Array("<a/>".utf8)))
        #expect(try MIMEEntity.parse(entity.stored(answering: "a@b.example")).headers["In-Reply-To"] == "<a@b.example>")
    }

    @Test("a signal stored for mail is posted without the transfer encoding that mail needs")
    func singlePart() throws {
        let fault = try SOAPFault(code: .client, reason: "Unreadable").pack()
        #expect(String(decoding: fault, as: UTF8.self).contains("base64"))
        let posted = try HTTPEntity(stored: fault)
        #expect(String(decoding: posted.body, as: UTF8.self).hasPrefix("<?xml"))
        #expect(posted.transferEncoding == nil)
        guard case .fault(let read) = InboundMail.classify(posted.stored()) else {
            Issue.record("no fault")
            return
        }
        #expect(read.fault.reason == "Unreadable")
    }

    @Test("T-055 a field that would end the header is refused", arguments: ["a\r\nb: c", "a\nb", "a\0", "a\u{7f}"])
    func injection(_ value: String) {
        #expect(HTTPEntity(contentType: "text/xml" + value, soapAction: nil, body: []) == nil)
        #expect(HTTPEntity(contentType: "text/xml", soapAction: value, body: []) == nil)
        #expect(HTTPEntity(contentType: "text/xml", soapAction: nil, transferEncoding: value, body: []) == nil)
        #expect(HTTPEntity(contentType: String(repeating: "x", count: 4097), soapAction: nil, body: []) == nil)
    }

    @Test("only a package or a single SOAP part can be a message")
    func isMessage() throws {
        for (type, expected) in [
            ("text/xml", true), ("text/xml; charset=utf-8", true), ("Multipart/Related; boundary=x", true),
            ("application/soap+xml", true), ("text/html", false), ("", false), ("multipart/report; boundary=x", false),
            ("application/json", false),
        ] {
            #expect(HTTPEntity(contentType: type, soapAction: nil, body: [])?.isMessage == expected, "\(type)")
        }
    }
}

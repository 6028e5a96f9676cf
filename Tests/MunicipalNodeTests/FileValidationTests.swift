import CommandOutcome
import EbXML
import Foundation
import MunicipalNode
import TestSupport
import Testing
import Texts

@Suite("U-52 budstikke validate judges files by the rules the server keeps")
struct FileValidationTests {
    private static let now = Date(timeIntervalSince1970: 1_795_253_400)

    private func validate(
        _ text: String, _ change: (inout FileValidation.Options) -> Void = { _ in }
    ) throws -> ValidatedFile {
        var options = FileValidation.Options()
        change(&options)
        return try FileValidation(options, now: Self.now).validate(Array(text.utf8), name: "file")
    }

    private let fault = String(decoding: (try? SOAPFault(code: .client, reason: "No.").pack()) ?? [], as: UTF8.self)

    /// An envelope that nobody signed: readable in every way, and refused for that alone.
    private let unsigned =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
        + "<SOAP:Envelope xmlns:SOAP=\"http://schemas.xmlsoap.org/soap/envelope/\""
        + " xmlns:eb=\"http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd\"><SOAP:Header>\n"
        + "<eb:MessageHeader SOAP:mustUnderstand=\"true\" eb:version=\"2.0\">"
        + "<eb:From><eb:PartyId eb:type=\"HER\">8090001</eb:PartyId></eb:From>"
        + "<eb:To><eb:PartyId eb:type=\"HER\">8090002</eb:PartyId></eb:To><eb:CPAId>8090001_8090002</eb:CPAId>"
        + "<eb:ConversationId>1@a.example</eb:ConversationId><eb:Service>urn:oasis:names:tc:ebxml-msg:service</eb:Service>"
        + "<eb:Action>Ping</eb:Action><eb:MessageData><eb:MessageId>1@a.example</eb:MessageId>"
        + "<eb:Timestamp>2026-11-21T09:30:00Z</eb:Timestamp></eb:MessageData></eb:MessageHeader>"
        + "</SOAP:Header><SOAP:Body/></SOAP:Envelope>"

    @Test("An envelope without signature is refused by r.45, with line, code and three languages")
    func envelope() throws {
        let file = try validate(unsigned)
        #expect(file.kind == .envelope)
        #expect(file.verdict == .refused)
        let finding = try #require(file.findings.first { $0.rule == "45" })
        #expect(finding.outcome == .refused && finding.severity == "error")
        #expect(finding.reference == "HITS 1172 r.45")
        #expect(finding.errorCode == "SecurityFailure" && finding.answer == "errorList")
        #expect(finding.line == 1 && finding.location == "//ds:Signature")
        #expect(Set(finding.texts.keys) == ["nb", "nn", "en"])
        #expect(file.findings.count { $0.outcome == .kept } > 30)
        #expect(file.breachesOnly.findings.allSatisfy { $0.outcome == .tolerated || $0.outcome == .refused })
        #expect(file.breachesOnly.judged == file.judged)
    }

    @Test("A known departure is tolerated by name, and refused when nothing is")
    func tolerances() throws {
        #expect(try validate(unsigned).findings.first { $0.rule == "69" }?.outcome == .tolerated)
        let strict = try validate(unsigned) { $0.isStrict = true }.findings.first { $0.rule == "69" }
        #expect(strict?.outcome == .refused)
        #expect(strict?.tolerance == "mustUnderstandTrue" && strict?.line == 2)
        let named = try validate(unsigned) {
            $0.isStrict = true
            $0.tolerated = ["mustUnderstandTrue", "read-sha1"]
        }
        #expect(named.findings.first { $0.rule == "69" }?.outcome == .tolerated)
        #expect(throws: AdministrationError.self) { try validate(unsigned) { $0.tolerated = ["mustUnderstand"] } }
    }

    @Test("A departure that breaks no numbered rule is told beside the rules")
    func unnumbered() throws {
        let roles = unsigned.replacingOccurrences(of: "</eb:From>", with: "<eb:Role>Sender</eb:Role></eb:From>")
        #expect(try validate(roles).departures == ["roleInSignal"])
        #expect(try validate(unsigned).departures == [])
    }

    @Test("A SOAP Fault is no message, and no rule is about it")
    func faults() throws {
        let file = try validate(fault)
        #expect(file.kind == .fault && file.verdict == .accepted && file.findings.isEmpty)
    }

    @Test("What cannot be taken apart as MIME is refused by the rule that says so")
    func noMail() throws {
        #expect(try validate("\u{7}\u{7}").findings.first { $0.outcome == .refused }?.rule == "5.5.2-parse")
        #expect(try validate("").verdict == .refused)
    }

    @Test("A document is judged by the checks it meets when it is submitted")
    func documents() throws {
        let unknown = try validate("<Own xmlns=\"urn:example\"/>")
        #expect(unknown.kind == .document && unknown.verdict == .refused)
        #expect(unknown.findings.map(\.rule) == ["root-unknown"])
        #expect(try validate("<Own").findings.map(\.rule) == ["not-xml"])
    }

    @Test("What is given beside the file must be usable")
    func options() throws {
        #expect(throws: AdministrationError.self) { try validate(unsigned) { $0.certificate = [1] } }
        #expect(throws: AdministrationError.self) { try validate(unsigned) { $0.agreement = [1] } }
        #expect(throws: AdministrationError.self) { try validate(unsigned) { $0.schemas = "/nowhere" } }
    }

    @Test("JUnit has a suite for each file and a failure for each error, escaped")
    func junit() throws {
        let file = try FileValidation(.init(), now: Self.now).validate(Array(unsigned.utf8), name: "a<b>.xml")
        let text = try ValidationJUnit.text([file], .nb)
        let errors = file.findings.count { $0.outcome == .refused && $0.severity == "error" }
        #expect(text.contains("failures=\"\(errors)\" name=\"a&lt;b"))
        #expect(text.components(separatedBy: "<failure").count == errors + 1)
        #expect(text.contains("tests=\"\(file.findings.count)\""))
        #expect(try ValidationJUnit.text([validate(fault)], .en).contains("failures=\"0\""))
    }
}

import EbXML
import Foundation
import Identifiers
import Testing

/// One way to break one rule.
struct Breach: Sendable, CustomTestStringConvertible {
    let rule: EnvelopeRule
    let envelope: @Sendable () -> WrittenEnvelope

    init(_ rule: EnvelopeRule, _ envelope: @escaping @Sendable () -> WrittenEnvelope) {
        self.rule = rule
        self.envelope = envelope
    }

    var testDescription: String { "\(rule.rawValue), \(rule.clause)" }

    private static let ack = "<eb:AckRequested SOAP:mustUnderstand=\"1\" eb:version=\"2.0\" eb:signed=\"true\"/>"
    private static let messageID = "<eb:MessageId>0d3f0000-0000-4000-8000-000000000001</eb:MessageId>"
    private static let reference = "<eb:Reference xlink:type=\"simple\" xlink:href=\"cid:payload-1\">"
    private static let headerStart = "<eb:MessageHeader SOAP:mustUnderstand=\"1\" eb:version=\"2.0\">"

    static let all: [Breach] = messageHeader + kinds + business + signals

    private static let messageHeader: [Breach] = [
        Breach(.messageHeaderRepeated) {
            .business.replacing("</SOAP:Header>", "<eb:MessageHeader/></SOAP:Header>")
        },
        Breach(.mustUnderstandMissing) {
            .business.replacing(headerStart, "<eb:MessageHeader eb:version=\"2.0\">")
        },
        Breach(.mustUnderstandMissing) {
            .business.replacing(ack, "<eb:AckRequested eb:version=\"2.0\" eb:signed=\"true\"/>")
        },
        Breach(.mustUnderstandFalse) {
            .business.replacing(headerStart, "<eb:MessageHeader SOAP:mustUnderstand=\"0\" eb:version=\"2.0\">")
        },
        Breach(.versionMissing) {
            .business.replacing(headerStart, "<eb:MessageHeader SOAP:mustUnderstand=\"1\">")
        },
        Breach(.versionUnsupported) {
            .business.replacing(headerStart, "<eb:MessageHeader SOAP:mustUnderstand=\"1\" eb:version=\"3.0\">")
        },
        Breach(.cpaIDMissing) { .business.replacing("<eb:CPAId>8090001_8090002</eb:CPAId>", "") },
        Breach(.cpaIDMissing) { .business.replacing("8090001_8090002", " ") },
        Breach(.conversationIDMissing) {
            .business.replacing("<eb:ConversationId>5c0e0000-0000-4000-8000-000000000001</eb:ConversationId>", "")
        },
        Breach(.serviceMissing) { .business.replacing("S-LOG_UTSKREVET<", "<") },
        Breach(.actionMissing) { .business.replacing("<eb:Action>LOG_UTSKREVET</eb:Action>", "") },
        Breach(.elementRepeated) { .business.replacing("<eb:CPAId>", "<eb:CPAId>other</eb:CPAId><eb:CPAId>") },
        Breach(.timestampMissing) { .business.replacing("<eb:Timestamp>2026-11-21T09:30:00Z</eb:Timestamp>", "") },
        Breach(.timestampForm) { .business.replacing("2026-11-21T09:30:00Z", "21.11.2026 09:30") },
        Breach(.timeToLiveForm) {
            .business.replacing("</eb:MessageData>", "<eb:TimeToLive>soon</eb:TimeToLive></eb:MessageData>")
        },
        Breach(.valueTooLong) { .business.replacing("8090001_8090002", String(repeating: "x", count: 600)) },
        Breach(.valueTooLong) { .business.replacing("LOG_UTSKREVET</eb:Action>", "LOG_&#10;UTSKREVET</eb:Action>") },
    ]

    private static let kinds: [Breach] = [
        Breach(.unknownHeaderBlock) {
            .business.replacing(
                "</SOAP:Header>", "<x:Own xmlns:x=\"urn:x\" SOAP:mustUnderstand=\"1\"/></SOAP:Header>")
        },
        Breach(.unknownHeaderBlock) {
            .business.replacing(
                "</SOAP:Header>", "<x:Own xmlns:x=\"urn:x\" SOAP:mustUnderstand=\"0\"/></SOAP:Header>")
        },
        Breach(.unknownHeaderBlock) { .business.replacing("</SOAP:Header>", "<eb:Manifest/></SOAP:Header>") },
        Breach(.unknownBodyBlock) {
            .ping.replacing("</SOAP:Body>", "<x:Own xmlns:x=\"urn:x\"/></SOAP:Body>")
        },
        Breach(.severalBodyBlocks) { .business.replacing("</SOAP:Body>", "<eb:Manifest/></SOAP:Body>") },
        Breach(.mixedContent) {
            .acknowledgment.replacing(
                "</SOAP:Header>", "<eb:ErrorList SOAP:mustUnderstand=\"1\" eb:version=\"2.0\"/></SOAP:Header>")
        },
        Breach(.mixedContent) { .acknowledgment.replacing("</SOAP:Header>", ack + "</SOAP:Header>") },
        Breach(.mixedContent) { .acknowledgment.replacing("<SOAP:Body>", "<SOAP:Body><eb:Manifest/>") },
        Breach(.repeatedBlock) { .business.replacing(ack, ack + ack) },
        Breach(.noContent) { .ping.replacing(">Ping<", ">Sing<") },
        Breach(.noContent) { .ping.replacing(WrittenEnvelope.signalService, "S-LOG_UTSKREVET") },
        Breach(.businessUnderSignalService) {
            .business.replacing(">S-LOG_UTSKREVET<", ">\(WrittenEnvelope.signalService)<")
        },
    ]

    private static let business: [Breach] = [
        Breach(.manifestMissing) {
            .business.replacing("<SOAP:Body>", "<SOAP:Body><!--").replacing("</SOAP:Body>", "--></SOAP:Body>")
        },
        Breach(.manifestVersion) {
            .business.replacing("<eb:Manifest eb:version=\"2.0\">", "<eb:Manifest eb:version=\"1.0\">")
        },
        Breach(.manifestVersion) { .business.replacing("<eb:Manifest eb:version=\"2.0\">", "<eb:Manifest>") },
        Breach(.manifestEmpty) {
            .business.replacing(reference, "<!--" + reference).replacing("</eb:Reference>", "</eb:Reference>-->")
        },
        Breach(.referenceTarget) { .business.replacing("cid:payload-1", "") },
        Breach(.referenceTarget) { .business.replacing("cid:payload-1", "http://partner.example/payload-1") },
        Breach(.referenceRepeated) { .business.replacing(reference, reference + "</eb:Reference>" + reference) },
        Breach(.partMissing) { .business.replacing("cid:payload-1", "cid:payload-2") },
        Breach(.partMissing) { .business.with { $0.parts = [] } },
        Breach(.partUnreferenced) {
            .business.with {
                var extra = WrittenEnvelope.sealedPart
                extra.fields = extra.fields.replacingOccurrences(of: "payload-1", with: "payload-2")
                $0.parts.append(extra)
            }
        },
        Breach(.partUnreferenced) {
            .business.with {
                var extra = WrittenEnvelope.sealedPart
                extra.fields = extra.fields.replacingOccurrences(of: "Content-ID: <payload-1>\r\n", with: "")
                $0.parts.append(extra)
            }
        },
        Breach(.partRepeated) { .business.with { $0.parts.append(WrittenEnvelope.sealedPart) } },
    ]

    private static let signals: [Breach] = [
        Breach(.signalService) { .acknowledgment.replacing(WrittenEnvelope.signalService, "S-LOG_UTSKREVET") },
        Breach(.signalService) { .errorList.replacing(WrittenEnvelope.signalService, "S-LOG_UTSKREVET") },
        Breach(.signalAction) { .acknowledgment.replacing(">Acknowledgment<", ">Receipt<") },
        Breach(.signalAction) { .errorList.replacing(">MessageError<", ">Acknowledgment<") },
        Breach(.signalWithParts) { .acknowledgment.with { $0.parts = [WrittenEnvelope.sealedPart] } },
        Breach(.receiptReferencesDiffer) {
            .acknowledgment.replacing(
                "</eb:MessageData>", "<eb:RefToMessageId>a@b.example</eb:RefToMessageId></eb:MessageData>")
        },
        Breach(.receiptReferenceMissing) {
            .acknowledgment.replacing("7a1d0000-0000-4000-8000-000000000001", "")
        },
        Breach(.errorReferenceMissing) { .errorList.replacing("7a1d0000-0000-4000-8000-000000000001", "") },
        Breach(.errorListEmpty) {
            .errorList.replacing("<eb:Error ", "<!--<eb:Error ").replacing("</eb:Error>", "</eb:Error>-->")
        },
    ]
}

@Suite("T-013, T-014 structural rules of HITS 1172")
struct EnvelopeRuleTests {
    @Test(
        "An envelope that breaks no rule is read",
        arguments: [
            WrittenEnvelope.business, .acknowledgment, .errorList, .ping,
        ])
    func accepted(_ envelope: WrittenEnvelope) throws {
        #expect(try envelope.parse().quirks.isEmpty)
    }

    @Test("A broken rule is refused with its code and a return address", arguments: Breach.all)
    func refused(_ breach: Breach) throws {
        do {
            _ = try breach.envelope().parse()
            Issue.record("was accepted")
        } catch EnvelopeError.refused(let envelope) {
            #expect(envelope.refusal.rule == breach.rule.clause)
            #expect(envelope.refusal.code == breach.rule.code)
            #expect(envelope.refusal.stage == .structure)
            #expect(envelope.refusal.evidence["rule"] == breach.rule.rawValue)
            #expect(envelope.returnAddress.messageID == "0d3f0000-0000-4000-8000-000000000001")
            #expect(envelope.returnAddress.partner.value == 8_090_001)
        }
    }

    /// Rules that only show once the envelope is authenticated are tested there.
    @Test("Every rule has a breach that is tested")
    func complete() {
        let afterwards: Set<EnvelopeRule> = [
            .duplicateEliminationMissing, .ackRequestedMissing, .ackRequestedUnsigned, .partNotEncrypted,
            .receiptWithoutDigests, .syncReply, .certificateNotValidThen, .partUncovered, .messageIDForm,
        ]
        #expect(Set(Breach.all.map(\.rule)).union(afterwards) == Set(EnvelopeRule.allCases))
    }

    @Test("Every rule says what is wrong in one bland sentence", arguments: EnvelopeRule.allCases)
    func sentences(_ rule: EnvelopeRule) {
        #expect(rule.sentence.hasSuffix("."))
        #expect(rule.sentence.utf8.count < 120)
        #expect(!rule.clause.isEmpty)
        let error = EnvelopeRefusal(rule).error
        #expect(error.severity == .error)
        #expect(error.description?.contains(rule.clause) == true)
    }

    @Test(
        "What is wrong with an answer is never answered (T-059)",
        arguments: [
            Breach(.signalService) { .acknowledgment.replacing(WrittenEnvelope.signalService, "S-LOG_UTSKREVET") },
            Breach(.errorListEmpty) {
                .errorList.replacing("<eb:Error ", "<!--<eb:Error ").replacing("</eb:Error>", "</eb:Error>-->")
            },
            Breach(.mixedContent) { .acknowledgment.replacing("<SOAP:Body>", "<SOAP:Body><eb:Manifest/>") },
            Breach(.noContent) { .ping.replacing(">Ping<", ">MessageError<") },
        ])
    func unanswered(_ breach: Breach) throws {
        do {
            _ = try breach.envelope().parse()
            Issue.record("was accepted")
        } catch EnvelopeError.refused(let envelope) {
            #expect(!envelope.returnAddress.mayBeAnswered)
            let answer = EnvelopeDraft.refusal(
                [envelope.refusal.error], to: envelope.returnAddress, messageID: "x@y.example",
                now: .init(timeIntervalSince1970: 0))
            #expect(answer == nil)
        }
    }
}

extension WrittenEnvelope: CustomTestStringConvertible {
    var testDescription: String { "\(soap.utf8.count) bytes" }
}

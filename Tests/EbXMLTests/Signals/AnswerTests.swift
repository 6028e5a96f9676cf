import EbXML
import Foundation
import Identifiers
import Testing
import XMLSignature

@Suite("Answers: one receipt or one error list, never to an answer (HITS 1171 8)")
struct AnswerTests {
    let parties: Correspondence

    init() throws { parties = try Correspondence() }

    @Test("M-107 a sound message is answered with a receipt that copies its digests")
    func receipt() throws {
        let message = try parties.received()
        let draft = try #require(
            EnvelopeDraft.confirmation(of: message, messageID: "r@north.example", now: Correspondence.now))
        #expect(draft.header.from == Party(her: parties.municipalityHER, enh: message.header.to.enh))
        #expect(draft.header.to == Party(her: parties.hospitalHER))
        #expect(draft.header.service == WrittenEnvelope.signalService)
        #expect(draft.header.action == "Acknowledgment")
        #expect(draft.header.cpaID == message.header.cpaID)
        #expect(draft.header.conversationID == message.header.conversationID)
        #expect(draft.header.refToMessageID == nil)
        #expect(!draft.header.duplicateElimination)
        guard case .acknowledgment(let receipt) = draft.content else {
            Issue.record("no receipt")
            return
        }
        #expect(receipt.refToMessageID == Correspondence.messageID)
        #expect(receipt.coverage(of: message.references) == .complete)
    }

    @Test("A receipt with other digests, or fewer, is told apart")
    func coverage() throws {
        let sent = try parties.received().references
        let whole = Acknowledgment(timestamp: Correspondence.now, refToMessageID: "a@b.example", references: sent)
        #expect(whole.coverage(of: sent) == .complete)
        var fewer = whole
        fewer.references.removeLast()
        #expect(fewer.coverage(of: sent) == .incomplete)
        var other = whole
        other.references[0] = SignatureReference(
            uri: "", digestAlgorithm: sent[0].digestAlgorithm, digest: [UInt8](repeating: 0, count: 32))
        #expect(other.coverage(of: sent) == .differs)
        #expect(
            Acknowledgment(timestamp: Correspondence.now, refToMessageID: "", references: [])
                .coverage(of: sent) == .incomplete)
    }

    @Test("r.75 a message without AckRequested is answered with a warning, never with a receipt")
    func warning() throws {
        let mail = try WrittenEnvelope.business
            .replacing("<eb:AckRequested SOAP:mustUnderstand=\"1\" eb:version=\"2.0\" eb:signed=\"true\"/>", "")
            .signed(by: parties.hospital)
        let message = try parties.parse(mail)
            .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy()).get()
        let draft = try #require(
            EnvelopeDraft.confirmation(of: message, messageID: "r@north.example", now: Correspondence.now))
        guard case .errorList(let list) = draft.content else {
            Issue.record("no error list")
            return
        }
        #expect(list.accepts)
        #expect(list.highestSeverity == .warning)
        #expect(draft.header.action == "MessageError")
        #expect(draft.header.refToMessageID == message.header.messageID)
        _ = try parties.packFromMunicipality(draft)
    }

    @Test("r.94 AckRequested without eb:signed is refused although the signature is sound")
    func unsignedReceiptWanted() throws {
        let mail = try WrittenEnvelope.business.replacing("eb:signed=\"true\"", "eb:signed=\"0\"")
            .signed(by: parties.hospital)
        let verdict = try parties.parse(mail)
            .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy())
        guard case .failure(let refusal) = verdict else {
            Issue.record("was accepted")
            return
        }
        #expect(refusal.rule == EnvelopeRule.ackRequestedUnsigned.clause)
        #expect(refusal.stage == .structure)
    }

    @Test("A refusal names the message it refuses, and falls back on ids it has")
    func refusal() throws {
        let broken = WrittenEnvelope.business.replacing("<eb:CPAId>8090001_8090002</eb:CPAId>", "")
        guard case .refused(let envelope) = InboundMail.classify(broken.mail) else {
            Issue.record("not refused")
            return
        }
        let draft = try #require(
            EnvelopeDraft.refusal(
                [envelope.refusal.error], to: envelope.returnAddress, messageID: "e@north.example",
                now: Correspondence.now))
        #expect(draft.header.cpaID == "8090001_8090002")
        #expect(draft.header.refToMessageID == Correspondence.messageID)
        #expect(draft.header.from.her == parties.municipalityHER)
        guard case .errorList(let list) = draft.content else {
            Issue.record("no error list")
            return
        }
        #expect(!list.accepts)
        #expect(list.errors.first?.code == .otherXML)
    }

    @Test("T-059 an answer is never answered")
    func never() throws {
        let received = try parties.received()
        let receipt = try #require(
            EnvelopeDraft.confirmation(of: received, messageID: "r@north.example", now: Correspondence.now))
        let back = try parties.parse(parties.packFromMunicipality(receipt).entity)
            .authenticate(with: parties.municipality.certificate, policy: SignaturePolicy()).get()
        #expect(!back.content.mayBeAnswered)
        #expect(EnvelopeDraft.confirmation(of: back, messageID: "x@y.example", now: Correspondence.now) == nil)
        #expect(!EnvelopeContent.errorList(ErrorList([])).mayBeAnswered)
        #expect(!EnvelopeContent.pong.mayBeAnswered)
        #expect(EnvelopeContent.ping.mayBeAnswered)
    }

    @Test("A Ping is answered with a Pong")
    func ping() throws {
        let ping = try parties.parse(WrittenEnvelope.ping.signed(by: parties.hospital))
            .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy()).get()
        let draft = EnvelopeDraft.confirmation(of: ping, messageID: "p@north.example", now: Correspondence.now)
        #expect(draft?.content == .pong)
        #expect(draft?.header.action == "Pong")
    }

    @Test(
        "Error codes are read with white space around them, unknown ones as Unknown",
        arguments: [
            (" ValueNotRecognized", EbXMLErrorCode.valueNotRecognized), ("OtherXml", .otherXML), ("Own:Code", .unknown),
            ("", .unknown),
        ])
    func codes(text: String, code: EbXMLErrorCode) {
        #expect(EbXMLErrorCode(reading: text) == code)
    }

    @Test("An error list is an acceptance only when every severity says Warning")
    func severities() throws {
        let list = WrittenEnvelope.errorList
        #expect(try accepts(list.replacing("eb:severity=\"Error\"", "eb:severity=\"Warning\"")))
        #expect(try !accepts(list))
        #expect(try !accepts(list.replacing("eb:severity=\"Error\"", "eb:severity=\"warn\"")))
        #expect(try !accepts(list.replacing("eb:highestSeverity=\"Error\"", "eb:highestSeverity=\"Warning\"")))
    }

    private func accepts(_ envelope: WrittenEnvelope) throws -> Bool {
        guard case .errorList(let list) = try envelope.parse().content else { return false }
        return list.accepts
    }
}

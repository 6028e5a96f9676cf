import EbXML
import Foundation
import Identifiers
import Testing
import XMLSignature

@Suite("What one message server asks another (ebMS 2.0 7, 8)")
struct ServiceQuestionTests {
    let parties: Correspondence

    init() throws { parties = try Correspondence() }

    @Test(
        "M-046 a question is a signed envelope without payload, and the partner reads it as it was asked",
        arguments: [
            (ServiceQuestion.ping, EnvelopeContent.ping),
            (.status(of: "a@b.example"), .statusRequest(refToMessageID: "a@b.example")),
        ])
    func asked(_ question: ServiceQuestion, _ content: EnvelopeContent) throws {
        let envelope = try authenticated(draft(question))
        #expect(envelope.content == content && envelope.content.mayBeAnswered)
        #expect(envelope.header.service == "urn:oasis:names:tc:ebxml-msg:service")
        #expect(envelope.header.action == question.action && ServiceQuestion.isAsked(by: question.action))
        #expect(envelope.header.from == Party(her: parties.hospitalHER) && envelope.references.count == 1)
        #expect(envelope.header.refToMessageID == nil)
        #expect(envelope.quirks.isEmpty)
    }

    @Test(
        "a status names question and message, each in its place, in one of five words",
        arguments: MessageStatus.allCases)
    func answered(_ status: MessageStatus) throws {
        let question = try authenticated(draft(.status(of: "a@b.example")))
        let answer = try #require(
            EnvelopeDraft.status(status, answering: question, messageID: "s@north.example", now: Correspondence.now))
        #expect(answer.header.refToMessageID == question.header.messageID)
        #expect(answer.content == .statusResponse(refToMessageID: "a@b.example", status: status.rawValue))
        #expect(
            answer.header.action == "StatusResponse" && answer.header.conversationID == question.header.conversationID)
        #expect(
            MessageStatus(rawValue: status.rawValue.lowercased()) == nil, "the words are as the standard spells them")
    }

    @Test("T-059 what answers a question is no question, and cannot be answered")
    func silence() throws {
        let question = try authenticated(draft(.status(of: "a@b.example")))
        let draft = try #require(
            EnvelopeDraft.status(.received, answering: question, messageID: "s@north.example", now: Correspondence.now))
        let answer = try authenticated(draft)
        #expect(!answer.content.mayBeAnswered)
        #expect(!ServiceQuestion.isAsked(by: answer.header.action) && !ServiceQuestion.isAsked(by: nil))
        let (id, now) = ("t@north.example", Correspondence.now)
        #expect(EnvelopeDraft.status(.received, answering: answer, messageID: id, now: now) == nil)
        #expect(EnvelopeDraft.confirmation(of: answer, messageID: id, now: now) == nil)
    }

    private func draft(_ question: ServiceQuestion) -> EnvelopeDraft {
        .asking(
            question, from: parties.hospitalHER, to: parties.municipalityHER,
            cpaID: NoAgreement.cpaID(between: parties.hospitalHER, and: parties.municipalityHER),
            conversationID: "0b3f9a80-93e4-4f43-8ae5-0a6a77a4b001",
            messageID: "q@hospital.example", now: Correspondence.now)
    }

    /// All of it is signed with the hospital's key, whoever it says it is from.
    private func authenticated(_ draft: EnvelopeDraft) throws -> AuthenticatedEnvelope {
        try parties.parse(parties.pack(draft).entity)
            .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy()).get()
    }
}

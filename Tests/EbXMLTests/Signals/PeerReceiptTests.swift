import EbXML
import Foundation
import Testing
import XMLSignature

@Suite("Receipts as other servers write them")
struct PeerReceiptTests {
    let parties: Correspondence

    init() throws { parties = try Correspondence() }

    /// A receipt with DuplicateElimination, a role, a header reference, `true` for `1`, and a reference copied with an
    /// XPath whose prefix is declared nowhere.
    private var receipt: WrittenEnvelope {
        let transforms =
            "<ds:Transforms>"
            + "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>"
            + "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><ds:XPath>"
            + "not(ancestor-or-self::node()[@SOAP-ENV:actor=\"urn:oasis:names:tc:ebxml-msg:actor:nextMSH\"])"
            + "</ds:XPath></ds:Transform></ds:Transforms><ds:DigestMethod"
        return WrittenEnvelope.acknowledgment
            .replacing("</eb:MessageHeader>", "<eb:DuplicateElimination/></eb:MessageHeader>")
            .replacing("</eb:From>", "<eb:Role>Utleverer</eb:Role></eb:From>")
            .replacing(
                "</eb:MessageData>",
                "<eb:RefToMessageId>7a1d0000-0000-4000-8000-000000000001</eb:RefToMessageId></eb:MessageData>"
            )
            .replacing(
                "<eb:Acknowledgment SOAP:mustUnderstand=\"1\"", "<eb:Acknowledgment SOAP:mustUnderstand=\"true\""
            )
            .replacing("<ds:DigestMethod", transforms)
    }

    @Test("Are read, verified, and each departure is named")
    func read() throws {
        let envelope = try parties.parse(receipt.signed(by: parties.hospital))
            .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy()).get()
        #expect(
            envelope.quirks.subtracting([.xmlDeclarationMissing]) == [
                .duplicateEliminationInSignal, .roleInSignal, .refToMessageIDInAcknowledgment, .mustUnderstandTrue,
            ])
        guard case .acknowledgment(let acknowledgment) = envelope.content else {
            Issue.record("no receipt")
            return
        }
        #expect(acknowledgment.refToMessageID == "7a1d0000-0000-4000-8000-000000000001")
        #expect(acknowledgment.references.map(\.uri) == [""])
        #expect(acknowledgment.references.first?.digest == [1, 2, 3])
    }

    @Test("Are refused quirk by quirk from a partner who has no such exception")
    func refused() throws {
        let verdict = try parties.parse(receipt.signed(by: parties.hospital))
            .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy(), tolerating: [])
        guard case .failure(let refusal) = verdict else {
            Issue.record("was accepted")
            return
        }
        #expect(refusal.evidence["quirk"] == EnvelopeQuirk.mustUnderstandTrue.rawValue)
    }

    @Test("T-058 an unsigned receipt confirms nothing")
    func unsigned() throws {
        let verdict = try receipt.parse()
            .authenticate(with: parties.hospital.certificate, policy: SignaturePolicy())
        guard case .failure(let refusal) = verdict else {
            Issue.record("was accepted")
            return
        }
        #expect(refusal.code == .securityFailure)
    }
}

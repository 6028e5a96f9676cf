import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@Suite("Receipts and status")
struct ReceiptTests {
    private let municipality: Municipality
    private let manifest: VerifiedManifest

    init() throws {
        municipality = try Municipality()
        manifest = try municipality.whole().manifest
    }

    @Test("a receipt proves what was sent, when, and how it was taken", arguments: ReceiptKind.allCases)
    func receipt(kind: ReceiptKind) throws {
        let now = municipality.now
        let receipt = SubmissionReceipt(for: manifest, kind: kind, receivedAt: now, nextReceiptBy: now + 86_400)
        let verified = try verify(sign(receipt, municipality.trustee), manifest.hash).document
        #expect(verified == receipt)
        #expect(verified.kind == kind && verified.parts == manifest.manifest.parts && verified.sequence == 1)
        #expect(verified.submission == manifest.submission && verified.receivedAt == now)
    }

    @Test("a receipt for something else, or from somebody else, is none")
    func otherReceipt() throws {
        let receipt = SubmissionReceipt(
            for: manifest, kind: .ordinary, receivedAt: municipality.now, nextReceiptBy: municipality.now)
        #expect(throws: SubmissionFault(.receiptOfOtherSubmission)) {
            try verify(sign(receipt, municipality.trustee), ContentHash(of: []))
        }
        #expect(throws: SubmissionFault(.signerOtherOrganisation)) {
            try verify(sign(receipt, municipality.register), manifest.hash)
        }
    }

    @Test("a status event says a step of a submission and nothing else", arguments: SubmissionStep.allCases)
    func status(step: SubmissionStep) throws {
        let event = StatusEvent(submission: manifest.submission, step: step, at: municipality.now)
        let register = municipality.register.organisation.number
        let signed = try sign(event, municipality.register)
        #expect(try StatusEvent.verify(signed, signers: municipality.signers, register: register) == event)
        let forged = try sign(event, municipality.trustee)
        #expect(throws: SubmissionFault(.signerOtherOrganisation)) {
            try StatusEvent.verify(forged, signers: municipality.signers, register: register)
        }
    }

    @Test("pseudonyms and map entries print nothing of themselves")
    func bland() {
        let pseudonym = Pseudonym(bytes: [UInt8](repeating: 0xAB, count: 16))!
        var dumped = ""
        dump(MapEntry(link: LinkID(bytes: pseudonym.bytes)!, outcome: .pseudonym(pseudonym)), to: &dumped)
        for text in ["\(pseudonym)", String(reflecting: pseudonym), dumped] {
            #expect(!text.lowercased().contains("ab") && !text.contains("171"))
        }
        #expect(Pseudonym(bytes: [UInt8](repeating: 0, count: 15)) == nil)
        #expect(Pseudonym(bytes: 1...16)?.bytes == Array(1...16))
    }

    private func sign(_ document: some SignedDocument, _ party: Municipality.Party) throws -> [UInt8] {
        try document.signed(key: party.signer.key, certificate: party.signer.certificate, at: municipality.now)
    }

    private func verify(_ signed: [UInt8], _ hash: ContentHash) throws(SubmissionFault) -> Attested<SubmissionReceipt> {
        try SubmissionReceipt.verify(
            signed, signers: municipality.signers, trustee: municipality.trustee.organisation.number, manifest: hash)
    }
}

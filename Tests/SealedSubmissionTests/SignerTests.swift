import Certificates
import Cryptography
import Foundation
import SealedSubmission
import TestSupport
import Testing

@Suite("Who signed")
struct SignerTests {
    private let municipality: Municipality
    private let event: StatusEvent

    init() throws {
        municipality = try Municipality()
        event = StatusEvent(submission: municipality.submission, step: .received, at: municipality.now)
    }

    @Test("the organisation asked for, and no other")
    func organisation() throws {
        let signed = try municipality.sign(event)
        let number = municipality.organisation.number
        #expect(try municipality.signers.open(signed, as: StatusEvent.self, from: number).document == event)
        #expect(throws: SubmissionFault(.signerOtherOrganisation)) {
            try municipality.signers.open(
                signed, as: StatusEvent.self, from: SyntheticOrganisations.southMunicipality.number)
        }
    }

    @Test("an issuer that nobody trusts")
    func untrusted() throws {
        let stranger = try SyntheticAuthority(name: "Annen utsteder", now: municipality.now)
            .issue(municipality.organisation, purpose: .signing, now: municipality.now)
        #expect(throws: SubmissionFault(.signerUntrusted)) { try open(by: stranger) }
    }

    @Test("before and after the certificate's time")
    func time() throws {
        let signed = try municipality.sign(event)
        for (shift, code) in [
            (-3.0 * 86_400, SubmissionFault.Code.signerNotYetValid), (800 * 86_400, .signerExpired),
        ] {
            let signers = SignerVerification(
                trust: municipality.authority.trustStore, revocation: RevocationLists(required: false),
                now: municipality.now + shift)
            #expect(throws: SubmissionFault(code)) { try signers.open(signed, as: StatusEvent.self) }
        }
    }

    @Test("a revoked certificate is refused; without a list the document is held")
    func revocation() throws {
        let signed = try municipality.sign(event)
        let now = municipality.now
        let certificate = municipality.signer.certificate
        let lists: [(RevocationLists, SubmissionFault?)] = [
            (try municipality.authority.revocationLists(now: now), nil),
            (
                try municipality.authority.revocationLists(revoking: [certificate], now: now),
                SubmissionFault(.signerRevoked)
            ),
            (RevocationLists(required: true), SubmissionFault(.revocationUnknown)),
        ]
        for (list, fault) in lists {
            let signers = SignerVerification(
                trust: municipality.authority.trustStore, revocation: list, now: now + 1)
            let outcome = Result { () throws(SubmissionFault) in try signers.open(signed, as: StatusEvent.self) }
            switch outcome {
            case .success: #expect(fault == nil)
            case .failure(let found): #expect(found == fault)
            }
        }
        #expect(SubmissionFault(.revocationUnknown).consequence == .hold)
        #expect(SubmissionFault(.signerRevoked).consequence == .refuse)
    }

    @Test("a person and a certificate for encryption do not sign for an organisation")
    func kind() throws {
        let person = try municipality.authority.issuePerson(
            given: "Kari", surname: "Ås", organisation: municipality.organisation, now: municipality.now)
        #expect(throws: SubmissionFault(.signerNotOrganisation)) { try open(by: person) }
        let encryption = try municipality.authority.issue(
            municipality.organisation, purpose: .encryption, now: municipality.now)
        #expect(throws: SubmissionFault(.signerWrongUse)) { try open(by: encryption) }
    }

    @Test("an altered document is told from an unsigned one")
    func altered() throws {
        var signed = try municipality.sign(event)
        let place = try #require(signed.firstRange(of: Array("received".utf8)))
        signed.replaceSubrange(place, with: Array("refused\"".utf8))
        #expect(throws: SubmissionFault(.signatureWrong)) {
            try municipality.signers.open(signed, as: StatusEvent.self)
        }
        #expect(throws: SubmissionFault(.notSigned)) {
            try municipality.signers.open(event.canonicalBytes(), as: StatusEvent.self)
        }
    }

    @Test("every code has a sentence of its own, without anything of what it is about")
    func sentences() {
        let texts = SubmissionFault.Code.allCases.map { SubmissionFault($0).description }
        #expect(Set(texts).count == texts.count)
        #expect(texts.allSatisfy { $0.hasSuffix(".") && $0.count < 120 && !$0.contains(where: \.isNumber) })
        #expect(
            SubmissionFault(.partMissing, part: PartName(.content, 7)).description
                == "A part is missing. Part: content-0007.")
        let held = SubmissionFault.Code.allCases.filter { $0.consequence == .hold }
        #expect(held == [.signerNotYetValid, .revocationUnknown, .keyNotYetValid])
    }

    private func open(by signer: SyntheticAuthority.Identity) throws -> StatusEvent {
        let signed = try event.signed(key: signer.key, certificate: signer.certificate, at: municipality.now)
        return try municipality.signers.open(signed, as: StatusEvent.self).document
    }
}

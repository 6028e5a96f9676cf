import Certificates
import Cryptography
import Foundation
import Identifiers
import TestSupport
import Testing

@testable import SealedSubmission

@Suite("What comes after sending: code, password, change of contact")
struct AfterSendingTests {
    private static let now = Date(timeIntervalSince1970: 1_484_395_200)

    @Test("I-045 a code is twenty characters without look-alikes, and reads however a person types it")
    func typed() throws {
        let code = try #require(ReceiptCode(bytes: Array(0..<32)))
        #expect(code.text == "000G-40R4-0M30-E209-185G")
        for typed in [code.text, code.text.lowercased(), "ooog 4or4 om3o e2o9 i85g", "000G40R40M30E209l85G\n"] {
            #expect(ReceiptCode(typed: typed) == code, "\(typed)")
        }
        for typed in ["", "000G-40R4-0M30-E209-185", "000G-40R4-0M30-E209-185G0", "000U-40R4-0M30-E209-185G", "æ"] {
            #expect(ReceiptCode(typed: typed) == nil, "\(typed)")
        }
        #expect(ReceiptCode(bytes: [UInt8](repeating: 0, count: 12)) == nil)
        #expect("\(code)" == "ReceiptCode")
    }

    @Test("each bit of a code counts")
    func bits() {
        let codes = (0..<100).compactMap { bit in
            var bytes = [UInt8](repeating: 0, count: 13)
            bytes[bit / 8] = 128 >> UInt8(bit % 8)
            return ReceiptCode(bytes: bytes)
        }
        #expect(Set(codes).count == 100)
    }

    @Test("a code has one spelling in a document")
    func spelling() throws {
        let code = try #require(ReceiptCode(bytes: Array(0..<32)))
        let json = try JSONEncoder().encode([code])
        #expect(try JSONDecoder().decode([ReceiptCode].self, from: json) == [code])
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode([ReceiptCode].self, from: Data(#"["000g-40R4-0M30-E209-185G"]"#.utf8))
        }
    }

    @Test("a password travels with the file's step and no other, and only the register's word counts")
    func event() throws {
        let party = try Party()
        let signed = try StatusEvent(
            submission: party.id, step: .fileReady, at: Self.now, password: party.sealed
        ).signed(key: party.register.key, certificate: party.register.certificate, at: Self.now)
        let event = try StatusEvent.verify(signed, signers: party.signers, register: party.number)
        #expect(event.password?.bytes == party.sealed)
        let early = try StatusEvent(
            submission: party.id, step: .controlled, at: Self.now, password: party.sealed
        ).signed(key: party.register.key, certificate: party.register.certificate, at: Self.now)
        #expect(throws: SubmissionFault(.unreadableDocument)) {
            try StatusEvent.verify(early, signers: party.signers, register: party.number)
        }
        #expect(throws: SubmissionFault(.signerOtherOrganisation)) {
            try StatusEvent.verify(
                signed, signers: party.signers, register: SyntheticOrganisations.northMunicipality.number)
        }
    }

    @Test("I-081 a sealed password opens for its own submission and key, and only when it can be one")
    func password() throws {
        let party = try Party()
        let key = party.register.key
        #expect(try ArchivePasswordSeal.open(party.sealed, of: party.id, key: key) == Party.password)
        let other = try #require(SubmissionID(random: SecureRandom.bytes(16)))
        #expect(throws: SubmissionFault(.passwordNotOpened)) {
            try ArchivePasswordSeal.open(party.sealed, of: other, key: key)
        }
        for wrong in ["short", "with a blank in it", String(repeating: "x", count: 201), "ææææææææææææææææ"] {
            // A 2048-bit key takes 190 octets.
            guard
                let sealed = try? key.publicKey.encryptOAEP(
                    Array(wrong.utf8), label: ArchivePasswordSeal.label(of: party.id))
            else { continue }
            #expect(throws: SubmissionFault(.passwordNotOpened), "\(wrong)") {
                try ArchivePasswordSeal.open(sealed, of: party.id, key: key)
            }
        }
    }

    @Test("I-085 a change of contact is the trustee's alone, numbered from 1, and of people who can be reached")
    func change() throws {
        let party = try Party()
        func signed(_ number: Int, _ email: String, deputy: String? = nil) throws -> [UInt8] {
            try ContactChange(
                submission: party.id, manifest: ContentHash(of: [1]), number: number, contact: Party.contact(email),
                deputy: deputy.map(Party.contact), changedAt: Self.now, proof: .code
            ).signed(key: party.register.key, certificate: party.register.certificate, at: Self.now)
        }
        func verify(_ document: [UInt8]) throws -> ContactChange {
            try ContactChange.verify(document, signers: party.signers, trustee: party.number)
        }
        #expect(try verify(signed(1, "ny@nordbygda.kommune.example")).deputy == nil)
        #expect(try verify(signed(9, "ny@a.example", deputy: "to@a.example")).deputy?.email == "to@a.example")
        #expect(throws: SubmissionFault(.impossibleSequence)) { try verify(signed(0, "ny@a.example")) }
        #expect(throws: SubmissionFault(.contactAddress)) { try verify(signed(1, "ny")) }
        #expect(throws: SubmissionFault(.contactAddress)) { try verify(signed(1, "ny@a.example", deputy: "x")) }
        #expect(throws: SubmissionFault(.signerOtherOrganisation)) {
            try ContactChange.verify(
                signed(1, "ny@a.example"), signers: party.signers,
                trustee: SyntheticOrganisations.northMunicipality.number)
        }
    }

    /// One organisation with its certificate, which stands for either party.
    private struct Party {
        static let password = Array("correct-horse-battery".utf8)
        let id = SubmissionID(random: SecureRandom.bytes(16))!
        let number = SyntheticOrganisations.hospital.number
        let register: SyntheticAuthority.Identity
        let signers: SignerVerification
        let sealed: [UInt8]

        init() throws {
            let authority = try SyntheticAuthority(name: "Prøve", now: now)
            register = try authority.issue(SyntheticOrganisations.hospital, purpose: .signing, now: now)
            signers = SignerVerification(
                trust: authority.trustStore, revocation: RevocationLists(required: false), now: now)
            sealed = try register.key.publicKey.encryptOAEP(
                Self.password, label: ArchivePasswordSeal.label(of: id))
        }

        static func contact(_ email: String) -> Contact {
            Contact(name: "Kari Ås", email: email, phone: "68 05 00 00", role: "IPLOS-kontakt")
        }
    }
}

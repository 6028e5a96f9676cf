import Foundation
import Identifiers
import OsloCalendar
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("Contact and deputy after sending")
struct ContactBookTests {
    private static let new = Contact(
        name: "Ola Øy", email: "ola@nordbygda.kommune.example", phone: "68 05 00 01", role: "IPLOS-kontakt")
    private static let deputy = Contact(
        name: "Eva Å", email: "eva@nordbygda.kommune.example", phone: "68 05 00 02", role: "Stedfortreder")

    private struct Sent {
        let stage: Stage
        let store: TrusteeStore
        let sealed: SealedByMunicipality
        let code: String
        var book: ContactBook { ContactBook(store: store) }

        init(_ stage: Stage) async throws {
            self.stage = stage
            store = try await stage.filled()
            sealed = try SealedByMunicipality(SyntheticNumbers.digits(4), stage)
            guard case .received(let receipt) = try await sealed.send(to: stage.intake(store)) else { throw Crash() }
            code = try #require(try stage.signers.open(receipt, as: SubmissionReceipt.self).document.code).text
        }

        func change(
            to contact: Contact = ContactBookTests.new, deputy: Contact? = nil, _ way: Admission.Way,
            code: String? = nil, at seconds: TimeInterval = 0
        ) async throws -> Result<SubmissionContacts, SenderRefusal> {
            try await book.change(
                sealed.id, to: contact, deputy: deputy, by: Stage.admission(way: way), code: code,
                now: Stage.now + seconds)
        }

        /// Brings it to the register.
        func delivered() async throws {
            let vault = try await store.vault(for: Stage.register)
            _ = try await stage.pseudonymisation(store, vault).run(sealed.id, now: Stage.now)
            try await store.delivered(sealed.id, at: Stage.now)
            try await vault.close()
        }
    }

    @Test("I-085 a contact is changed by certificate, or by PIN with the receipt's code, and never by PIN alone")
    func proofs() async throws {
        let sent = try await Sent(try Stage())
        #expect(try await sent.change(.pin) == .failure(.proofNeeded))
        #expect(try await sent.change(.pin, code: "0000-0000-0000-0000-0000") == .failure(.codeRefused))
        let changed = SubmissionContacts(
            submission: sent.sealed.id, contact: Self.new, deputy: nil, number: 1, changedAt: Stage.now)
        #expect(try await sent.change(.pin, code: sent.code, at: 0.4) == .success(changed))
        // The same once more, as after a broken connection, is the same change.
        #expect(try await sent.change(.pin, code: sent.code, at: 800) == .success(changed))
        #expect(try await sent.change(to: Self.deputy, .pin, code: sent.code, at: 800) == .failure(.codeRefused))
        #expect(try await sent.change(.pin, code: sent.code, at: 901) == .failure(.codeRefused))
        guard case .success(let again) = try await sent.change(deputy: Self.deputy, .certificate, at: 902) else {
            throw Crash()
        }
        #expect(again.number == 2)
        #expect(again.deputy == Self.deputy)
        let foreign = try await sent.book.change(
            sent.sealed.id, to: Self.new, deputy: nil, by: Stage.admission(Stage.south, way: .certificate), code: nil,
            now: Stage.now)
        #expect(foreign == .failure(.unknownSubmission))
    }

    @Test("a code opens the password once and changes the contact once: one does not use up the other")
    func purposes() async throws {
        let sent = try await Sent(try Stage())
        guard case .success = try await sent.change(.pin, code: sent.code) else { throw Crash() }
        let password = try await ArchivePasswords(store: sent.store).show(
            sent.sealed.id, to: Stage.admission(), code: sent.code, now: Stage.now + 5_000)
        #expect(password == .failure(.passwordNotYet))
    }

    @Test("names and numbers of people are shown by certificate alone; the status hides the address")
    func shown() async throws {
        let sent = try await Sent(try Stage())
        let byPIN = try await sent.book.contacts(of: sent.sealed.id, for: Stage.admission(), now: Stage.now)
        #expect(byPIN == .failure(.proofNeeded))
        let shown = try await sent.book.contacts(
            of: sent.sealed.id, for: Stage.admission(way: .certificate), now: Stage.now
        ).get()
        #expect(shown.contact.name == "Kari Ås")
        #expect((shown.number, shown.changedAt == nil) == (0, true))
        let status = try await sent.store.status(
            of: sent.sealed.id, for: Stage.admission(), now: Stage.now, round: .morning)
        #expect(status?.maskedAddress == "i…@nordbygda.kommune.example")
        _ = try await sent.change(.certificate)
        let later = try await sent.store.status(
            of: sent.sealed.id, for: Stage.admission(), now: Stage.now, round: .morning)
        #expect(later?.maskedAddress == "o…@nordbygda.kommune.example")
    }

    @Test("I-016 a contact that cannot be one, and a submission that has not arrived or was refused, change nothing")
    func refused() async throws {
        let stage = try Stage()
        let sent = try await Sent(stage)
        let bad = Contact(name: "Ola", email: "ola", phone: "68 05 00 01", role: "r")
        #expect(try await sent.change(to: bad, .certificate) == .failure(.contact(.contactAddress)))
        let nameless = Contact(name: "", email: "o@a.example", phone: "68 05 00 01", role: "r")
        let failed = try await sent.change(deputy: nameless, .pin, code: sent.code)
        #expect(failed == .failure(.contact(.contactIncomplete)))
        // The code was not used up.
        guard case .success = try await sent.change(.pin, code: sent.code) else { throw Crash() }

        let begun = try SealedByMunicipality(
            SyntheticNumbers.digits(2), stage, SealedByMunicipality.Wish(sequence: 2))
        _ = try await stage.intake(sent.store).begin(
            begun.manifest, by: Stage.admission(), revocation: Stage.noLists, now: Stage.now)
        let early = try await sent.book.change(
            begun.id, to: Self.new, deputy: nil, by: Stage.admission(way: .certificate), code: nil, now: Stage.now)
        #expect(early == .failure(.notArrived))
    }

    @Test("the register is told once it has the submission, signed by the trustee, in order, until it has said so")
    func delivered() async throws {
        let stage = try Stage()
        let sent = try await Sent(stage)
        _ = try await sent.change(.pin, code: sent.code)
        _ = try await sent.change(deputy: Self.deputy, .certificate, at: 60)
        let signer = stage.trusteeSigner
        #expect(try await sent.store.contactsToDeliver(signer: signer, now: Stage.now).isEmpty)
        try await sent.delivered()
        let waiting = try await sent.store.contactsToDeliver(signer: signer, now: Stage.now + 90)
        #expect(waiting.map(\.number) == [1, 2])
        let changes = try waiting.map {
            try ContactChange.verify(
                $0.signed, signers: stage.signers, trustee: SyntheticOrganisations.hospital.number)
        }
        #expect(changes.map(\.proof) == [.code, .certificate])
        #expect(changes.map(\.manifest) == Array(repeating: ContentHash(of: sent.sealed.manifest), count: 2))
        #expect(changes.last?.deputy == Self.deputy)
        // After a crash before the answer the same octets go again.
        let again = try await sent.store.contactsToDeliver(signer: signer, now: Stage.now + 500)
        #expect(again.map(\.signed) == waiting.map(\.signed))
        for delivery in waiting { try await sent.store.contactDelivered(delivery, at: Stage.now + 600) }
        #expect(try await sent.store.contactsToDeliver(signer: signer, now: Stage.now + 700).isEmpty)
        #expect(try await sent.store.verifyAudit().openIntents == [])
    }

    @Test("changes are in the audit chain, and no name, address or number of anybody in a file in clear")
    func canary() async throws {
        let stage = try Stage()
        let sent = try await Sent(stage)
        _ = try await sent.change(deputy: Self.deputy, .pin, code: sent.code)
        try await sent.delivered()
        _ = try await sent.store.contactsToDeliver(signer: stage.trusteeSigner, now: Stage.now)
        for text in [Self.new.email, Self.new.name, Self.deputy.phone, "iplos@nordbygda", sent.code] {
            #expect(PasswordTests.files(holding: Array(text.utf8), below: stage.directory) == [], "\(text)")
        }
        // A control: what may be read is found.
        #expect(PasswordTests.files(holding: Array("contact.changed".utf8), below: stage.directory) != [])
    }
}

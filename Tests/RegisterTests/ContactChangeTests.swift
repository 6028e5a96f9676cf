import Certificates
import Cryptography
import Foundation
import Identifiers
import OsloCalendar
import Register
import SealedSubmission
import TestSupport
import Testing

@Suite("Contact changed after sending, and the password for the send module")
struct ContactChangeTests {
    private static let old = "iplos@nordbygda.kommune.example"
    private static let new = "ny@nordbygda.kommune.example"

    let scene: Scene
    let sent = SentMails()

    init() throws { scene = try Scene() }

    private func at(_ day: Int, _ hour: Int) -> Date {
        OsloTime.instant(of: CivilDate(year: 2017, month: 1, day: day)!, hour: hour)
    }

    private func change(
        _ delivery: Delivery, _ number: Int = 1, to email: String = Self.new, manifest: ContentHash? = nil
    ) -> ContactChange {
        ContactChange(
            submission: delivery.id, manifest: manifest ?? ContentHash(of: delivery.manifest), number: number,
            contact: Contact(name: "Ola Øy", email: email, phone: "68 05 00 01", role: "IPLOS-kontakt"), deputy: nil,
            changedAt: scene.now, proof: .code)
    }

    private func run(at now: Date) async throws {
        try await Mailer(store: scene.store, settings: scene.mailSettings, send: sent.send).runOnce(now: now)
    }

    @Test("I-085 the receipt that has not gone goes to the new contact; old and new are told once, over a restart too")
    func receipt() async throws {
        let delivery = try scene.delivery()
        try scene.send(delivery, now: at(11, 9))
        #expect(try scene.store.apply(change(delivery), now: at(11, 10)))
        #expect(try scene.store.contacts(of: delivery.id).contact.email == Self.new)
        try await run(at: at(11, 10))
        #expect(sent.all.map(\.kind) == [.contactChanged, .contactChanged])
        #expect(sent.all.map(\.to) == [Self.old, Self.new])
        // Neither is told the other's whole address, nor a name.
        #expect(sent.all.allSatisfy { $0.plain.contains("n…@nordbygda.kommune.example") })
        #expect(sent.all.allSatisfy { !$0.plain.contains(Self.new) && !$0.plain.contains("Ola") })
        try scene.restart()
        #expect(try scene.store.apply(change(delivery), now: at(11, 11)) == false)
        try await run(at: at(12, 8))
        #expect(sent.all.map(\.to) == [Self.old, Self.new, Self.new])
        #expect(sent.all.last?.kind == .receipt)
    }

    @Test("a receipt that has gone is not sent again, and one address alone gets one mail")
    func afterReceipt() async throws {
        let delivery = try scene.delivery()
        try scene.send(delivery, now: at(11, 9))
        try await run(at: at(12, 8))
        #expect(try scene.store.apply(change(delivery, to: Self.old.uppercased()), now: at(12, 9)))
        try await run(at: at(12, 9))
        try await run(at: at(13, 8))
        #expect(sent.all.map(\.kind) == [.receipt, .contactChanged])
    }

    @Test("an older change, another manifest's and an unknown submission's change nothing")
    func refused() throws {
        let delivery = try scene.delivery()
        #expect(throws: RegisterError.unknown) { try scene.store.apply(change(delivery), now: scene.now) }
        try scene.send(delivery)
        #expect(throws: SubmissionFault(.contactOfOtherSubmission)) {
            try scene.store.apply(change(delivery, manifest: ContentHash(of: [1])), now: scene.now)
        }
        #expect(try scene.store.contacts(of: delivery.id).contact.email == Self.old)
        #expect(try scene.store.apply(change(delivery, 2, to: "to@a.example"), now: scene.now))
        #expect(try scene.store.apply(change(delivery, 1, to: "en@a.example"), now: scene.now) == false)
        #expect(try scene.store.contacts(of: delivery.id).contact.email == "to@a.example")
        #expect(try scene.store.verifyAudit().brokenAt == nil)
    }

    @Test("no address of a change stands in the register's files in clear")
    func canary() async throws {
        let delivery = try scene.delivery()
        try scene.send(delivery)
        _ = try scene.store.apply(change(delivery), now: scene.now)
        try await run(at: scene.now)
        for name in try FileManager.default.subpathsOfDirectory(atPath: scene.dataDirectory) {
            let data = FileManager.default.contents(atPath: "\(scene.dataDirectory)/\(name)") ?? Data()
            #expect(data.range(of: Data(Self.new.utf8)) == nil, "\(name)")
        }
    }

    @Test(
        "I-081 the step of the ready file, and no other, brings the password sealed to the trustee, the same each time")
    func password() throws {
        let delivery = try scene.delivery()
        try scene.sendAndControl(delivery)
        try scene.release(delivery.id)
        try scene.store.archivePushed(of: delivery.id, at: scene.now)
        let signers = SignerVerification(
            trust: scene.authority.trustStore, revocation: .init(required: false), now: scene.now)
        let events = try scene.store.statusEvents(signer: scene.signer, now: scene.now)
        let read = try events.map {
            try StatusEvent.verify($0.signed, signers: signers, register: scene.register.organisation.number)
        }
        #expect(read.filter { $0.password != nil }.map(\.step) == [.fileReady])
        let sealed = try #require(read.compactMap(\.password).first)
        let archive = try #require(try scene.store.archive(of: delivery.id))
        #expect(sealed.bytes == archive.passwordForTrustee)
        let opened = try ArchivePasswordSeal.open(
            sealed.bytes, of: delivery.id, key: scene.trustee.encryption.key)
        let theirs = try scene.returnKey.decryptOAEP(
            archive.passwordForMunicipality, label: ArchivePasswordSeal.label(of: delivery.id))
        #expect(opened == theirs)
        try scene.restart()
        #expect(try scene.store.statusEvents(signer: scene.signer, now: scene.now + 60) == events)
    }
}

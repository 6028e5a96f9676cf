import Archive
import Certificates
import Cryptography
import Foundation
import Identifiers
import OsloCalendar
import Register
import SealedSubmission
import TestSupport
import Testing

@Suite("Feedback")
struct FeedbackTests {
    let scene: Scene

    init() throws { scene = try Scene() }

    private func password(_ sealed: [UInt8], _ key: PrivateKey, _ id: SubmissionID) throws -> ArchivePassword {
        let text = String(decoding: try key.decryptOAEP(sealed, label: Feedback.passwordLabel(of: id)), as: UTF8.self)
        return try #require(ArchivePassword(typed: text))
    }

    @Test("I-040 the archive opens with the password that municipality and trustee can both unseal")
    func opens() throws {
        let delivery = try scene.delivery()
        try scene.sendAndControl(delivery)
        let files = try scene.store.feedbackFiles(of: delivery.id)
        #expect(try scene.release(delivery.id).state == .released)
        let archive = try #require(try scene.store.archive(of: delivery.id))
        let own = try password(archive.passwordForMunicipality, scene.returnKey, delivery.id)
        #expect(try password(archive.passwordForTrustee, scene.trustee.encryption.key, delivery.id) == own)
        let opened = try ArchiveReader.open(archive.archive, password: own)
        for file in files { #expect(opened.bytes(of: file.name) == file.bytes) }
        #expect(archive.sha256 == SHA256.digest(archive.archive))
        #expect(archive.fileName == "9901-00_2016_ordinary-1.zip")
    }

    @Test("I-045 a password sealed for one submission does not open as another's")
    func bound() throws {
        let delivery = try scene.delivery()
        try scene.sendAndControl(delivery)
        try scene.release(delivery.id)
        let archive = try #require(try scene.store.archive(of: delivery.id))
        let other = DeliveryPlan { $0.seed = 77 }.id
        #expect(throws: CryptographyError.notAuthentic) {
            try password(archive.passwordForMunicipality, scene.returnKey, other)
        }
    }

    @Test("T-117 every delivery has a password of its own, tests too")
    func unique() throws {
        var passwords: [[UInt8]] = []
        for (seed, kind) in [(UInt8(1), SubmissionKind.ordinary), (2, .correction), (3, .test)] {
            let delivery = try scene.delivery(
                DeliveryPlan {
                    $0.seed = seed
                    $0.kind = kind
                })
            try scene.sendAndControl(delivery)
            try scene.release(delivery.id)
            let archive = try #require(try scene.store.archive(of: delivery.id))
            passwords.append(try password(archive.passwordForMunicipality, scene.returnKey, delivery.id).bytes.bytes)
        }
        #expect(Set(passwords).count == 3)
    }

    @Test("I-042 ordinary ones wait for the day of feedback, tests do not, and early release is possible")
    func schedule() throws {
        let ordinary = try scene.delivery()
        let test = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.kind = .test
            })
        for delivery in [ordinary, test] { try scene.sendAndControl(delivery) }
        let feedback = Feedback(store: scene.store, trust: scene.trust)
        #expect(try feedback.runOnce(now: scene.now) == [test.id])
        let day = OsloTime.instant(of: CivilDate(year: 2017, month: 2, day: 6)!)
        #expect(try feedback.runOnce(now: day - 1) == [])
        #expect(try feedback.runOnce(now: day) == [ordinary.id])
        let early = try scene.delivery(
            DeliveryPlan {
                $0.seed = 3
                $0.sequence = 2
            })
        try scene.sendAndControl(early)
        #expect(try scene.release(early.id).state == .released)
    }

    @Test("a test behind many that wait for their day is released all the same")
    func starvation() throws {
        for number in 1...101 {
            let delivery = try scene.delivery(
                DeliveryPlan {
                    $0.seed = UInt8(number)
                    $0.sequence = number
                    $0.persons = [InventedPerson(1)]
                    $0.kind = number == 101 ? .test : .ordinary
                })
            try scene.sendAndControl(delivery)
        }
        let released = try Feedback(store: scene.store, trust: scene.trust).runOnce(now: scene.now)
        #expect(released == [DeliveryPlan { $0.seed = 101 }.id])
    }

    @Test("one that cannot be released holds up none behind it, and is released when it can be")
    func held() throws {
        let ids = try (1...2).map { number in
            let delivery = try scene.delivery(
                DeliveryPlan {
                    $0.seed = UInt8(number)
                    $0.sequence = number
                    $0.kind = .test
                })
            try scene.sendAndControl(delivery)
            return delivery.id
        }
        let whole = scene.trust
        let keyless = RegisterTrust(
            trust: whole.trust, revocation: whole.revocation, trustee: whole.trustee, register: whole.register,
            minimumClientVersion: whole.minimumClientVersion, encryption: whole.encryption, trusteeKeys: [])
        var held: [SubmissionID] = []
        let none = try Feedback(store: scene.store, trust: keyless).runOnce(now: scene.now) { id, fault in
            #expect(fault.code == .otherKey)
            held.append(id)
        }
        #expect(none == [] && Set(held) == Set(ids))
        let all = try Feedback(store: scene.store, trust: whole).runOnce(now: scene.now)
        #expect(Set(all) == Set(ids))
    }

    @Test("a submission that is not controlled is not released, and one that is released stays as it is")
    func states() throws {
        let delivery = try scene.delivery()
        try scene.send(delivery)
        #expect(throws: RegisterError.wrongState) { try scene.release(delivery.id) }
        try scene.join(delivery.id)
        #expect(throws: RegisterError.wrongState) { try scene.release(delivery.id) }
        try scene.control(delivery.id)
        try scene.release(delivery.id)
        let archive = try scene.store.archive(of: delivery.id)
        try scene.release(delivery.id, now: scene.now + 60)
        #expect(try scene.store.archive(of: delivery.id) == archive)
    }

    @Test("I-045 feedback is given anew: the same lists under another password, to be pushed and told of again")
    func renewed() throws {
        let delivery = try scene.delivery()
        try scene.sendAndControl(delivery)
        let feedback = Feedback(store: scene.store, trust: scene.trust)
        #expect(throws: RegisterError.wrongState) {
            try feedback.renew(delivery.id, now: scene.now, makeID: UUID.init)
        }
        #expect(throws: RegisterError.unknown) {
            try feedback.renew(DeliveryPlan { $0.seed = 9 }.id, now: scene.now, makeID: UUID.init)
        }
        try scene.release(delivery.id)
        let first = try #require(try scene.store.archive(of: delivery.id))
        try scene.store.archivePushed(of: delivery.id, at: scene.now)
        let before = try scene.store.statusEvents(signer: scene.signer, now: scene.now)
        try scene.store.statusEventsTaken(before, now: scene.now)
        #expect(try feedback.renew(delivery.id, now: scene.now + 60, makeID: UUID.init) == 2)
        let second = try #require(try scene.store.archive(of: delivery.id))
        #expect(second.number == 2 && second.fileName == "9901-00_2016_ordinary-1_2.zip")
        let passwords = try [first, second].map {
            try password($0.passwordForMunicipality, scene.returnKey, delivery.id)
        }
        #expect(passwords[0] != passwords[1])
        #expect(try password(second.passwordForTrustee, scene.trustee.encryption.key, delivery.id) == passwords[1])
        let opened = try ArchiveReader.open(second.archive, password: passwords[1])
        for file in try scene.store.feedbackFiles(of: delivery.id) {
            #expect(opened.bytes(of: file.name) == file.bytes)
        }
        #expect(throws: (any Error).self) { try ArchiveReader.open(second.archive, password: passwords[0]) }
        // A push of the first that comes to its end late does not count for the second.
        #expect(try scene.store.archivesToPush() == [delivery.id])
        try scene.store.archivePushed(of: delivery.id, at: scene.now + 61)
        #expect(try scene.store.archivesToPush() == [delivery.id])
        try scene.store.archivePushed(of: delivery.id, number: 2, at: scene.now + 62)
        #expect(try scene.store.archivesToPush() == [])
        let after = try scene.store.statusEvents(signer: scene.signer, now: scene.now + 63)
        let signers = SignerVerification(
            trust: scene.trust.trust, revocation: scene.trust.revocation, now: scene.now + 63)
        let events = try after.map { try signers.open($0.signed, as: StatusEvent.self).document }
        #expect(events.map(\.step) == [.fileReady] && events.first?.password?.bytes == second.passwordForTrustee)
        #expect(events.first?.at == scene.now + 62)
    }

    @Test("the municipality's numbers are gone after the release, unless they are to stay")
    func localNumbers() throws {
        let delivery = try scene.delivery()
        try scene.sendAndControl(delivery)
        #expect(try scene.rows("SELECT * FROM local_numbers").count == 3)
        try scene.release(delivery.id)
        #expect(try scene.rows("SELECT * FROM local_numbers").isEmpty)
        let second = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.sequence = 2
            })
        try scene.sendAndControl(second)
        _ = try Feedback(store: scene.store, trust: scene.trust, keepsLocalNumbers: true)
            .release(second.id, now: scene.now)
        #expect(try scene.rows("SELECT * FROM local_numbers").count == 3)
    }

    @Test("I-082 each step is signed once by the register and tells nothing of the content")
    func statusEvents() async throws {
        let delivery = try scene.delivery()
        try scene.sendAndControl(delivery)
        try scene.release(delivery.id)
        #expect(try scene.store.archivesToPush() == [delivery.id])
        try scene.store.archivePushed(of: delivery.id, at: scene.now)
        #expect(try scene.store.archivesToPush().isEmpty)
        let at = Int64(scene.now.timeIntervalSince1970 * 1_000_000)
        let text = "1 \(at) fileFetched 9901-00 \(delivery.id)"
        let digest = SHA256.digest([UInt8](repeating: 0, count: 32) + Array(text.utf8))
        try scene.store.take([
            EventAtPortal(
                key: 1, at: at, kind: "fileFetched", unit: "9901-00", file: delivery.id.text,
                digest: Hexadecimal.encode(digest))
        ])
        let events = try scene.store.statusEvents(signer: scene.signer, now: scene.now)
        let signers = SignerVerification(
            trust: scene.authority.trustStore, revocation: .init(required: false), now: scene.now)
        let steps = try events.map {
            try StatusEvent.verify($0.signed, signers: signers, register: scene.register.organisation.number).step
        }
        #expect(steps == [.received, .controlled, .fileReady, .fetched])
        #expect(try scene.store.statusEvents(signer: scene.signer, now: scene.now + 9) == events)
        // One that the trustee refuses holds up none of those after it.
        let rest = try scene.store.statusEvents(signer: scene.signer, now: scene.now, after: events[1].key, limit: 1)
        #expect(rest == [events[2]])
        try scene.store.statusEventsTaken(events, now: scene.now)
        #expect(try scene.store.statusEvents(signer: scene.signer, now: scene.now).isEmpty)
        #expect(try scene.store.verifyAudit().openIntents.isEmpty)
    }
}

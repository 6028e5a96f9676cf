import Cryptography
import Foundation
import Identifiers
import Keys
import Register
import SealedSubmission
import TestSupport
import Testing

@Suite("What a copy of the data directory shows (T-123, T-132)")
struct CanaryTests {
    /// The forms in which something may have been left behind.
    private func forms(_ bytes: [UInt8]) -> [Data] {
        let hexadecimal = Hexadecimal.encode(bytes)
        return [
            Data(bytes), Data(hexadecimal.utf8), Data(hexadecimal.uppercased().utf8),
            Data(Base64.encode(bytes).utf8.prefix(20)),
        ]
    }

    private func files(below directory: String, holding needles: [Data]) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        #expect(!names.isEmpty)
        return names.filter { name in
            guard let data = FileManager.default.contents(atPath: "\(directory)/\(name)") else { return false }
            return needles.contains { data.range(of: $0) != nil }
        }
    }

    private func planted() -> [InventedPerson] {
        (1...3).map { number in
            InventedPerson(number + 7_700_100) {
                $0.who = number
                $0.diagnosis = "Z7\(number)"
            }
        }
    }

    @Test("T-132 neither link, pseudonym, local number, contact nor diagnosis stands in clear in any file, at any step")
    func nothingInClear() async throws {
        let scene = try Scene()
        let persons = planted()
        let needles =
            persons.flatMap { forms(InventedPerson.pseudonym($0.who).bytes) + forms($0.link.bytes) }
            + persons.map { Data("\($0.local)".utf8) }
            + ["Z71", "Kari", "iplos@nordbygda"].map { Data($0.utf8) }
        let delivery = try scene.delivery(DeliveryPlan { $0.persons = persons })
        func check(_ step: String) throws {
            #expect(try files(below: scene.dataDirectory, holding: needles) == [], "\(step)")
        }
        try scene.send(delivery)
        try check("received")
        try scene.join(delivery.id)
        try check("joined")
        try scene.control(delivery.id)
        try check("controlled")
        try scene.release(delivery.id)
        try scene.store.archivePushed(of: delivery.id, at: scene.now)
        try check("released")
        let sent = SentMails()
        try await Mailer(store: scene.store, settings: scene.mailSettings, send: sent.send)
            .runOnce(now: scene.now + 86_400)
        #expect(sent.all.count == 2)
        try check("told")
        // The search itself finds what is there in clear.
        #expect(try files(below: scene.dataDirectory, holding: [Data(delivery.id.text.utf8)]) != [])
    }

    @Test("T-123 an identity number in a wrong place is refused, and is nowhere afterwards")
    func identity() throws {
        let scene = try Scene()
        let number = SyntheticPerson.number(1).identityNumber
        let delivery = try scene.delivery(
            DeliveryPlan {
                $0.content = { $0.replacingOccurrences(of: "<peAlder>", with: "<peFnr>\(number)</peFnr><peAlder>") }
            })
        try scene.send(delivery)
        #expect(try scene.join(delivery.id).refusal == "unknownElements")
        #expect(PlantedNumber(number).files(below: scene.dataDirectory) == [])
    }

    @Test("the mails, which leave the house, hold no local number, diagnosis or password")
    func mails() async throws {
        let scene = try Scene()
        let delivery = try scene.delivery(DeliveryPlan { $0.persons = planted() })
        try scene.sendAndControl(delivery)
        try scene.release(delivery.id)
        try scene.store.archivePushed(of: delivery.id, at: scene.now)
        let sent = SentMails()
        try await Mailer(store: scene.store, settings: scene.mailSettings, send: sent.send)
            .runOnce(now: scene.now + 86_400)
        let archive = try #require(try scene.store.archive(of: delivery.id))
        let password = try scene.returnKey.decryptOAEP(
            archive.passwordForMunicipality, label: Feedback.passwordLabel(of: delivery.id))
        let words = ["7700101", "Z71", String(decoding: password, as: UTF8.self)]
        for mail in sent.all {
            #expect(!words.contains { (mail.subject + mail.plain + mail.html).contains($0) })
        }
    }

    @Test("I-033 what stands for a person differs from the trustee's pseudonym and from another register's")
    func ownDerivative() throws {
        let (first, second) = (try Scene(), try Scene())
        for scene in [first, second] {
            try scene.send(scene.delivery())
            try scene.join(DeliveryPlan().id)
        }
        let pseudonyms = Set((1...3).map { Data(InventedPerson.pseudonym($0).bytes) })
        #expect(try first.persons().isDisjoint(with: second.persons()))
        #expect(try first.persons().isDisjoint(with: pseudonyms))
        #expect(try first.personCount() == 3)
    }

    @Test("another master key does not open the directory")
    func otherMasterKey() throws {
        let scene = try Scene()
        try scene.store.close()
        #expect(throws: RegisterError.otherMasterKey) {
            try RegisterStore(
                directory: scene.dataDirectory, masterKey: .init(bytes: [UInt8](repeating: 8, count: 32)))
        }
    }
}

import Foundation
import Identifiers
import OsloCalendar
import Register
import SealedSubmission
import Synchronization
import Testing

/// A mail server that remembers what it was given.
final class SentMails: Sendable {
    private let mails = Mutex<[RegisterMail]>([])
    private let answers: Mutex<[MailAnswer]>

    /// - Parameter answers: to the first mails; the others are accepted.
    init(_ answers: [MailAnswer] = []) { self.answers = Mutex(answers) }

    var all: [RegisterMail] { mails.withLock { $0 } }

    var send: MailSending {
        { mail in
            self.mails.withLock { $0.append(mail) }
            return self.answers.withLock { $0.isEmpty ? .accepted : $0.removeFirst() }
        }
    }
}

@Suite("Receipts (I-036, I-038, I-080)")
struct ReceiptTests {
    let scene: Scene
    let sent = SentMails()

    init() throws { scene = try Scene() }

    private func at(_ day: Int, _ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> Date {
        OsloTime.instant(of: CivilDate(year: 2017, month: 1, day: day)!, hour: hour, minute: minute)
            + Double(second)
    }

    private func mailer(_ sent: SentMails? = nil, faults: FaultPoints = .none) -> Mailer {
        Mailer(store: scene.store, settings: scene.mailSettings, faults: faults, send: (sent ?? self.sent).send)
    }

    @discardableResult
    private func send(
        _ seed: UInt8, at now: Date, _ change: (inout DeliveryPlan) -> Void = { _ in }
    ) throws -> SubmissionID {
        var plan = DeliveryPlan()
        plan.seed = seed
        plan.sequence = Int(seed)
        change(&plan)
        let delivery = try scene.delivery(plan)
        #expect(try scene.send(delivery, now: now) == .received(delivery.id))
        return delivery.id
    }

    @Test("T-125 what arrives at 07:59:59 is in today's mail, and at 08:00:00 in tomorrow's")
    func boundary() async throws {
        let before = try send(1, at: at(11, 7, 59, 59))
        let after = try send(2, at: at(11, 8, 0, 0))
        let mailer = mailer()
        try await mailer.runOnce(now: at(11, 7, 59, 59))
        #expect(sent.all.isEmpty)
        try await mailer.runOnce(now: at(11, 8))
        #expect(sent.all.map(\.kind) == [.receipt])
        #expect(sent.all[0].plain.contains(before.text) && !sent.all[0].plain.contains(after.text))
        #expect(sent.all[0].plain.contains("11.01.2017 kl. 07.59.59"))
        try await mailer.runOnce(now: at(12, 7, 59, 59))
        #expect(sent.all.count == 1)
        try await mailer.runOnce(now: at(12, 8))
        #expect(sent.all.count == 2 && sent.all[1].plain.contains(after.text))
    }

    @Test("I-080 one mail for each unit and contact, with all arrivals; the shared mailbox gets none")
    func grouping() async throws {
        let ids = [
            try send(1, at: at(11, 9)), try send(2, at: at(11, 10)),
            try send(3, at: at(11, 11)) { $0.email = "annen@nordbygda.kommune.example" },
            try send(4, at: at(11, 12)) {
                $0.municipality = "9902"
                $0.email = "iplos@sorvagen.kommune.example"
            },
        ]
        try await mailer().runOnce(now: at(12, 8))
        #expect(
            sent.all.map(\.to) == [
                "iplos@nordbygda.kommune.example", "annen@nordbygda.kommune.example", "iplos@sorvagen.kommune.example",
            ])
        #expect(sent.all[0].plain.contains(ids[0].text) && sent.all[0].plain.contains(ids[1].text))
        #expect(!sent.all[0].plain.contains(ids[2].text) && sent.all[1].plain.contains(ids[2].text))
        #expect(sent.all[0].plain.contains("postmottak@nordbygda.kommune.example"))
    }

    @Test("T-127 down at 08:00 means sent at once at the next start, and never twice")
    func downtime() async throws {
        try send(1, at: at(11, 9))
        try scene.restart()
        try await mailer().runOnce(now: at(12, 11, 17))
        #expect(sent.all.count == 1)
        try scene.restart()
        for minute in 18...30 { try await mailer().runOnce(now: at(12, 11, minute)) }
        try await mailer().runOnce(now: at(13, 8))
        #expect(sent.all.count == 1)
    }

    @Test("T-127 a crash before, during and after sending gives one Message-ID and the same words")
    func crash() async throws {
        struct Crash: Error {}
        try send(1, at: at(11, 9))
        for point in [FaultPoints.Point.receiptsWritten, .beforeSending, .afterSending] {
            let faults = FaultPoints { if $0 == point { throw Crash() } }
            await #expect(throws: Crash.self) { try await mailer(faults: faults).runOnce(now: at(12, 8)) }
            try scene.restart()
        }
        try await mailer().runOnce(now: at(12, 8, 1))
        try await mailer().runOnce(now: at(12, 8, 2))
        #expect(sent.all.count == 2)
        #expect(Set(sent.all.map(\.messageID)).count == 1)
        #expect(sent.all[0] == sent.all[1])
    }

    @Test("a clock set back over 08:00 sends no second mail for the round; what came meanwhile waits for the next")
    func clockSetBack() async throws {
        let first = try send(1, at: at(11, 9))
        try await mailer().runOnce(now: at(12, 8))
        // The clock is set back half an hour, and something arrives again before eight.
        let second = try send(2, at: at(12, 7, 45))
        try await mailer().runOnce(now: at(12, 8, 1))
        #expect(sent.all.count == 1 && sent.all[0].plain.contains(first.text))
        try await mailer().runOnce(now: at(13, 8))
        #expect(sent.all.count == 2 && sent.all[1].plain.contains(second.text))
    }

    @Test("T-125 over both changes of the clock each arrival is in the mail of its round")
    func summerTime() async throws {
        for (day, month, seed) in [(25, 3, UInt8(1)), (28, 10, 2)] {
            let evening = OsloTime.instant(of: CivilDate(year: 2017, month: month, day: day)!, hour: 22)
            let morning = OsloTime.instant(of: CivilDate(year: 2017, month: month, day: day + 1)!, hour: 8)
            let id = try send(seed, at: evening)
            try await mailer().runOnce(now: morning - 1)
            #expect(sent.all.count == Int(seed) - 1)
            try await mailer().runOnce(now: morning)
            #expect(sent.all.count == Int(seed) && sent.all.last?.plain.contains(id.text) == true)
        }
    }

    @Test("I-054 a deferred mail goes again with the same Message-ID, a refused one does not, and both show")
    func delivery() async throws {
        let server = SentMails([.deferred(code: 451), .refused(code: 550)])
        try send(1, at: at(11, 9))
        try send(2, at: at(11, 9)) { $0.email = "annen@nordbygda.kommune.example" }
        try await mailer(server).runOnce(now: at(12, 8))
        var states = try scene.store.mails(of: nil, settings: scene.mailSettings)
        #expect(states.map(\.state) == [.refused, .queued] && states.map(\.answer) == [550, 451])
        try await mailer(server).runOnce(now: at(12, 8) + 30)
        #expect(server.all.count == 2)
        try await mailer(server).runOnce(now: at(12, 8) + 61)
        #expect(server.all.count == 3 && server.all[2] == server.all[0])
        states = try scene.store.mails(of: Scene.unit("9901"), settings: scene.mailSettings)
        #expect(states.map(\.state) == [.refused, .accepted] && states.map(\.attempts) == [1, 2])
        let later = at(12, 9)
        #expect(try scene.store.undeliveredMails()[Scene.unit("9901")]?.map(\.code) == ["550"])
        #expect(try scene.store.mailReturned(server.all[0].messageID, status: "5.1.1", now: later))
        #expect(try scene.store.mailReturned(server.all[0].messageID, status: "5.2.2", now: later + 60))
        #expect(try scene.store.mails(of: nil, settings: scene.mailSettings).map(\.state) == [.refused, .bounced])
        #expect(try !scene.store.mailReturned("annen@register.example", status: nil, now: later))
        let undelivered = try #require(try scene.store.undeliveredMails()[Scene.unit("9901")])
        #expect(Set(undelivered.map(\.code)) == ["550", "5.1.1"])
        #expect(undelivered.allSatisfy { !$0.isSharedAddress && $0.kind == .receipt })
        // The newest to each address counts.
        try scene.store.repeatMail(server.all[0].messageID, settings: scene.mailSettings, by: "uid:1", now: later)
        try await mailer(server).runOnce(now: later)
        #expect(try scene.store.undeliveredMails()[Scene.unit("9901")]?.map(\.code) == ["550"])
    }

    @Test("a server that never answers is given up after five days")
    func givingUp() async throws {
        let server = SentMails(Array(repeating: .deferred(code: 0), count: 500))
        try send(1, at: at(11, 9))
        for hour in 0..<150 { try await mailer(server).runOnce(now: at(12, 8) + Double(hour) * 3_601) }
        #expect(try scene.store.mails(of: nil, settings: scene.mailSettings).map(\.state) == [.refused])
        #expect((100...130).contains(server.all.count))
    }

    @Test("a receipt for what could not be read says so")
    func refusedBefore() async throws {
        let bad = try send(1, at: at(11, 9)) { $0.headMunicipality = "9902" }
        try scene.join(bad)
        try send(2, at: at(11, 10))
        try await mailer().runOnce(now: at(12, 8))
        let receipt = try #require(sent.all.first { $0.kind == .receipt })
        let pieces = receipt.plain.components(separatedBy: "Status: ").dropFirst()
        #expect(pieces.map { $0.prefix(7) } == ["kunne i", "mottatt"])
    }

    @Test("I-037 who waits for a receipt is listed until a server has taken it")
    func waiting() async throws {
        let id = try send(1, at: at(11, 9))
        #expect(try scene.store.submissionsWithoutReceipt(now: at(12, 7)) == [])
        #expect(try scene.store.submissionsWithoutReceipt(now: at(12, 8)) == [id])
        try await mailer(SentMails([.deferred(code: 451)])).runOnce(now: at(12, 8))
        #expect(try scene.store.submissionsWithoutReceipt(now: at(12, 8)) == [id])
        try await mailer().runOnce(now: at(12, 9))
        #expect(try scene.store.submissionsWithoutReceipt(now: at(12, 9)) == [])
    }

    @Test("I-085 a contact that was changed before the round gets the receipt")
    func changedContact() async throws {
        let id = try send(1, at: at(11, 9))
        let contact = Contact(
            name: "Ola Nes", email: "ny@nordbygda.kommune.example", phone: "68 05 00 02", role: "IPLOS-kontakt")
        try scene.store.changeContacts(of: id, to: Contacts(contact: contact, deputy: nil), now: scene.now)
        try await mailer().runOnce(now: at(12, 8))
        #expect(sent.all.map(\.to) == ["ny@nordbygda.kommune.example"])
        #expect(try scene.store.contacts(of: id).contact == contact)
    }

    @Test("a mail that is sent again on request is a new mail with the same words")
    func repeated() async throws {
        try send(1, at: at(11, 9))
        try await mailer().runOnce(now: at(12, 8))
        try scene.store.repeatMail(
            sent.all[0].messageID, settings: scene.mailSettings, by: "uid:1", now: at(12, 9))
        try await mailer().runOnce(now: at(12, 9))
        #expect(sent.all.count == 2 && sent.all[0].plain == sent.all[1].plain)
        // A receipt is the contact's, whatever address the municipality has.
        #expect(sent.all[0].messageID != sent.all[1].messageID && sent.all[0].to == sent.all[1].to)
        #expect(throws: RegisterError.unknown) {
            try scene.store.repeatMail(
                "annen@register.example", settings: scene.mailSettings, by: "uid:1", now: at(12, 9))
        }
    }
}

import Foundation
import Identifiers
import OsloCalendar
import Register
import SealedSubmission
import Synchronization
import Testing

@Suite("Crashes (T-127)")
struct CrashTests {
    private struct Crash: Error {}

    /// Throws at one point the first time it is passed, and remembers whether it was.
    private final class OneCrash: Sendable {
        private let isDone = Mutex(false)
        var hasHappened: Bool { isDone.withLock { $0 } }

        func faults(at point: FaultPoints.Point) -> FaultPoints {
            FaultPoints { passed in
                let crashes = self.isDone.withLock { done in
                    guard passed == point, !done else { return false }
                    done = true
                    return true
                }
                if crashes { throw Crash() }
            }
        }
    }

    /// The whole way of one submission; after each crash the process begins anew and goes on as its loop does.
    private func wholeWay(crashingAt point: FaultPoints.Point?) async throws -> (Scene, SubmissionID, SentMails) {
        let scene = try Scene()
        let sent = SentMails()
        let crash = OneCrash()
        let faults = point.map { crash.faults(at: $0) } ?? .none
        // Enough persons for two batches.
        let delivery = try scene.delivery(
            DeliveryPlan {
                $0.persons = (1...230).map { number in InventedPerson(number) { $0.age = 20 + number % 70 } }
                $0.personsPerPart = 230
            })
        for _ in 1...3 {
            do {
                try scene.send(delivery, faults: faults)
                try scene.join(delivery.id, faults: faults)
                try scene.control(delivery.id, faults: faults)
                try scene.release(delivery.id, faults: faults)
                try scene.store.archivePushed(of: delivery.id, at: scene.now)
                let mailer = Mailer(
                    store: scene.store, settings: scene.mailSettings, faults: faults, send: sent.send)
                try await mailer.runOnce(now: scene.now + 86_400)
                break
            } catch is Crash {
                try scene.restart()
            }
        }
        #expect(point == nil || crash.hasHappened)
        return (scene, delivery.id, sent)
    }

    @Test("T-127 a crash at any step gives the same lists, one archive, and one Message-ID for each mail")
    func everyStep() async throws {
        let calm = try await wholeWay(crashingAt: nil)
        for point in FaultPoints.Point.allCases where point != .beforeRekeyed {
            try await compare(calm, wholeWay(crashingAt: point), point)
        }
    }

    private func compare(
        _ calm: (Scene, SubmissionID, SentMails), _ crashed: (Scene, SubmissionID, SentMails),
        _ point: FaultPoints.Point
    ) async throws {
        let (calm, id, calmMails) = calm
        let (scene, _, mails) = crashed
        #expect(try scene.store.feedbackFiles(of: id) == calm.store.feedbackFiles(of: id), "\(point)")
        #expect(try scene.store.submission(id) == calm.store.submission(id))
        #expect(try scene.rows("SELECT * FROM archives").count == 1)
        #expect(try scene.rows("SELECT * FROM records").count == 230)
        let words = { (mails: SentMails) in Set(mails.all.map { [$0.subject, $0.plain, $0.to] }) }
        #expect(words(mails) == words(calmMails))
        #expect(Set(mails.all.map(\.messageID)).count == 2)
        #expect(try scene.store.verifyAudit().brokenAt == nil)
        // What could join the submission again is gone in the end.
        let spool = try FileManager.default.contentsOfDirectory(atPath: scene.dataDirectory + "/spool")
        let keys = try FileManager.default.contentsOfDirectory(atPath: scene.dataDirectory + "/join-keys")
        #expect(spool.isEmpty && keys.isEmpty)
    }

    @Test("T-078 a second process does not get the data directory")
    func locked() throws {
        let scene = try Scene()
        #expect(throws: RegisterError.locked) {
            try RegisterStore(directory: scene.dataDirectory, masterKey: scene.masterKey)
        }
    }
}

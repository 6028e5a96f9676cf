import Cryptography
import Foundation
import Identifiers
import OsloCalendar
import Register
import SealedSubmission
import TestSupport
import Testing

@Suite("Intake")
struct IntakeTests {
    let scene: Scene

    init() throws { scene = try Scene() }

    @Test("a whole delivery is received, with its arrival, counts and label")
    func received() throws {
        let delivery = try scene.delivery()
        #expect(try scene.send(delivery) == .received(delivery.id))
        let submission = try #require(try scene.store.submission(delivery.id))
        #expect(submission.state == .received && submission.label == .ordinary && submission.persons == 3)
        #expect(submission.arrivedAt == scene.now && submission.unit == Scene.unit("9901"))
    }

    @Test("parts that are missing are named, and come in any order and twice")
    func partsInAnyOrder() throws {
        let delivery = try scene.delivery()
        let begun = try scene.intake.begin(
            manifest: delivery.manifest, statement: delivery.statement, now: scene.now)
        #expect(begun == .wanted([PartName(.content, 1), PartName(.content, 2), PartName(.map, 1)]))
        for part in delivery.parts.reversed() {
            _ = try scene.intake.add(part.fileName, part.bytes, to: delivery.id, now: scene.now)
            _ = try scene.intake.add(part.fileName, part.bytes, to: delivery.id, now: scene.now)
            try scene.restart()
        }
        #expect(try scene.intake.complete(delivery.id, now: scene.now) == .received(delivery.id))
    }

    @Test("the end before the last part receives nothing and says what is wanted")
    func incomplete() throws {
        let delivery = try scene.delivery()
        _ = try scene.intake.begin(manifest: delivery.manifest, statement: delivery.statement, now: scene.now)
        let first = delivery.parts[0]
        _ = try scene.intake.add(first.fileName, first.bytes, to: delivery.id, now: scene.now)
        let answer = try scene.intake.complete(delivery.id, now: scene.now)
        #expect(answer == .wanted([PartName(.content, 2), PartName(.map, 1)]))
        #expect(try scene.store.submission(delivery.id) == nil)
    }

    @Test("the same delivery again is known and changes nothing, whatever step it is repeated from")
    func idempotent() throws {
        let delivery = try scene.delivery()
        try scene.send(delivery)
        let before = try scene.store.submission(delivery.id)
        #expect(try scene.send(delivery, now: scene.now + 60) == .known(delivery.id))
        #expect(try scene.intake.complete(delivery.id, now: scene.now + 60) == .known(delivery.id))
        let part = delivery.parts[0]
        #expect(
            try scene.intake.add(part.fileName, part.bytes, to: delivery.id, now: scene.now) == .known(delivery.id))
        #expect(try scene.store.submission(delivery.id) == before)
        #expect(try scene.store.submissions(of: Scene.unit("9901"), year: 2016).count == 1)
    }

    @Test("another manifest under the same id is refused, before and after the first is received")
    func otherManifest() throws {
        let first = try scene.delivery()
        let other = try scene.delivery(DeliveryPlan { $0.sequence = 2 })
        _ = try scene.intake.begin(manifest: first.manifest, statement: first.statement, now: scene.now)
        #expect(try scene.send(other) == .refused(.otherManifest))
        try scene.send(first)
        #expect(try scene.send(other) == .refused(.otherManifest))
    }

    @Test("a second submission with the same number is refused, and one of another kind is not")
    func sequence() throws {
        try scene.send(scene.delivery())
        #expect(try scene.send(scene.delivery(DeliveryPlan { $0.seed = 2 })) == .refused(.sequenceTaken))
        let test = try scene.delivery(
            DeliveryPlan {
                $0.seed = 3
                $0.kind = .test
            })
        #expect(try scene.send(test) == .received(test.id))
    }

    @Test("I-083 a unit that is not known, and one with another organisation number, are refused")
    func units() throws {
        let unknown = try scene.delivery(DeliveryPlan { $0.municipality = "9903" })
        #expect(try scene.send(unknown) == .refused(.unknownUnit))
        try scene.store.keep(
            Scene.municipality("9903", scene.south.organisation, mailbox: "postmottak@sorvagen.kommune.example"))
        #expect(try scene.send(unknown) == .refused(.otherOrganisation))
    }

    @Test("T-118 a part that is cut, altered, another's or a stranger's is refused by name")
    func parts() throws {
        let delivery = try scene.delivery()
        let other = try scene.delivery(
            DeliveryPlan {
                $0.seed = 9
                $0.sequence = 9
            })
        _ = try scene.intake.begin(manifest: delivery.manifest, statement: delivery.statement, now: scene.now)
        let (first, second) = (delivery.parts[0], delivery.parts[1])
        var altered = first.bytes
        altered[altered.count / 2] ^= 1
        let cases: [(SubmissionFault.Code, [UInt8])] = [
            (.partTruncated, Array(first.bytes.dropLast())), (.partReordered, second.bytes),
            (.partOfOtherRole, delivery.parts[2].bytes),
        ]
        for (code, bytes) in cases {
            let answer = try scene.intake.add(first.fileName, bytes, to: delivery.id, now: scene.now)
            #expect(answer == .refused(.fault(SubmissionFault(code, part: PartName(.content, 1)))))
        }
        for bytes in [altered, other.parts[0].bytes] {
            let answer = try scene.intake.add(first.fileName, bytes, to: delivery.id, now: scene.now)
            guard case .refused(.fault(let fault)) = answer else {
                Issue.record("taken")
                continue
            }
            #expect([.partAltered, .partTruncated].contains(fault.code))
        }
        for name in ["identity-0001.p7m", "content-0003.p7m", "../../lock", "manifest.p7s"] {
            let answer = try scene.intake.add(name, first.bytes, to: delivery.id, now: scene.now)
            guard case .refused(.fault(let fault)) = answer else {
                Issue.record("taken")
                continue
            }
            #expect(fault.code == .partUnknown)
        }
        #expect(
            try scene.intake.add("content-0001.p7m", first.bytes, to: other.id, now: scene.now)
                == .refused(.notBegun))
    }

    @Test("a map of a stranger, of another submission and of another generation are refused by name")
    func maps() throws {
        let plan = DeliveryPlan()
        let delivery = try scene.delivery(plan)
        let manifest = try scene.verified(delivery.manifest)
        let forged = try scene.map(for: manifest, plan, signedBy: scene.north.signing)
        let foreign = try scene.delivery(DeliveryPlan { $0.seed = 5 })
        let later = try scene.map(for: manifest, DeliveryPlan { $0.generation = 2 })
        let cases: [(SubmissionFault.Code, [UInt8])] = [
            (.signerOtherOrganisation, forged.statement), (.mapOfOtherSubmission, foreign.statement),
            (.mapOtherGeneration, later.statement),
        ]
        for (code, statement) in cases {
            let answer = try scene.intake.begin(manifest: delivery.manifest, statement: statement, now: scene.now)
            #expect(answer == .refused(.fault(SubmissionFault(code))))
        }
    }

    @Test("T-118 a map with a repeated link is refused when it is opened")
    func repeatedLink() throws {
        let delivery = try scene.delivery(DeliveryPlan { $0.mapped = { [$0[0], $0[1], $0[1]] } })
        #expect(try scene.send(delivery) == .refused(.fault(SubmissionFault(.mapLinkRepeated))))
        #expect(try scene.store.submission(delivery.id) == nil)
    }

    @Test("I-034 an arrival is never before an earlier one, though the clock was set back")
    func monotonic() throws {
        let first = try scene.delivery()
        let second = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.sequence = 2
            })
        try scene.send(first)
        try scene.send(second, now: scene.now - 3_600)
        #expect(try scene.store.submission(second.id)?.arrivedAt == scene.now)
    }

    @Test("I-004 what arrives after the last day is late, or a correction of what came before")
    func labels() throws {
        let late = scene.now + 10 * 86_400
        let first = try scene.delivery()
        try scene.send(first, now: late)
        #expect(try scene.store.submission(first.id)?.label == .late)
        try scene.join(first.id)
        let second = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.sequence = 2
            })
        try scene.send(second, now: late)
        #expect(try scene.store.submission(second.id)?.label == .correction)
    }

    @Test("a delivery that was begun and left is taken away, and may begin anew; one that goes on stays")
    func abandoned() throws {
        let delivery = try scene.delivery()
        _ = try scene.intake.begin(manifest: delivery.manifest, statement: delivery.statement, now: scene.now)
        #expect(try scene.store.removeAbandonedDeliveries(untouchedSince: Date() - 3_600) == 0)
        #expect(try scene.store.removeAbandonedDeliveries(untouchedSince: Date() + 3_600) == 1)
        #expect(try scene.intake.complete(delivery.id, now: scene.now) == .refused(.notBegun))
        #expect(try scene.send(delivery) == .received(delivery.id))
        #expect(try scene.store.removeAbandonedDeliveries(untouchedSince: Date() + 3_600) == 0)
        #expect(try scene.join(delivery.id).state == .joined)
    }

    @Test("every refusal is in the audit chain")
    func audited() throws {
        let before = try scene.store.verifyAudit().records
        #expect(try scene.send(scene.delivery(DeliveryPlan { $0.municipality = "9903" })) == .refused(.unknownUnit))
        let verdict = try scene.store.verifyAudit()
        #expect(verdict.records == before + 1 && verdict.brokenAt == nil)
    }
}

import Cryptography
import Foundation
import Identifiers
import Register
import SealedSubmission
import TestSupport
import Testing

@Suite("Rekey")
struct RekeyTests {
    let scene: Scene

    init() throws { scene = try Scene() }

    private func rekey(_ persons: [Int], from old: Int = 1, to new: Int = 2) throws -> (
        statement: [UInt8], parts: [SealedPart]
    ) {
        let box = PartBox()
        let change = RekeySealer.Change(
            id: SubmissionID(random: [UInt8](repeating: 200, count: 16))!, register: scene.register.organisation.number,
            oldGeneration: old, newGeneration: new)
        var sealer = RekeySealer(change, recipient: scene.register.encryption.certificate, partSize: 64) {
            box.parts.append($0)
        }
        let entries = persons.map {
            RekeyEntry(old: InventedPerson.pseudonym($0), new: InventedPerson.pseudonym($0 + 1_000))
        }
        for entry in entries.sorted(by: { $0.old < $1.old }) { try sealer.append(entry) }
        let statement = try sealer.finish(at: scene.now)
        return (
            try statement.signed(
                key: scene.trustee.signing.key, certificate: scene.trustee.signing.certificate, at: scene.now),
            box.parts
        )
    }

    private func apply(
        _ map: (statement: [UInt8], parts: [SealedPart]), swapped: Bool = false, faults: FaultPoints = .none
    ) throws -> Rekey.Outcome {
        let pair = scene.trust.encryption[0]
        return try Rekey(store: scene.store, trust: scene.trust, faults: faults).run(
            statement: map.statement, key: pair, now: scene.now
        ) { entry in map.parts.first { ($0.entry == entry) != swapped }!.bytes }
    }

    @Test("after the change the same person is still one person, and the old generation is refused")
    func applied() throws {
        try scene.send(scene.delivery())
        try scene.join(DeliveryPlan().id)
        #expect(try apply(rekey([1, 2, 3])) == .applied(persons: 3))
        #expect(try scene.store.generation() == 2)
        // A person under the new pseudonym, twice: found as a double only where the derivative is the same one.
        let next = try scene.delivery(
            DeliveryPlan {
                $0.seed = 2
                $0.sequence = 2
                $0.generation = 2
                $0.persons = [1_001, 1_002, 1_003].map { InventedPerson($0) }
            })
        try scene.send(next)
        try scene.join(next.id)
        #expect(try scene.personCount() == 3)
        let old = try scene.delivery(
            DeliveryPlan {
                $0.seed = 3
                $0.sequence = 3
            })
        #expect(try scene.send(old) == .refused(.fault(SubmissionFault(.mapOtherGeneration))))
    }

    @Test("a map that lacks a person, of another generation or altered changes nothing")
    func refused() throws {
        try scene.send(scene.delivery())
        try scene.join(DeliveryPlan().id)
        let before = try scene.persons()
        #expect(try apply(rekey([1, 2])) == .refused(.personMissing))
        #expect(try apply(rekey([1, 2, 3], from: 2, to: 3)) == .refused(.fault(SubmissionFault(.mapOtherGeneration))))
        let map = try rekey([1, 2, 3])
        guard case .refused(.fault) = try apply(map, swapped: true) else {
            Issue.record("swapped parts were taken")
            return
        }
        #expect(try scene.persons() == before)
        #expect(try scene.store.generation() == 1)
    }

    @Test("a submission that waits to be joined holds the change up")
    func waiting() throws {
        try scene.send(scene.delivery())
        #expect(try apply(rekey([1, 2, 3])) == .refused(.submissionsWaiting))
        try scene.join(DeliveryPlan().id)
        #expect(try apply(rekey([1, 2, 3])) == .applied(persons: 3))
    }

    @Test("T-127 a crash before the commit leaves the old, and the change can be made again")
    func crash() throws {
        struct Crash: Error {}
        try scene.send(scene.delivery())
        try scene.join(DeliveryPlan().id)
        let before = try scene.persons()
        #expect(throws: Crash.self) {
            try apply(rekey([1, 2, 3]), faults: FaultPoints { if $0 == .beforeRekeyed { throw Crash() } })
        }
        try scene.restart()
        #expect(try scene.persons() == before)
        #expect(try apply(rekey([1, 2, 3])) == .applied(persons: 3))
        #expect(try scene.persons().isDisjoint(with: before))
    }
}

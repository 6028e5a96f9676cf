import Foundation
import Identifiers
import OsloCalendar
import Register
import SealedSubmission
import Testing

@Suite("Resubmission (T-128)")
struct ResubmissionTests {
    let scene: Scene
    private let unit = Scene.unit("9901")

    init() throws { scene = try Scene() }

    private func send(
        _ seed: UInt8, sequence: Int, kind: SubmissionKind = .ordinary, joined: Bool = true
    ) throws -> SubmissionID {
        let delivery = try scene.delivery(
            DeliveryPlan {
                $0.seed = seed
                $0.sequence = sequence
                $0.kind = kind
            })
        try scene.send(delivery)
        if joined { try scene.join(delivery.id) }
        return delivery.id
    }

    private var inForce: SubmissionID? {
        get throws { try scene.store.submissionInForce(of: unit, year: 2016)?.id }
    }

    @Test("T-128 the highest sequence counts in whatever order they come, and history is kept")
    func outOfOrder() throws {
        let third = try send(3, sequence: 3)
        #expect(try inForce == third)
        _ = try send(1, sequence: 1)
        _ = try send(2, sequence: 2)
        #expect(try inForce == third)
        let fourth = try send(4, sequence: 4)
        #expect(try inForce == fourth)
        #expect(try scene.store.submissions(of: unit, year: 2016).map(\.sequence) == [3, 1, 2, 4])
    }

    @Test("T-128 one that is not joined, or was refused, does not count yet")
    func notJoined() throws {
        let first = try send(1, sequence: 1)
        let second = try send(2, sequence: 2, joined: false)
        #expect(try inForce == first)
        try scene.join(second)
        #expect(try inForce == second)
    }

    @Test("I-030 a test never outranks, whatever its number")
    func tests() throws {
        _ = try send(1, sequence: 9, kind: .test)
        #expect(try inForce == nil)
        let ordinary = try send(2, sequence: 1)
        _ = try send(3, sequence: 10, kind: .test)
        #expect(try inForce == ordinary)
    }

    @Test("a correction counts before every ordinary one")
    func corrections() throws {
        let correction = try send(1, sequence: 1, kind: .correction)
        _ = try send(2, sequence: 5)
        #expect(try inForce == correction)
        let newer = try send(3, sequence: 2, kind: .correction)
        #expect(try inForce == newer)
    }

    @Test("the overview has every municipality, with what it sent and what counts")
    func overview() throws {
        _ = try send(1, sequence: 1, kind: .test)
        var all = try scene.store.overview(of: 2016)
        #expect(all.map(\.hasSent) == [false, false] && all[0].submissions.count == 1)
        let first = try send(2, sequence: 1)
        all = try scene.store.overview(of: 2016)
        #expect(all.map(\.hasSent) == [true, false] && all[0].inForce?.id == first && all[1].inForce == nil)
        #expect(try scene.store.seasons().map(\.yearReported) == [2016])
    }

    @Test("units do not mix")
    func units() throws {
        _ = try send(1, sequence: 1)
        #expect(try scene.store.submissionInForce(of: Scene.unit("9902"), year: 2016) == nil)
        #expect(try scene.store.submissionInForce(of: unit, year: 2015) == nil)
    }
}

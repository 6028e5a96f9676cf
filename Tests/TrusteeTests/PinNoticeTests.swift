import Foundation
import Identifiers
import SealedSubmission
import TestSupport
import Testing

@testable import Trustee

@Suite("Telling a municipality of wrong PINs")
struct PinNoticeTests {
    @Test("T-086 the municipality is told the first time, at 10, 50 and 100 wrong ones: few words, each once, signed")
    func notices() async throws {
        var policy = LoginPolicy()
        policy.freeTries = .max
        policy.wrongPerHour = .max
        let hall = try await PinLoginTests.Hall(policy: policy)
        func told(after seconds: TimeInterval = 0) async throws -> [Int] {
            let signer = hall.stage.trusteeSigner
            return try await hall.store.pinNoticesToDeliver(signer: signer, now: Stage.now + seconds).map {
                let notice = try PinNotice.verify(
                    $0.signed, signers: hall.stage.signers, trustee: SyntheticOrganisations.hospital.number)
                #expect(notice == $0.notice && notice.municipality == Stage.north.municipality && notice.most == 100)
                return notice.wrong
            }
        }
        // Neither a right one nor one of no municipality is a word for anybody.
        _ = try await hall.attempt()
        for _ in 1...12 { _ = try await hall.attempt("9999", pin: "1") }
        #expect(try await told() == [])
        var seen: [Int] = []
        for wrong in 1...101 {
            _ = try await hall.attempt(pin: "1")
            let now = try await told()
            if now.count > seen.count { #expect(now.last == wrong) }
            seen = now
            _ = wrong == 60 ? try await hall.attempt() : .refused
        }
        #expect(seen == [1, 10, 50, 100])
        let signer = hall.stage.trusteeSigner
        let first = try await hall.store.pinNoticesToDeliver(signer: signer, now: Stage.now)[0]
        #expect(try await hall.store.pinNoticesToDeliver(signer: signer, now: Stage.now + 9)[0].signed == first.signed)
        try await hall.store.pinNoticeDelivered(first.notice, at: Stage.now)
        #expect(try await told() == [10, 50, 100])
    }
}

import Cryptography
import Foundation
import Testing

@testable import Web

@Suite("How often passwords may be guessed")
struct ThrottleTests {
    let start = Date(timeIntervalSince1970: 1_800_000_000)
    let device = LinkToken(String(repeating: "0a", count: LinkToken.octets))!.digest

    @Test("T-086 back-off from try 5, at most 20 guesses an hour")
    func backOff() {
        let throttle = ThrottleSubject()
        var admitted: [Int] = []
        for second in 0..<7200 where throttle.isAdmitted("a@b.example", now: start + Double(second)) {
            admitted.append(second)
        }
        #expect(admitted.prefix(7) == [0, 1, 2, 3, 4, 34, 94])
        #expect(admitted.count { $0 < 3600 } <= 20)
        #expect(admitted.count { $0 >= 3600 } <= 5)
    }

    @Test("many tries at the same moment gain nothing")
    func parallel() {
        let throttle = ThrottleSubject()
        let admitted = (0..<1000).count { _ in throttle.isAdmitted("a@b.example", now: start) }
        #expect(admitted == 5)
    }

    @Test("T-086, T-088 strangers cannot keep out a browser that is known, and wait at most 15 minutes")
    func rightUser() {
        let throttle = ThrottleSubject()
        for second in 0..<36_000 { _ = throttle.admit("a@b.example", now: start + Double(second)) }
        let now = start + 36_000
        guard case .wait(let until) = throttle.admit("a@b.example", now: now) else {
            Issue.record("a stranger is let in")
            return
        }
        #expect(until <= now + 900)
        guard case .go(let ticket) = throttle.admit("a@b.example", device: device, now: now) else {
            Issue.record("the right user is kept out")
            return
        }
        throttle.succeeded(ticket)
        // A known browser is no way around either.
        let tries = (0..<100).count { _ in throttle.isAdmitted("a@b.example", device: device, now: now) }
        #expect(tries == 5)
    }

    @Test("T-087 strangers to all accounts together are limited, with an alarm; known browsers are not")
    func spray() {
        let throttle = ThrottleSubject()
        let admitted = (0..<5000).count { throttle.isAdmitted("user\($0)@b.example", now: start) }
        #expect(admitted == 300 && throttle.throttle.isUnderAttack)
        #expect(throttle.isAdmitted("a@b.example", device: device, now: start))
        var later = 0
        for second in 0..<3600
        where throttle.isAdmitted("x\(second)@b.example", now: start + Double(second)) {
            later += 1
        }
        #expect((590...601).contains(later))
        #expect(throttle.isAdmitted("a@c.example", now: start + 7200) && !throttle.throttle.isUnderAttack)
    }

    @Test("a right password begins anew, and so does a day without tries; a try of ours that failed does not count")
    func forgetting() {
        let throttle = ThrottleSubject()
        for _ in 0..<5 { _ = throttle.admit("a@b.example", now: start) }
        #expect(!throttle.isAdmitted("a@b.example", now: start))
        guard case .go(let ticket) = throttle.admit("A@B.example ", now: start + 30) else {
            Issue.record("not admitted after the wait")
            return
        }
        throttle.succeeded(ticket)
        #expect(throttle.isAdmitted("a@b.example", now: start + 30))
        for _ in 0..<1000 {
            guard case .go(let ticket) = throttle.admit("c@b.example", now: start) else {
                Issue.record("an abandoned try counts")
                return
            }
            throttle.abandoned(ticket)
        }
        let other = ThrottleSubject()
        for second in 0..<90_000 { _ = other.admit("a@b.example", now: start + Double(second)) }
        let calm = start + 90_000 + 86_400
        #expect((0..<10).count { _ in other.isAdmitted("a@b.example", now: calm) } == 5)
    }

    @Test("it keeps no names, a bounded number of counts, and goes on after a restart")
    func kept() throws {
        var limits = LogInThrottle.Limits()
        limits.counts = 100
        limits.all = 1e9
        let throttle = ThrottleSubject(LogInThrottle(limits))
        for number in 0..<1000 { _ = throttle.admit("hemmelig\(number)", now: start + Double(number)) }
        for _ in 0..<5 { _ = throttle.admit("last", now: start + 1000) }
        let written = try JSONEncoder().encode(throttle.throttle)
        #expect(written.count < 30_000 && !String(decoding: written, as: UTF8.self).contains("hemmelig"))
        let restored = ThrottleSubject(try JSONDecoder().decode(LogInThrottle.self, from: written))
        #expect(!restored.isAdmitted("last", now: start + 1000))
    }
}

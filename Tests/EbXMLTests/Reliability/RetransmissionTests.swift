import EbXML
import Foundation
import Testing

@Suite("M-108 a message without receipt is sent again, then given up (HIS 1037 5.2)")
struct RetransmissionTests {
    private let start = Date(timeIntervalSince1970: 1_000_000)
    private let hour = 3_600.0

    private func moment(_ hours: Double) -> Date { start.addingTimeInterval(hours * hour) }

    @Test("By the national template: 4 times more, 12 hours apart, given up 12 hours after the last")
    func template() {
        var state = Retransmission(policy: .template, firstSent: start, sendings: 1)
        for resend in 1...4 {
            let due = moment(Double(resend) * 12)
            #expect(state.step(at: due.addingTimeInterval(-1)) == .wait(until: due))
            #expect(state.step(at: due) == .resendNow)
            state = state.sentAgain(at: due)
        }
        #expect(state.sendings == 5)
        #expect(state.step(at: moment(59.9)) == .wait(until: moment(60)))
        #expect(state.step(at: moment(60)) == .giveUp(at: moment(60)))
        #expect(state.step(at: moment(1_000)) == .giveUp(at: moment(60)))
    }

    @Test("An outage of our own ends in one resend, not in a burst")
    func outage() {
        let state = Retransmission(policy: .template, firstSent: start, sendings: 1)
        #expect(state.step(at: moment(40)) == .resendNow)
        let later = state.sentAgain(at: moment(40))
        #expect(later.step(at: moment(40)) == .wait(until: moment(52)))
    }

    @Test("Nothing is sent after the end of persistence")
    func persistence() {
        let policy = RetransmissionPolicy(retries: 8, interval: 12 * hour, persistDuration: 96 * hour)
        let state = Retransmission(policy: policy, firstSent: start, lastSent: moment(90), sendings: 7)
        #expect(state.step(at: moment(95)) == .wait(until: moment(96)))
        #expect(state.step(at: moment(96)) == .giveUp(at: moment(96)))
        #expect(state.step(at: moment(103)) == .giveUp(at: moment(96)))
    }

    @Test("T-057 nothing is sent at or after the time to live")
    func timeToLive() {
        let state = Retransmission(policy: .template, firstSent: start, sendings: 1, timeToLive: moment(12))
        #expect(state.step(at: moment(11)) == .wait(until: moment(12)))
        #expect(state.step(at: moment(12)) == .giveUp(at: moment(12)))
        let dead = Retransmission(policy: .template, firstSent: start, sendings: 1, timeToLive: moment(-1))
        #expect(dead.step(at: start) == .giveUp(at: moment(-1)))
    }

    @Test("An agreement without retries waits one interval")
    func noRetries() {
        let policy = RetransmissionPolicy(retries: 0, interval: 2, persistDuration: 60)
        let state = Retransmission(policy: policy, firstSent: start, sendings: 1)
        #expect(state.step(at: start) == .wait(until: start.addingTimeInterval(2)))
        #expect(state.step(at: start.addingTimeInterval(2)) == .giveUp(at: start.addingTimeInterval(2)))
    }

    @Test("Values that would resend without pause are not taken")
    func floor() {
        let policy = RetransmissionPolicy(retries: -3, interval: 0, persistDuration: -1)
        #expect(policy == RetransmissionPolicy(retries: 0, interval: 1, persistDuration: 1))
    }

    @Test("Whatever the course, sendings never exceed the retries, lie an interval apart, and end in giving up")
    func anyCourse() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let policy = RetransmissionPolicy(
                retries: .random(in: 0...6, using: &random), interval: .random(in: 1...50, using: &random),
                persistDuration: .random(in: 1...300, using: &random))
            var state = Retransmission(policy: policy, firstSent: start, sendings: 1)
            var now = start
            var steps = 0
            loop: while true {
                steps += 1
                switch state.step(at: now) {
                case .wait(let until):
                    #expect(until > now)
                    now = until.addingTimeInterval(.random(in: 0...10, using: &random))
                case .resendNow:
                    #expect(now.timeIntervalSince(state.lastSent) >= policy.interval)
                    #expect(now.timeIntervalSince(start) < policy.persistDuration)
                    state = state.sentAgain(at: now)
                case .giveUp(let at):
                    #expect(at <= now)
                    break loop
                }
            }
            #expect(state.sendings <= policy.retries + 1)
            #expect(steps <= 2 * policy.retries + 4)
        }
    }
}

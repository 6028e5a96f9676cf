import Foundation
import OsloCalendar
import SealedSubmission
import Testing
import Texts

@testable import Trustee

@Suite("The timeline of a submission")
struct TimelineTests {
    /// 14 January 2017, 12:00 UTC; the next round is 07:00 UTC on the fifteenth.
    private static let round = Date(timeIntervalSince1970: 1_484_463_600)

    private func timeline(_ steps: [String: TimeInterval], _ state: SubmissionState = .delivered) -> Timeline {
        Timeline(
            state: state, sealedAt: Stage.now - 3_600, arrivedAt: state == .receiving ? nil : Stage.now,
            steps: steps.mapValues { Stage.now + $0 }, round: .morning)
    }

    private func line(_ entries: [TimelineEntry]) -> String {
        entries.map { "\($0.step.rawValue):\($0.state.rawValue)" }.joined(separator: " ")
    }

    @Test("I-037 all nine steps stand in order, what has come with its time, and the receipt with the hour it is due")
    func order() {
        let entries = timeline(["pseudonymised": 60, "register.received": 120, "register.controlled": 600])
            .entries(now: Stage.now + 700)
        #expect(
            line(entries)
                == "sealed:done sent:done pseudonymised:done received:done receipt:waiting controlled:done "
                + "fileReady:waiting noticeSent:waiting fetched:waiting")
        #expect(entries[0].at == Stage.now - 3_600)
        #expect(entries[3].at == Stage.now + 120)
        #expect(entries[4].by == Self.round)
        #expect(entries.filter { $0.by != nil }.count == 1)
    }

    @Test("I-037 the receipt is late from a quarter past the round, and no more once it has come")
    func late() {
        let waiting = timeline(["register.received": 120])
        #expect(waiting.entries(now: Self.round + 899)[4].state == .waiting)
        #expect(waiting.entries(now: Self.round + 900)[4].state == .late)
        let sent = timeline(["register.received": 120, "register.receiptSent": 68_500])
        #expect(sent.entries(now: Self.round + 9_000)[4].state == .done)
        #expect(sent.entries(now: Self.round + 9_000)[4].by == Self.round)
    }

    @Test("I-036 what reaches the register after the round is due in the one after, and not late before")
    func heldUp() {
        let entries = timeline(["register.received": 80_000]).entries(now: Self.round + 3_600)
        #expect(entries[4].state == .waiting)
        #expect(entries[4].by == Self.round + 86_400)
    }

    @Test("a refused submission ends where it was refused: at the trustee, or at the register with its receipt")
    func refused() {
        let here = timeline(["refused": 60], .refused).entries(now: Stage.now + 700)
        #expect(line(here) == "sealed:done sent:done pseudonymised:refused")
        #expect(here.last?.at == Stage.now + 60)
        let there = timeline(["pseudonymised": 1, "register.received": 2, "register.refused": 30])
            .entries(now: Stage.now + 700)
        #expect(
            line(there)
                == "sealed:done sent:done pseudonymised:done received:done receipt:waiting controlled:refused")
    }

    @Test("one whose parts are still coming has been sealed and no more")
    func receiving() {
        let entries = timeline([:], .receiving).entries(now: Stage.now)
        #expect(entries.map(\.state) == [.done] + Array(repeating: .waiting, count: 8))
        #expect(entries[4].by == nil)
    }
}

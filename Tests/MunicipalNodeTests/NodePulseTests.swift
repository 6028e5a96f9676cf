import Synchronization
import Testing

@testable import Delivery
@testable import MunicipalNode

@Suite("Signs of life")
struct NodePulseTests {
    private final class Time: Sendable {
        private let now = Mutex(Duration.zero)
        var value: Duration { now.withLock { $0 } }
        func pass(_ seconds: Int) { now.withLock { $0 += .seconds(seconds) } }
    }

    @Test("U-49 a loop that is silent for longer than its patience has stalled, and is alive again after a beat")
    func silence() {
        let time = Time()
        let pulse = NodePulse { time.value }
        let loop = pulse.loop("nord sending", patience: .seconds(60))
        #expect(pulse.stalled.isEmpty, "one that has not begun is not waited for")
        loop.beat()
        time.pass(60)
        #expect(pulse.stalled.isEmpty)
        time.pass(1)
        #expect(pulse.stalled == ["nord sending"])
        loop.beat()
        #expect(pulse.stalled.isEmpty)
        time.pass(100)
        loop.end()
        #expect(pulse.stalled.isEmpty, "one that has ended is not waited for")
    }

    @Test("U-49 a loop with a job in its hands is patient with the job, but not for ever")
    func job() {
        let time = Time()
        let pulse = NodePulse { time.value }
        let loop = pulse.loop("nord sending", patience: .seconds(60))
        loop.jobBegins()
        loop.jobBegins()
        loop.jobEnds()
        time.pass(3600)
        #expect(pulse.stalled.isEmpty)
        time.pass(1)
        #expect(pulse.stalled == ["nord sending"])
        loop.jobEnds()
        #expect(pulse.stalled.isEmpty)
        time.pass(61)
        #expect(pulse.stalled == ["nord sending"])
    }

    @Test(
        "U-49 T-064 a loop that cannot write the end of a job for lack of space goes on; once it is silent, it does not"
    )
    func fullDisk() {
        let time = Time()
        let pulse = NodePulse { time.value }
        let loop = pulse.loop("nord sending", patience: .seconds(60))
        loop.watch.begins()
        time.pass(3600)
        loop.watch.goesOn()
        time.pass(3600)
        #expect(pulse.stalled.isEmpty)
        time.pass(1)
        #expect(pulse.stalled == ["nord sending"])
        loop.watch.ends()
        #expect(pulse.stalled.isEmpty)
    }
}

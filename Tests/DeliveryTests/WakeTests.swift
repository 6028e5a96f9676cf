import Delivery
import Testing

@Suite struct WakeTests {
    @Test("a wake raised before it is awaited is not lost")
    func early() async {
        let wake = Wake()
        wake.raise()
        wake.raise()
        await wake.wait(atMost: .seconds(3600))
    }

    @Test("waiting ends when it is raised from elsewhere")
    func late() async {
        let wake = Wake()
        async let waiting: Void = wake.wait(atMost: .seconds(3600))
        wake.raise()
        await waiting
    }

    @Test("waiting ends when the task is cancelled")
    func cancelled() async {
        let wake = Wake()
        let task = Task { await wake.wait(atMost: .seconds(3600)) }
        task.cancel()
        await task.value
    }

    @Test("waiting ends by itself")
    func timesOut() async {
        await Wake().wait(atMost: .milliseconds(1))
    }
}

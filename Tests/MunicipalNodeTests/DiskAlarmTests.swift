import Logging
import Store
import Synchronization
import Testing

@testable import MunicipalNode

@Suite("The alarm of a full disk")
struct DiskAlarmTests {
    /// How many octets have room beside the reserve, and what was said.
    private final class Disk: Sendable {
        private let state = Mutex((room: 0, said: [String]()))

        var said: [String] { state.withLock { $0.said } }
        func leave(_ room: Int) { state.withLock { $0.room = room } }
        func has(_ octets: Int) -> Bool { state.withLock { $0.room > octets } }
        func say(_ words: String) { state.withLock { $0.said.append(words) } }
    }

    private struct Handler: LogHandler {
        let disk: Disk
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info
        subscript(metadataKey _: String) -> Logger.Metadata.Value? {
            get { nil }
            set {}
        }

        func log(event: LogEvent) { disk.say("\(event.message)") }
    }

    private static let again = "there is space on the disk again"
    private let disk = Disk()
    private let alarm: DiskAlarm

    init() {
        let disk = disk
        alarm = DiskAlarm(logger: Logger(label: "test") { _ in Handler(disk: disk) }) { disk.has($0) }
    }

    @Test("T-064 small writes that still succeed take nothing back: it is said once, and once that it is over")
    func flapping() {
        for _ in 1...3 {
            alarm.look(at: StoreError.full)
            alarm.hasWritten()
        }
        #expect(disk.said == ["disk-full"])
        disk.leave(1)
        alarm.lookAgain()
        #expect(disk.said == ["disk-full"], "only a write shows that writing succeeds again")
        for _ in 1...2 { alarm.hasWritten() }
        #expect(disk.said == ["disk-full", Self.again])
    }

    @Test("T-064 what is refused for the reserve's sake raises it, and it lasts until that would have room")
    func refused() {
        alarm.lookAgain()
        for _ in 1...2 { alarm.refused(octets: 50) }
        alarm.look(at: StoreError.full)
        #expect(disk.said == ["disk-full"])
        disk.leave(50)
        for _ in 1...2 {
            alarm.lookAgain()
            alarm.hasWritten()
        }
        #expect(disk.said == ["disk-full"])
        disk.leave(51)
        for _ in 1...2 { alarm.lookAgain() }
        #expect(disk.said == ["disk-full", Self.again])
        alarm.refused(octets: 60)
        #expect(disk.said == ["disk-full", Self.again, "disk-full"])
    }

    @Test("what is no want of space raises nothing")
    func other() {
        alarm.look(at: nil)
        alarm.look(at: StoreError.notDurable("fsync"))
        #expect(disk.said.isEmpty)
    }
}

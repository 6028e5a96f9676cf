import Foundation
import SQLiteAccess
import Testing

@Suite("How times are stored")
struct StoredTimeTests {
    @Test("a time comes back to the microsecond")
    func roundTrip() {
        let time = Date(timeIntervalSince1970: 1_767_225_600.123_456)
        #expect(time.microseconds == 1_767_225_600_123_456)
        #expect(Date(microseconds: time.microseconds).microseconds == time.microseconds)
    }

    @Test("a time that no number holds is taken as the last or first one", arguments: [Int64.max, .min])
    func extremes(microseconds: Int64) {
        #expect(Date(microseconds: microseconds).microseconds == microseconds)
        let sign: Double = microseconds > 0 ? 1 : -1
        #expect(Date(timeIntervalSince1970: sign * .infinity).microseconds == microseconds)
        #expect(Date(timeIntervalSince1970: sign * 1e300).microseconds == microseconds)
    }
}

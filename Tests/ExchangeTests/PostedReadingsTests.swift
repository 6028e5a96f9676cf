import EbXML
import Foundation
import Testing

@testable import Exchange

@Suite("Posted messages that have been read already")
struct PostedReadingsTests {
    private let mail = InboundMail.classify(Array("no mail".utf8))

    @Test("T-061 a reading is taken once, by its own id, and never by another") func once() {
        let readings = PostedReadings()
        let (one, other) = (UUID(), UUID())
        readings.keep(mail, of: one, size: 100)
        #expect(readings.take(other) == nil)
        #expect(readings.take(one) != nil)
        #expect(readings.take(one) == nil, "a second try reads what is stored")
    }

    @Test("T-071 only small ones are kept, and no more than a few") func bounded() {
        let readings = PostedReadings()
        let large = UUID()
        readings.keep(mail, of: large, size: 65_537)
        #expect(readings.take(large) == nil)
        let ids = (0..<40).map { _ in UUID() }
        for id in ids { readings.keep(mail, of: id, size: 65_536) }
        #expect(ids.filter { readings.take($0) != nil } == Array(ids.suffix(32)), "the oldest give way")
    }
}

import Foundation
import IplosContent
import Testing
import XML

@Suite struct DamagedExtractTests {
    /// SplitMix64: the same seed gives the same damage everywhere.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// What a reading came to, so that two can be compared.
    private static func outcome(_ extract: SampleExtract, pieces: Int) -> String {
        do {
            let reading = try SampleReading(extract, pieces: pieces)
            let findings = reading.findings.map { "\($0.control.rawValue) \($0.line) \($0.found) \($0.message.en)" }
            return "\(findings) \(reading.counts?.persons ?? -1) \(reading.fault?.description ?? "")"
        } catch {
            return error is XMLError ? "no XML" : "unexpected \(error)"
        }
    }

    @Test("random damage is judged without a crash, and the same however the file is cut")
    func damage() {
        var random = Seeded(state: 11)
        let original = Array(SampleExtract(year: 2016).adding(person: 8).text.utf8)
        let pool = Array("0123456789<>/\"= ABab.-".utf8)
        var readable = 0
        for number in 0..<400 {
            var bytes = original
            for _ in 0...Int.random(in: 0..<2, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = pool[Int.random(in: 0..<pool.count, using: &random)]
                case 1: bytes.insert(pool[Int.random(in: 0..<10, using: &random)], at: place)
                default: bytes.remove(at: place)
                }
            }
            var extract = SampleExtract()
            extract.text = String(decoding: bytes, as: UTF8.self)
            let whole = Self.outcome(extract, pieces: bytes.count + 16)
            #expect(whole == Self.outcome(extract, pieces: 7), "\(number)")
            #expect(!whole.hasPrefix("unexpected"))
            if whole != "no XML" { readable += 1 }
        }
        #expect(readable > 40 && readable < 360)
    }

    @Test("digits at every place where a value stands never trap, however many")
    func numbers() throws {
        let original = SampleExtract(year: 2019).text
        // The head must stand, or no person is checked.
        let start = try #require(original.range(of: "<PERSON ")).lowerBound
        for digits in ["0", "64", "99", "99999999", "9999999999", String(repeating: "9", count: 40)] {
            var extract = SampleExtract()
            extract.text = String(original[..<start])
            var isInNumber = false
            for character in original[start...] {
                if character.isNumber, !isInNumber { extract.text += digits }
                if !character.isNumber { extract.text.append(character) }
                isInNumber = character.isNumber
            }
            let reading = try SampleReading(extract)
            #expect(reading.counts?.persons == 1 && !reading.findings.isEmpty)
        }
    }
}

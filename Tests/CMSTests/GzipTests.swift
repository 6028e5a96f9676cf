import CMS
import Cryptography
import Testing

@Suite("Gzip")
struct GzipTests {
    @Test("what is deflated inflates to the same bytes, of every size", arguments: [0, 1, 1000, 262_144, 700_000])
    func roundTrip(count: Int) throws {
        let bytes = SecureRandom.bytes(count)
        let packed = Gzip.deflate(bytes)
        #expect(Gzip.isGzip(packed))
        #expect(try Gzip.inflate(packed, limit: count) == bytes)
    }

    @Test("a bomb is refused at the limit, and one byte under its size")
    func bomb() throws {
        let bomb = Gzip.deflate([UInt8](repeating: 0, count: 20_000_000))
        #expect(bomb.count < 30_000)
        #expect(throws: Gzip.Failure.tooLarge) { try Gzip.inflate(bomb, limit: 1_000_000) }
        #expect(throws: Gzip.Failure.tooLarge) { try Gzip.inflate(bomb, limit: 19_999_999) }
        #expect(throws: Gzip.Failure.tooLarge) { try Gzip.inflate(bomb, limit: 0) }
    }

    @Test("members one after another are one content, and together under the limit")
    func members() throws {
        let packed = Gzip.deflate([1, 2]) + Gzip.deflate([3])
        #expect(try Gzip.inflate(packed, limit: 3) == [1, 2, 3])
        #expect(throws: Gzip.Failure.tooLarge) { try Gzip.inflate(packed, limit: 2) }
    }

    @Test("every cut and every changed byte after the header is refused or gives the same bytes")
    func damage() throws {
        let bytes = Array("melding melding melding melding".utf8)
        let packed = Gzip.deflate(bytes)
        for count in packed.indices {
            #expect(throws: Gzip.Failure.self) { try Gzip.inflate(Array(packed.prefix(count)), limit: 1000) }
        }
        for index in packed.indices {
            var changed = packed
            changed[index] ^= 0x55
            if let inflated = try? Gzip.inflate(changed, limit: 1000) { #expect(inflated == bytes) }
        }
        #expect(throws: Gzip.Failure.truncated) { try Gzip.inflate(packed + [0], limit: 1000) }
        #expect(throws: Gzip.Failure.damaged) { try Gzip.inflate(bytes, limit: 1000) }
    }
}

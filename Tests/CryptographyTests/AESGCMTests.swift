import Cryptography
import Testing

@Suite("AES-256-GCM")
struct AESGCMTests {
    private let key = [UInt8](repeating: 7, count: 32)
    private let context = Array("tenant/one".utf8)

    @Test("what is sealed opens again, of every length", arguments: [0, 1, 15, 16, 17, 4096])
    func roundTrip(count: Int) throws {
        let plaintext = SecureRandom.bytes(count)
        let sealed = try AESGCM.seal(plaintext, key: key, associated: context)
        #expect(sealed.count == count + AESGCM.overhead)
        #expect(try AESGCM.open(sealed, key: key, associated: context) == plaintext)
    }

    @Test("case 14 of the GCM specification's vectors opens")
    func known() throws {
        let sealed =
            [UInt8](repeating: 0, count: 12)
            + (Hexadecimal.decode("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919") ?? [])
        let zeros = [UInt8](repeating: 0, count: 32)
        #expect(try AESGCM.open(sealed, key: zeros, associated: []) == [UInt8](repeating: 0, count: 16))
    }

    @Test("T-040 every single changed bit is noticed")
    func tampering() throws {
        let sealed = try AESGCM.seal(Array("hemmelig".utf8), key: key, associated: context)
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << bit
                #expect(throws: CryptographyError.notAuthentic) {
                    try AESGCM.open(changed, key: key, associated: context)
                }
            }
        }
    }

    @Test("another key, another context and a cut are refused")
    func refusals() throws {
        let sealed = try AESGCM.seal([1, 2, 3], key: key, associated: context)
        var other = key
        other[0] ^= 1
        #expect(throws: CryptographyError.notAuthentic) { try AESGCM.open(sealed, key: other, associated: context) }
        #expect(throws: CryptographyError.notAuthentic) { try AESGCM.open(sealed, key: key, associated: []) }
        #expect(throws: CryptographyError.notAuthentic) {
            try AESGCM.open(Array(sealed.dropLast()), key: key, associated: context)
        }
        #expect(throws: CryptographyError.wrongLength) {
            try AESGCM.open(Array(sealed.prefix(27)), key: key, associated: context)
        }
        #expect(throws: CryptographyError.wrongLength) { try AESGCM.seal([], key: [1], associated: []) }
        #expect(throws: CryptographyError.wrongLength) { try AESGCM.open(sealed, key: [], associated: context) }
    }

    @Test("T-046 nonces do not repeat")
    func nonces() throws {
        let nonces = try (0..<2000).map { _ in Array(try AESGCM.seal([], key: key, associated: []).prefix(12)) }
        #expect(Set(nonces).count == nonces.count)
    }
}

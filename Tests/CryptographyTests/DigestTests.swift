import Cryptography
import Testing

@Suite("Digests and codes")
struct DigestTests {
    @Test("SHA-256 and SHA-1 of FIPS 180-4's short examples")
    func known() {
        let abc = Array("abc".utf8)
        #expect(
            Hexadecimal.encode(SHA256.digest(abc)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            Hexadecimal.encode(SHA256.digest([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(Hexadecimal.encode(SHA1.digest(abc)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(SHA256.digest(Array("xabcx".utf8)[1...3]) == SHA256.digest(abc))
    }

    @Test("HMAC-SHA-256 of RFC 4231 case 2, and nothing close to it")
    func code() {
        let key = Array("Jefe".utf8)
        let text = Array("what do ya want for nothing?".utf8)
        var code = HMACSHA256.authenticate(text, key: key)
        #expect(
            Hexadecimal.encode(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(HMACSHA256.isValid(code, for: text, key: key))
        code[31] ^= 1
        #expect(!HMACSHA256.isValid(code, for: text, key: key))
        #expect(!HMACSHA256.isValid(Array(code.prefix(16)), for: text, key: key))
    }

    @Test("hexadecimal digits both ways; anything else is refused")
    func hexadecimal() {
        #expect(Hexadecimal.encode([0, 255, 16]) == "00ff10")
        #expect(Hexadecimal.decode("00fF10") == [0, 255, 16])
        #expect(Hexadecimal.decode("") == [])
        for text in ["0", "0g", "0x00", "00 ff", "é0"] { #expect(Hexadecimal.decode(text) == nil) }
    }

    @Test("random bytes come in the length asked for and do not repeat")
    func random() {
        #expect(SecureRandom.bytes(0).isEmpty)
        #expect(Set((0..<200).map { _ in SecureRandom.bytes(16) }).count == 200)
    }

    @Test("secrets are compared whole")
    func comparison() {
        #expect(ConstantTime.areEqual([1, 2], [1, 2]))
        #expect(ConstantTime.areEqual([], []))
        #expect(!ConstantTime.areEqual([1, 2], [1, 3]))
        #expect(!ConstantTime.areEqual([1, 2], [1, 2, 3]))
    }

    @Test("a secret holds its bytes until it is let go, apart from the array it was made of")
    func secret() {
        let bytes: [UInt8] = [1, 2, 3]
        var secret: SecretBytes? = SecretBytes(bytes)
        #expect(secret?.bytes == bytes)
        secret = nil
        #expect(bytes == [1, 2, 3])
    }
}

import Cryptography
import Foundation
import PasswordHashing
import Testing

@Suite("T-105 hashes of passwords")
struct PasswordHasherTests {
    private let pepper = SecretBytes(SecureRandom.bytes(32))
    private let cheap: PasswordHasher

    init() throws {
        let parameters = try #require(Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1))
        cheap = try #require(PasswordHasher(pepper: pepper, parameters: parameters))
    }

    @Test("T-105 the right password verifies, another does not, and two hashes of one differ")
    func verify() throws {
        let hash = try cheap.hash("trang fjord 7 måker")
        #expect(hash.encoded.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$"))
        #expect(try cheap.verify("trang fjord 7 måker", hash))
        #expect(try !cheap.verify("trang fjord 7 måke", hash))
        #expect(try !cheap.verify("", hash))
        #expect(try cheap.hash("trang fjord 7 måker") != hash)
    }

    @Test("T-105 a stored hash is read back; what is not one is refused")
    func encoded() throws {
        let hash = try cheap.hash("9417")
        let read = try #require(PasswordHash(encoded: hash.encoded))
        #expect(read == hash)
        #expect(try cheap.verify("9417", read))
        let salted = "c2FsdHNhbHRzYWx0$ZGlnZXN0ZGlnZXN0ZGlnZXN0ZGlnZXN0"
        #expect(PasswordHash(encoded: "$argon2id$v=19$m=64,t=1,p=1$" + salted) != nil)
        for prefix in [
            "$argon2i$v=19$m=64,t=1,p=1$", "$argon2id$v=16$m=64,t=1,p=1$", "$argon2id$v=19$m=64,t=1$",
            "$argon2id$v=19$m=2000000,t=1,p=1$", "$argon2id$v=19$m=64,t=0,p=1$", "$argon2id$v=19$m=64,t=+1,p=1$",
            "$argon2id$v=19$m=4,t=1,p=1$", "argon2id$v=19$m=64,t=1,p=1$", "$argon2id$v=19$t=1,m=64,p=1$",
        ] { #expect(PasswordHash(encoded: prefix + salted) == nil) }
        for tail in ["", "$", "c2FsdA$ZGlnZXN0", "c2FsdHNhbHRzYWx0", salted + "$x", salted + "*"] {
            #expect(PasswordHash(encoded: "$argon2id$v=19$m=64,t=1,p=1$" + tail) == nil)
        }
    }

    @Test("T-105 without the pepper a password does not verify, and a short pepper is refused")
    func pepperMatters() throws {
        let hash = try cheap.hash("9417")
        let other = try #require(
            PasswordHasher(pepper: SecretBytes(SecureRandom.bytes(32)), parameters: cheap.parameters))
        #expect(try !other.verify("9417", hash))
        let again = try #require(PasswordHasher(pepper: pepper, parameters: .standard))
        #expect(try again.verify("9417", hash))
        #expect(PasswordHasher(pepper: SecretBytes(SecureRandom.bytes(31))) == nil)
    }

    @Test("T-105 a hash of other parameters is to be made anew at log-in")
    func upgrade() throws {
        let hash = try cheap.hash("9417")
        #expect(!cheap.needsUpgrade(hash))
        let dearer = try #require(PasswordHasher(pepper: pepper))
        #expect(dearer.needsUpgrade(hash))
        #expect(dearer.parameters == .standard)
    }

    @Test("T-085 the dummy for unknown accounts has the same cost and form, and no password")
    func dummy() throws {
        #expect(cheap.dummy.parameters == cheap.parameters)
        #expect(PasswordHash(encoded: cheap.dummy.encoded) == cheap.dummy)
        #expect(cheap.dummy.encoded.count == (try cheap.hash("9417")).encoded.count)
        #expect(try !cheap.verify("9417", cheap.dummy))
        #expect(try !cheap.verify("", cheap.dummy))
    }

    @Test("T-104 letters that look and mean the same are the same, however the keyboard composes them")
    func normalised() throws {
        let hash = try cheap.hash("blå fjord \u{FB01}re")
        #expect(try cheap.verify("bla\u{30A} fjord fire", hash))
        #expect(try !cheap.verify("bla fjord fire", hash))
        #expect(try cheap.verify(String(repeating: "å", count: 128), cheap.hash(String(repeating: "å", count: 128))))
    }

    @Test("T-105 the cost is data, within what Argon2 and the machine can do")
    func parameters() throws {
        let read = try JSONDecoder().decode(
            Argon2Parameters.self, from: Data(#"{"memoryKiB":65536,"passes":3,"lanes":1}"#.utf8))
        #expect(read == .standard)
        for text in [
            #"{"memoryKiB":7,"passes":3,"lanes":1}"#, #"{"memoryKiB":1048577,"passes":3,"lanes":1}"#,
            #"{"memoryKiB":65536,"passes":0,"lanes":1}"#, #"{"memoryKiB":65536,"passes":101,"lanes":1}"#,
            #"{"memoryKiB":8,"passes":3,"lanes":2}"#, #"{"memoryKiB":65536,"passes":3,"lanes":0}"#,
        ] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(Argon2Parameters.self, from: Data(text.utf8))
            }
        }
    }

    @Test("T-109 a hash in a log line shows nothing")
    func bland() throws { #expect("\(try cheap.hash("9417"))" == "•••••") }

    @Test("T-105 the standard cost is at least 50 ms for each guess")
    func cost() throws {
        let hasher = try #require(PasswordHasher(pepper: pepper))
        let duration = try ContinuousClock().measure { _ = try hasher.verify("9417", hasher.dummy) }
        #expect(duration > .milliseconds(50))
    }
}

import Foundation
import Testing

@testable import Web

@Suite("Codes of an authenticator program")
struct TimeBasedCodeTests {
    private static let secret = AuthenticatorSecret(Array("12345678901234567890".utf8))!

    @Test(
        "N-02 the codes are those of RFC 6238 appendix B",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ])
    func vectors(seconds: Int, code: String) {
        let now = Date(timeIntervalSince1970: TimeInterval(seconds))
        let step = AuthenticatorSecret.step(now)
        #expect(Self.secret.code(at: step, digits: 8) == code)
        #expect(Self.secret.step(of: String(code.suffix(6)), now: now) == step)
    }

    @Test("N-02 a code counts from half a minute before to half a minute after its own, and no longer")
    func window() {
        let now = Date(timeIntervalSince1970: 1_790_000_010)
        let step = AuthenticatorSecret.step(now)
        for (offset, isTaken) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let code = Self.secret.code(at: step + Int64(offset))
            #expect((Self.secret.step(of: code, now: now) == step + Int64(offset)) == isTaken, "\(offset)")
        }
        for wrong in ["", "12345", "1234567", "abcdef", "０１２３４５"] {
            #expect(Self.secret.step(of: wrong, now: now) == nil, "\(wrong)")
        }
        #expect(AuthenticatorSecret([1, 2, 3]) == nil)
    }

    @Test(
        "base 32 is that of RFC 4648 10, without padding",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func base32(text: String, encoded: String) { #expect(Base32.encode(Array(text.utf8)) == encoded) }

    @Test("the secret is shown in groups and as a link, and nowhere else")
    func shown() {
        #expect(Self.secret.grouped == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")
        #expect(
            Self.secret.link(issuer: "Budstikke nord", account: "kari@nord.example")
                == "otpauth://totp/Budstikke%20nord:kari%40nord.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                + "&issuer=Budstikke%20nord&algorithm=SHA1&digits=6&period=30")
        #expect("\(Self.secret)" == "•••••")
    }

    @Test("a recovery code is read as it is typed, and only its digest is kept")
    func recovery() throws {
        let code = try #require(RecoveryCode(drawn: [UInt8](1...10)))
        #expect(code.text.count == 19 && code.text.split(separator: "-").count == 4)
        #expect(RecoveryCode(code.text.lowercased().replacingOccurrences(of: "-", with: " ")) == code)
        for wrong in ["", "123456", code.text + "A", String(code.text.dropLast()) + "1"] {
            #expect(RecoveryCode(wrong) == nil, "\(wrong)")
        }
        #expect(!code.digest.hexadecimal.contains(code.text) && "\(code)" == "•••••")
    }
}

import Cryptography
import EbXML
import Foundation
import MIME
import TestSupport
import Testing

/// What this reader takes apart, Python's email package takes apart the same way; what it refuses is refused.
@Suite("MIME against an independent reader")
struct MIMEWitnessTests {
    /// How many mails: some here, a million where `BUDSTIKKE_WITNESS_MAILS` says so.
    private static let count = ProcessInfo.processInfo.environment["BUDSTIKKE_WITNESS_MAILS"].flatMap { Int($0) } ?? 600

    private static let script = """
        import sys, hashlib, email, email.policy, base64, binascii
        policy = email.policy.compat32
        for number in range(int(sys.argv[1])):
            mail = email.message_from_bytes(open("mail-%d" % number, "rb").read(), policy=policy)
            if not mail.is_multipart():
                print("single")
                continue
            parts = []
            for part in mail.get_payload():
                body = b"" if part.is_multipart() else part.get_payload(decode=True)
                name = str(part["Content-ID"] or "").strip()
                name = name[1:-1] if name[:1] == "<" and name[-1:] == ">" else name
                parts.append(name + " " + ("nested" if part.is_multipart()
                             else hashlib.sha256(body).hexdigest()))
            print("|".join(parts))
        """

    @Test("T-015 random and abused mails: the same parts with the same octets as Python's email package, or refused")
    func differential() async throws {
        let scratch = try ScratchDirectory()
        var random = Seeded(state: 20_261_121)
        var ours: [String?] = []
        for number in 0..<Self.count {
            let mail = Self.mail(&random)
            try scratch.write(mail, to: "mail-\(number)")
            ours.append(Self.read(mail))
        }
        try scratch.write(Array(Self.script.utf8), to: "witness.py")
        let theirs = try await Command.run("python3", ["witness.py", String(Self.count)], in: scratch)
        try #require(theirs.status == 0, "\(theirs.errorText)")
        let lines = theirs.text.split(separator: "\n", omittingEmptySubsequences: false)
        var read = 0
        for (number, mine) in ours.enumerated() {
            guard let mine else { continue }
            read += 1
            #expect(mine == String(lines[number]), "mail \(number)")
        }
        #expect(read > Self.count / 4, "\(read) of \(Self.count) were read at all")
        #expect(read < Self.count, "and some were refused")
    }

    @Test("T-015 a multipart inside a multipart is a part like any other, and no envelope is looked for in it")
    func nested() throws {
        let inner =
            "Content-Type: multipart/related; boundary=inner\r\n\r\n--inner\r\nContent-Type: text/xml\r\n\r\n<a/>\r\n"
            + "--inner--\r\n"
        let mail =
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=outer\r\n\r\n--outer\r\n\(inner)\r\n--outer--\r\n"
        let parts = try MIMEEntity.parse(Array(mail.utf8)).parts()
        #expect(parts.count == 1)
        #expect(try parts[0].contentType?.value == "multipart/related")
        guard case .envelope = InboundMail.classify(Array(mail.utf8)) else { return }
        Issue.record("read as an envelope")
    }

    @Test("T-015 a thousand multiparts inside each other are taken apart no deeper than is asked for")
    func deep() throws {
        var mail = "Content-Type: text/plain\r\n\r\nx"
        for level in 0..<1_000 {
            mail =
                "Content-Type: multipart/mixed; boundary=b\(level)\r\n\r\n--b\(level)\r\n\(mail)\r\n--b\(level)--\r\n"
        }
        let entity = try MIMEEntity.parse(Array(mail.utf8))
        #expect((try? entity.parts())?.count ?? 0 <= 1)
    }

    // MARK: One mail

    private static func read(_ mail: [UInt8]) -> String? {
        guard let entity = try? MIMEEntity.parse(mail), entity.quirks.isEmpty else { return nil }
        guard (try? entity.contentType)??.value.hasPrefix("multipart/") == true else { return "single" }
        guard let multipart = try? entity.multipart(), multipart.quirks.isEmpty else { return nil }
        var parts: [String] = []
        for part in multipart.parts {
            let type = (try? part.contentType) ?? nil
            let id = part.contentID ?? ""
            if type?.value.hasPrefix("multipart/") == true {
                parts.append("\(id) nested")
                continue
            }
            guard let body = try? part.decodedBody() else { return nil }
            parts.append("\(id) \(Hexadecimal.encode(SHA256.digest(body)))")
        }
        return parts.joined(separator: "|")
    }

    private static func mail(_ random: inout Seeded) -> [UInt8] {
        let boundary = ["b", "=_x", "frontier", "a b", "b--", "--b"].randomElement(using: &random) ?? "b"
        var text = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"\(boundary)\"\r\n\r\n"
        if Bool.random(using: &random) { text += "preamble --\(boundary)x\r\n" }
        for number in 0..<Int.random(in: 1...4, using: &random) {
            text += "--\(boundary)\(["", " ", "\t"].randomElement(using: &random) ?? "")\r\n"
            if Bool.random(using: &random) { text += "Content-ID: <p\(number)@edi.example>\r\n" }
            let body = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                UInt8.random(in: 32...126, using: &random)
            }
            switch Int.random(in: 0...3, using: &random) {
            case 0: text += "Content-Transfer-Encoding: base64\r\n\r\n\(Base64.encode(body))"
            case 1: text += "Content-Transfer-Encoding: quoted-printable\r\n\r\na=3D=\r\nb\r\n c"
            case 2: text += "\r\n\(String(decoding: body, as: UTF8.self))\r\n--\(boundary.dropLast())\r\n"
            default: text += "\r\n\(String(decoding: body, as: UTF8.self))"
            }
            text += "\r\n"
        }
        text += "--\(boundary)--\r\n"
        var bytes = Array(text.utf8)
        // Half of them are abused in one place.
        switch Int.random(in: 0...7, using: &random) {
        case 0: bytes.remove(at: Int.random(in: 0..<bytes.count, using: &random))
        case 1:
            bytes.insert(UInt8.random(in: 0...255, using: &random), at: Int.random(in: 0..<bytes.count, using: &random))
        case 2:
            bytes[Int.random(in: 0..<bytes.count, using: &random)] =
                [13, 10, 0, 45, 34].randomElement(using: &random) ?? 0
        case 3: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
        default: break
        }
        return bytes
    }

    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}

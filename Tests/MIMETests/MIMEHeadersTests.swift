import MIME
import Testing

@Suite("Header fields of an entity")
struct MIMEHeadersTests {
    @Test("fields keep their order, are unfolded, and are found without regard to case")
    func readsFields() throws {
        let entity = try MIMEEntity.parse(
            bytes("Subject: one\r\n two\r\n\tthree\r\nX-A: 1\r\nx-a:   2  \r\n\r\nbody"))
        #expect(entity.headers["subject"] == "one two\tthree")
        #expect(entity.headers.all("X-A") == ["1", "2"])
        #expect(entity.headers.fields.map(\.name) == ["Subject", "X-A", "x-a"])
        #expect(Array(entity.body) == bytes("body"))
        #expect(entity.quirks.isEmpty)
    }

    @Test("a header without a body, and a body without a header, are both read")
    func readsEmptyHalves() throws {
        #expect(try MIMEEntity.parse(bytes("A: b")).body.isEmpty)
        #expect(try MIMEEntity.parse(bytes("\r\nA: b")).headers.fields.isEmpty)
    }

    @Test("a bare line feed is a quirk: read and reported, or refused where it is not tolerated")
    func reportsBareLineFeed() throws {
        let mail = bytes("A: b\nC: d\n\nbody")
        #expect(try MIMEEntity.parse(mail).quirks == [.bareLineFeed])
        var strict = MIMELimits.mail
        strict.tolerating = []
        #expect(throws: MIMEError.quirk(.bareLineFeed)) { try MIMEEntity.parse(mail, limits: strict) }
    }

    @Test(
        "T-053 a header that two readers could read differently is refused",
        arguments: [
            "A b: c\r\n\r\n", "A : c\r\n\r\n", ": c\r\n\r\n", "nothing\r\n\r\n", " folded: first\r\n\r\n",
            "A: b\0c\r\n\r\n", "A: b\rC: d\r\n\r\n", "A: b\u{1}\r\n\r\n", "From someone\r\nA: b\r\n\r\n",
        ])
    func refusesAmbiguity(header: String) {
        #expect(throws: MIMEError.malformedHeader) { try MIMEEntity.parse(bytes(header)) }
    }

    @Test(
        "a field that says what the body is may stand once only",
        arguments: ["Content-Type", "content-transfer-encoding", "Content-ID", "MIME-Version"])
    func refusesRepeated(name: String) {
        let field = "\(name): text/plain\r\n"
        #expect(throws: Never.self) { try MIMEEntity.parse(bytes(field + "\r\n")) }
        #expect(throws: MIMEError.repeatedField) { try MIMEEntity.parse(bytes(field + field + "\r\n")) }
    }

    @Test("limits hold at their edge: whole size, header size, number of fields")
    func holdsLimits() {
        var limits = MIMELimits.mail
        limits.maximumHeaderFields = 2
        limits.maximumHeaderBytes = 16
        limits.maximumBytes = 30
        #expect(throws: Never.self) { try MIMEEntity.parse(bytes("A: b\r\nC: d\r\n\r\n"), limits: limits) }
        #expect(throws: MIMEError.tooManyHeaderFields) {
            try MIMEEntity.parse(bytes("A:b\r\nC:d\r\nE:\r\n\r\n"), limits: limits)
        }
        #expect(throws: MIMEError.headerTooLarge) {
            try MIMEEntity.parse(bytes("A: bcdefghijklm\r\n\r\n"), limits: limits)
        }
        #expect(throws: MIMEError.tooLarge) {
            try MIMEEntity.parse(bytes("\r\n" + String(repeating: "x", count: 29)), limits: limits)
        }
    }

    @Test("bytes that are no UTF-8 do not stop the reading")
    func readsLatin() throws {
        let entity = try MIMEEntity.parse(bytes("Subject: bl") + [0xE5] + bytes("\r\n\r\n"))
        #expect(entity.headers["Subject"] == "bl\u{FFFD}")
    }

    @Test("no cut and no changed byte of a mail makes the reader trap")
    func survivesDamage() throws {
        let mail = bytes(MultipartTests.mail)
        for length in mail.indices { readEverything(Array(mail[..<length])) }
        for index in mail.indices {
            for value: UInt8 in [0, 10, 13, 34, 45, 61, 255] {
                var damaged = mail
                damaged[index] = value
                readEverything(damaged)
            }
        }
    }

    private func readEverything(_ mail: [UInt8]) {
        guard let entity = try? MIMEEntity.parse(mail) else { return }
        for part in (try? entity.parts()) ?? [] { _ = try? part.decodedBody() }
    }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

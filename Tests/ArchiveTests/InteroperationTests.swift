import Archive
import Cryptography
import TestSupport
import Testing

@Suite("T-113 archives of other programs, both ways")
struct InteroperationTests {
    private let password = ArchivePassword.make()
    private let entries: [ArchiveEntry]
    private let scratch: ScratchDirectory

    init() throws {
        scratch = try ScratchDirectory()
        entries = try (0..<120).map {
            ArchiveEntry(name: try ArchiveEntryName("ø-\($0).csv"), bytes: SecureRandom.bytes($0 * 7))
        }
        try scratch.write(EncryptedArchive.write(entries, password: password), to: "a.zip")
    }

    private func agree() throws -> Bool {
        try entries.allSatisfy { try scratch.read($0.name.text) == $0.bytes }
    }

    @Test("I-065 7-Zip opens 120 files, and calls each AES-256 of WinZip's kind")
    func sevenZip() async throws {
        let listed = try await Command.run("7zz", ["l", "-slt", "a.zip"], in: scratch)
        #expect(listed.text.split(separator: "Method = AES-256 ").count == entries.count + 2)
        #expect(listed.text.split(separator: "WzAES : Encrypt").count == entries.count + 2)
        #expect(try await Command.run("7zz", ["x", "-p\(password.text)", "a.zip"], in: scratch).status == 0)
        #expect(try agree())
    }

    @Test("I-065 libarchive opens them too")
    func libarchive() async throws {
        let run = try await Command.run("bsdtar", ["--passphrase", password.text, "-xf", "a.zip"], in: scratch)
        #expect(run.status == 0)
        #expect(try agree())
    }

    @Test("T-114 with a wrong password 7-Zip gives no file")
    func wrongPassword() async throws {
        #expect(
            try await Command.run("7zz", ["t", "-p\(ArchivePassword.make().text)", "a.zip"], in: scratch).status != 0)
    }

    @Test("T-113 the list of checksums inside is what sha256sum reads")
    func checksums() async throws {
        try ArchiveReader.open(scratch.read("a.zip"), password: password).extract(to: scratch.path)
        #expect(try await Command.run("sha256sum", ["--check", "--strict", "SHA256SUMS"], in: scratch).status == 0)
        try scratch.write([0], to: "ø-5.csv")
        #expect(try await Command.run("sha256sum", ["--check", "--strict", "SHA256SUMS"], in: scratch).status != 0)
    }

    @Test("T-113 we open what 7-Zip encrypts with AES-256, and refuse its weaker ways")
    func theirs() async throws {
        try scratch.write(Array("innhold innhold innhold innhold innhold".utf8), to: "b.csv")
        var limits = ArchiveLimits.sealed
        limits.requiresChecksums = false
        for method in ["AES256", "AES128", "ZipCrypto"] {
            let name = "\(method).zip"
            try await Command.run(
                "7zz", ["a", "-tzip", "-mem=\(method)", "-p\(password.text)", name, "b.csv"], in: scratch)
            let archive = try scratch.read(name)
            if method == "AES256" {
                let opened = try ArchiveReader.open(archive, password: password, limits: limits)
                #expect(opened.bytes(of: "b.csv") == Array("innhold innhold innhold innhold innhold".utf8))
                #expect(throws: ArchiveFault.altered) { try ArchiveReader.open(archive, password: password) }
            } else {
                #expect(throws: ArchiveFault.encryptionRefused) {
                    try ArchiveReader.open(archive, password: password, limits: limits)
                }
            }
        }
    }

    @Test("T-113 a plain archive is opened by others")
    func plain() async throws {
        try scratch.write(PlainArchive.write(entries), to: "plain.zip")
        #expect(try await Command.run("7zz", ["x", "plain.zip"], in: scratch).status == 0)
        #expect(try agree())
    }
}

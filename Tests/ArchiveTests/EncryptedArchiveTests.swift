import Archive
import Cryptography
import Foundation
import TestSupport
import Testing

@Suite("Encrypted archives")
struct EncryptedArchiveTests {
    private let password = ArchivePassword.make()

    static func entries(_ count: Int = 3) throws -> [ArchiveEntry] {
        try (0..<count).map {
            let text = String(repeating: "rad;\($0);æøå\r\n", count: $0 * 40)
            return ArchiveEntry(
                name: try ArchiveEntryName("4601-00_2016_liste-\($0)-blåbær.csv"), bytes: Array(text.utf8))
        }
    }

    @Test("T-113 what is sealed opens again, empty files and odd letters too", arguments: [1, 3, 150])
    func roundTrip(_ count: Int) throws {
        let entries = try Self.entries(count)
        let opened = try ArchiveReader.open(EncryptedArchive.write(entries, password: password), password: password)
        #expect(Array(opened.entries.dropLast()) == entries)
        #expect(opened.entries.last?.name.text == "SHA256SUMS")
    }

    @Test("I-040 every file is AE-2 with 256 bits, and no checksum of its plaintext is told")
    func form() throws {
        let bytes = try EncryptedArchive.write(Self.entries(), password: password)
        var found = 0
        for start in bytes.indices where bytes[start...].starts(with: [0x50, 0x4B, 3, 4]) {
            let nameLength = Int(bytes[start + 26])
            #expect(Array(bytes[start + 8..<start + 10]) == [99, 0])
            #expect(Array(bytes[start + 14..<start + 18]) == [0, 0, 0, 0])
            #expect(bytes[(start + 30 + nameLength)...].starts(with: [1, 0x99, 7, 0, 2, 0, 0x41, 0x45, 3]))
            found += 1
        }
        #expect(found == 4)
    }

    @Test("T-132 no octets of the content stand in the archive")
    func canary() throws {
        let canary = Array("KANARIFUGL".utf8)
        let content = SecureRandom.bytes(2_000) + canary + SecureRandom.bytes(2_000)
        let entry = ArchiveEntry(name: try ArchiveEntryName("a.csv"), bytes: content)
        func holds(_ bytes: [UInt8]) -> Bool { bytes.indices.contains { bytes[$0...].starts(with: canary) } }
        #expect(!holds(try EncryptedArchive.write([entry], password: password)))
        #expect(holds(try PlainArchive.write([entry])))
    }

    @Test("T-129 two archives of the same files have the same sizes, names and times, and never the same ciphertext")
    func reproducible() throws {
        let (first, second) = try (
            EncryptedArchive.write(Self.entries(), password: password),
            EncryptedArchive.write(Self.entries(), password: password)
        )
        #expect(first != second)
        #expect(first.count == second.count)
        // From the central directory on there is neither salt nor ciphertext.
        let directory = try #require(first.indices.first { first[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
        #expect(first[directory...] == second[directory...])
    }

    @Test("T-115 what compresses like a bomb is stored, so that our own reader opens it")
    func compressible() throws {
        let entry = ArchiveEntry(name: try ArchiveEntryName("a.csv"), bytes: Array(repeating: 59, count: 3 << 20))
        let sealed = try EncryptedArchive.write([entry], password: password)
        #expect(try ArchiveReader.open(sealed, password: password).entries.first == entry)
        for index in [1_000, sealed.count / 2, entry.bytes.count + 50] {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: ArchiveFault.altered) { try ArchiveReader.open(changed, password: password) }
        }
    }

    @Test("T-113 nothing, folders and colliding names are not sealed")
    func refused() throws {
        let entry = ArchiveEntry(name: try ArchiveEntryName("a.csv"), bytes: [1])
        let upper = ArchiveEntry(name: try ArchiveEntryName("A.CSV"), bytes: [1])
        let nested = ArchiveEntry(name: try ArchiveEntryName("b/a.csv"), bytes: [1])
        #expect(throws: ArchiveFault.entryCount) { try EncryptedArchive.write([], password: password) }
        #expect(throws: ArchiveFault.collidingNames) { try EncryptedArchive.write([entry, upper], password: password) }
        #expect(throws: ArchiveFault.unsafeName) { try EncryptedArchive.write([nested], password: password) }
        #expect(throws: ArchiveFault.entryCount) { try PlainArchive.write([]) }
        #expect(throws: ArchiveFault.failed) { try PlainArchive.write([entry, entry]) }
    }

    @Test("T-114 an archive is written as a new file that only its owner reads")
    func file() throws {
        let scratch = try ScratchDirectory()
        let path = scratch.path("a.zip")
        try EncryptedArchive.write(Self.entries(), password: password, to: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        _ = try ArchiveReader.open(scratch.read("a.zip"), password: password)
        #expect(throws: ArchiveFault.fileExists) {
            try EncryptedArchive.write(Self.entries(), password: password, to: path)
        }
        #expect(throws: ArchiveFault.notWritten) {
            try EncryptedArchive.write(Self.entries(), password: password, to: scratch.path("missing/a.zip"))
        }
    }

    @Test("T-129 a plain archive is the same octets in every time zone")
    func plain() async {
        // In a process of its own: the zone is one for all that runs in a process, and libzip asks for it.
        await #expect(processExitsWith: .success) {
            for method in [ZipMethod.store, .deflate] {
                let entries =
                    try EncryptedArchiveTests.entries() + [
                        ArchiveEntry(name: ArchiveEntryName("xl/a.xml"), bytes: [1, 2])
                    ]
                let archives = try ["UTC", "Europe/Oslo", "Pacific/Kiritimati", "America/St_Johns"].map { zone in
                    setenv("TZ", zone, 1)
                    tzset()
                    return try PlainArchive.write(entries, method: method)
                }
                #expect(Set(archives).count == 1)
                #expect(try ArchiveReader.open(archives[0], password: nil, limits: .plain).entries == entries)
            }
        }
    }
}

import Archive
import Testing

@Suite("Archives whose files are made when their turn comes")
struct LazyArchiveTests {
    private struct Broken: Error {}

    /// Counts how often a file was made.
    private final class Meter {
        var made = 0
    }

    private func files(_ meter: Meter, _ count: Int) throws -> [ArchiveFile] {
        try (0..<count).map { number in
            ArchiveFile(name: try ArchiveEntryName("fil-\(number).csv")) {
                meter.made += 1
                return Array("innhold \(number)".utf8)
            }
        }
    }

    @Test(
        "I-005 the archive is as one that was made of files in memory, and each file was made once", arguments: [1, 40])
    func same(count: Int) throws {
        let (meter, password) = (Meter(), ArchivePassword.make())
        let bytes = try EncryptedArchive.write(files: try files(meter, count), password: password)
        #expect(meter.made == count)
        let opened = try ArchiveReader.open(bytes, password: password)
        #expect(opened.entries.map(\.name.text) == (0..<count).map { "fil-\($0).csv" } + ["SHA256SUMS"])
        for number in 0..<count { #expect(opened.bytes(of: "fil-\(number).csv") == Array("innhold \(number)".utf8)) }
        let plain = try PlainArchive.write(files: try files(Meter(), count))
        #expect(
            try plain
                == PlainArchive.write(
                    try (0..<count).map {
                        ArchiveEntry(name: try ArchiveEntryName("fil-\($0).csv"), bytes: Array("innhold \($0)".utf8))
                    }))
    }

    @Test("I-005 what a file's maker throws is what the archive throws")
    func broken() throws {
        let broken = ArchiveFile(name: try ArchiveEntryName("b.csv")) { throw Broken() }
        let files = try files(Meter(), 2) + [broken]
        #expect(throws: Broken.self) { try EncryptedArchive.write(files: files, password: .make()) }
        #expect(throws: ArchiveFault.entryCount) { try EncryptedArchive.write(files: [], password: .make()) }
    }

    @Test("T-115 what compresses like a bomb is made twice and stored")
    func bomb() throws {
        let (meter, password) = (Meter(), ArchivePassword.make())
        let zeros = ArchiveFile(name: try ArchiveEntryName("a.csv")) {
            meter.made += 1
            return [UInt8](repeating: 0, count: 4 << 20)
        }
        let bytes = try EncryptedArchive.write(files: [zeros], password: password)
        #expect(meter.made == 2)
        #expect(try ArchiveReader.open(bytes, password: password).bytes(of: "a.csv")?.count == 4 << 20)
        try ArchiveReader.check(bytes, password: password)
    }

    @Test("T-114 a look at an archive refuses what opening it would: another password, a flipped bit, an end cut off")
    func looks() throws {
        let password = ArchivePassword.make()
        let bytes = try EncryptedArchive.write(files: try files(Meter(), 3), password: password)
        try ArchiveReader.check(bytes, password: password)
        #expect(throws: ArchiveFault.self) { try ArchiveReader.check(bytes, password: .make()) }
        #expect(throws: ArchiveFault.self) { try ArchiveReader.check(Array(bytes.dropLast()), password: password) }
        #expect(throws: ArchiveFault.notAnArchive) { try ArchiveReader.check([1, 2, 3], password: password) }
        // The first file's ciphertext and its code lie behind a header of 50 octets, the salt and the password's check.
        for place in 68..<87 {
            var altered = bytes
            altered[place] ^= 1
            #expect(throws: ArchiveFault.altered, "\(place)") { try ArchiveReader.check(altered, password: password) }
        }
    }
}

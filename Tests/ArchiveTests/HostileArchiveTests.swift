import Archive
import Testing

@Suite("Archives made to do harm")
struct HostileArchiveTests {
    private func fault(_ zip: CraftedZip, limits: ArchiveLimits = .plain) -> ArchiveFault? {
        fault(zip.bytes, limits: limits)
    }

    private func fault(_ bytes: [UInt8], limits: ArchiveLimits = .plain) -> ArchiveFault? {
        do {
            _ = try ArchiveReader.open(bytes, password: nil, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("T-116 a crafted archive without tricks opens, so that the refusals below are about the tricks")
    func control() throws {
        let opened = try ArchiveReader.open(CraftedZip("a.csv", "mappe/æ.csv").bytes, password: nil, limits: .plain)
        #expect(opened.entries.map(\.name.text) == ["a.csv", "mappe/æ.csv"])
        #expect(opened.bytes(of: "a.csv") == Array("content".utf8))
        #expect(opened.bytes(of: "b.csv") == nil)
    }

    @Test(
        "T-116 names that lead out of the directory, hide something or mean a device are refused",
        arguments: [
            "", ".", "..", "../a", "a/../b", "a/..", "/etc/passwd", "//host/a", "a//b", "a/", "./a", "..\\a", "a\\b",
            "C:a", "C:/a", "a:stream", "a\u{0}b", "a\nb", "a\u{7F}", "a\u{85}b", "a\u{202E}vsc.exe", "a\u{200B}b",
            "CON", "con.csv", "a/NUL", "Aux.tar.gz", "COM1", "com9.txt", "LPT¹", "CONIN$", "prn .csv", "a.", "a ",
            "a\u{A0}", "a?", "a*", "a|b", "<a>", "\"a\"", String(repeating: "a", count: 201),
        ])
    func names(_ name: String) {
        #expect(fault(CraftedZip(name)) == .unsafeName)
        #expect(throws: ArchiveFault.unsafeName) { try ArchiveEntryName(name) }
    }

    @Test(
        "T-116 names that look like those but are ordinary are let through",
        arguments: ["..a", "a..b", ".rels", "console.csv", "com.csv", "COM10", "aux1", "[Content_Types].xml", "a b"])
    func ordinaryNames(_ name: String) { #expect(fault(CraftedZip(name)) == nil) }

    @Test("T-116 a name that is not UTF-8, or not said to be, is refused")
    func nameEncoding() {
        #expect(fault(CraftedZip(files: [.init(octets: [0x61, 0xE6])])) == .unsafeName)
        var unmarked = CraftedZip.File("æ.csv")
        unmarked.flags = 0
        #expect(fault(CraftedZip(files: [unmarked])) == .unsafeName)
    }

    @Test(
        "T-116 two names for one file are refused",
        arguments: [["a.csv", "A.CSV"], ["a", "a"], ["å", "a\u{30A}"], ["straße", "STRASSE"]])
    func collisions(_ names: [String]) {
        #expect(fault(CraftedZip(files: names.map(CraftedZip.File.init))) == .collidingNames)
    }

    @Test("T-116 links, folders and devices are refused")
    func kinds() {
        let link = 0xA1FF_0000
        let folder = 0x41ED_0000
        let device = 0x21B6_0000
        let (unix, macOS, windows, dos) = (3 << 8, 19 << 8, 10 << 8, 0)
        var cases = [(unix, link), (unix, folder), (unix, device), (macOS, link)]
        cases += [(dos, 0x10), (windows, 0x400)]
        for (madeBy, attributes) in cases {
            var file = CraftedZip.File("a")
            (file.madeBy, file.attributes) = (madeBy, attributes)
            #expect(fault(CraftedZip(files: [file])) == .notAnOrdinaryFile)
        }
    }

    @Test("T-115 files that share octets are refused, the same or within one another")
    func overlap() {
        var zip = CraftedZip("a", "b")
        zip.files[1].start = 0
        zip.files[1].localName = Array("b".utf8)
        #expect([.overlappingEntries, .inconsistent].contains(fault(zip)))
        var same = CraftedZip("a", "b", "c")
        same.files[1] = same.files[0]
        same.files[1].start = 0
        #expect(fault(same) == .overlappingEntries)
        // A file whose content is the next one's header and content: the core of Fifield's bomb.
        let inner = CraftedZip("b").bytes.prefix(30 + 1 + 7)
        var outer = CraftedZip("a", "b")
        outer.files[0].content = Array(inner)
        outer.files[1].start = 30 + 1
        #expect(fault(outer) == .overlappingEntries)
    }

    @Test("T-115 octets that belong to no file are refused, before, between and after")
    func strayOctets() {
        var zip = CraftedZip("a", "b")
        zip.prefix = Array("#!/bin/sh\n".utf8)
        #expect(fault(zip) == .notAnArchive)
        zip = CraftedZip("a", "b")
        zip.gap = [1, 2, 3]
        #expect(fault(zip) == .inconsistent)
        zip.gap = []
        #expect(fault(zip.bytes + [0]) == .truncated)
        zip.comment = Array("comment".utf8)
        #expect(fault(zip) == .truncated)
    }

    @Test("T-115 more than the limits is refused by what the headers say, before anything is unpacked")
    func sizes() {
        var bomb = CraftedZip.File("a")
        bomb.method = 8
        bomb.claimedSize = 2 << 20
        #expect(fault(CraftedZip(files: [bomb])) == .expandsTooMuch)
        bomb.claimedSize = 1 << 30
        #expect(fault(CraftedZip(files: [bomb])) == .tooLarge)
        bomb.claimedSize = 0xFFFF_FFFF
        #expect(fault(CraftedZip(files: [bomb])) == .formRefused)
        var limits = ArchiveLimits.plain
        limits.totalOctets = 13
        #expect(fault(CraftedZip("a", "b"), limits: limits) == .tooLarge)
        limits.totalOctets = 14
        #expect(fault(CraftedZip("a", "b"), limits: limits) == nil)
        limits.entries = 1
        #expect(fault(CraftedZip("a", "b"), limits: limits) == .entryCount)
        #expect(fault(CraftedZip(files: [])) == .notAnArchive)
    }

    @Test("T-115 an archive within an archive is a file like others, and is not opened")
    func nested() throws {
        let inner = CraftedZip("a", "a").bytes
        var outer = CraftedZip("inner.zip")
        outer.files[0].content = inner
        let opened = try ArchiveReader.open(outer.bytes, password: nil, limits: .plain)
        #expect(opened.entries.map(\.bytes) == [inner])
        #expect(fault(inner) == .collidingNames)
    }

    @Test("T-115 a file that unpacks to another size than it says is refused")
    func lyingSize() throws {
        let packed = try PlainArchive.write(
            [ArchiveEntry(name: ArchiveEntryName("a"), bytes: Array(repeating: 65, count: 5_000))], method: .deflate)
        for size in [4_999, 5_001] {
            var lying = packed
            for position in [22, lying.count - 22 - 47 + 24] {
                lying[position] = UInt8(size & 255)
                lying[position + 1] = UInt8(size >> 8)
            }
            #expect(lying != packed)
            #expect([.altered, .inconsistent].contains(fault(lying)))
        }
        #expect(fault(packed) == nil)
    }

    @Test("T-116 headers that disagree, a second name in an extra field, and strange forms are refused")
    func forms() {
        var zip = CraftedZip("a")
        zip.files[0].localName = Array("b".utf8)
        #expect(fault(zip) == .inconsistent)
        zip = CraftedZip("a")
        zip.files[0].extra = [0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, 0x62]
        #expect(fault(zip) == .formRefused)
        zip.files[0].extra = [0x55, 0x54, 9, 0, 1]
        #expect(fault(zip) == .inconsistent)
        zip.files[0].extra = []
        for method in [1, 9, 12, 14, 93] {
            zip.files[0].method = method
            #expect(fault(zip) == .formRefused)
        }
        zip = CraftedZip("a")
        for flag in [1 << 3, 1 << 5, 1 << 6, 1 << 13] {
            zip.files[0].flags = flag
            #expect(fault(zip) == .formRefused)
        }
    }

    @Test("I-040 encryption other than AES with 256 bits is refused, also where no encryption is")
    func encryption() {
        var zip = CraftedZip("a")
        zip.files[0].flags = 1
        #expect(fault(zip) == .encryptionRefused)
        zip.files[0].method = 99
        #expect(fault(zip) == .encryptionRefused)
        zip.files[0].content = Array(repeating: 7, count: 40)
        zip.files[0].claimedSize = 12
        for strength in [UInt8(1), 2, 3] {
            zip.files[0].extra = [1, 0x99, 7, 0, 2, 0, 0x41, 0x45, strength, 0, 0]
            #expect(fault(zip) == (strength == 3 ? .passwordMissing : .encryptionRefused))
        }
        #expect(fault(CraftedZip("a"), limits: .sealed) == .encryptionRefused)
    }
}

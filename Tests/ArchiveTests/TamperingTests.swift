import Archive
import Foundation
import TestSupport
import Testing

@Suite("Archives that were changed, and unpacking")
struct TamperingTests {
    private let password = ArchivePassword.make()
    private let sealed: [UInt8]

    init() throws {
        let entries = try ["a.csv", "b.csv"].map {
            ArchiveEntry(name: try ArchiveEntryName($0), bytes: Array("innhold i \($0), innhold".utf8))
        }
        sealed = try EncryptedArchive.write(entries, password: password)
    }

    private func fault(_ bytes: [UInt8], _ password: ArchivePassword? = nil) -> ArchiveFault? {
        do {
            _ = try ArchiveReader.open(bytes, password: password ?? self.password)
            return nil
        } catch {
            return error
        }
    }

    @Test("T-114 a flipped bit in any octet refuses, but in what only tells of programs and times")
    func flipped() {
        var accepted = 0
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 0x04
            if fault(changed) == nil { accepted += 1 }
        }
        #expect(fault(sealed) == nil)
        // For three files: version needed and time in both headers, and version made by, inner and outer attributes.
        #expect(accepted <= 3 * (2 * (2 + 4) + 2 + 2 + 4))
    }

    @Test("T-114 every octet of the ciphertext is guarded, and is told as altered or as a wrong password")
    func ciphertext() {
        let start = 30 + 5 + 11
        // The packed size, which is below 256 here, with salt, password check and code.
        for index in start..<start + Int(sealed[18]) {
            var changed = sealed
            changed[index] ^= 0x80
            #expect([.altered, .wrongPassword].contains(fault(changed)))
        }
    }

    @Test("T-114 an archive cut off at any place refuses")
    func truncated() {
        for count in 0..<sealed.count {
            let found = fault(Array(sealed.prefix(count)))
            #expect(found == (count < 4 ? .notAnArchive : .truncated))
        }
    }

    @Test("T-114 a wrong password is told as one, a missing one too")
    func wrongPassword() {
        // One in 65,536 passes the check of two octets, three such in a row cannot be.
        let found = (0..<3).map { _ in fault(sealed, .make()) }
        #expect(found.contains(.wrongPassword))
        #expect(found.allSatisfy { $0 == .wrongPassword || $0 == .altered })
        #expect(throws: ArchiveFault.passwordMissing) { try ArchiveReader.open(sealed, password: nil) }
    }

    @Test("T-114 names that were exchanged everywhere in the archive are told as altered")
    func exchangedNames() {
        var changed = sealed
        for index in sealed.indices where sealed[index...].starts(with: Array(".csv".utf8)) {
            // Both headers' names; the list is encrypted.
            changed[index - 1] = sealed[index - 1] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
        }
        #expect(changed != sealed)
        #expect(fault(changed) == .altered)
    }

    @Test("T-114 an archive that a file was taken out of is told as altered")
    func removedFile() async throws {
        let scratch = try ScratchDirectory()
        try scratch.write(sealed, to: "a.zip")
        try await Command.run("7zz", ["d", "a.zip", "b.csv"], in: scratch)
        #expect(fault(try scratch.read("a.zip")) == .altered)
    }

    @Test("T-114 unpacking writes private new files, and leaves none when one of them cannot be written")
    func extraction() throws {
        let scratch = try ScratchDirectory()
        let opened = try ArchiveReader.open(sealed, password: password)
        try scratch.write([1], to: "b.csv")
        #expect(throws: ArchiveFault.fileExists) { try opened.extract(to: scratch.path) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["b.csv"])
        #expect(try scratch.read("b.csv") == [1])
        try FileManager.default.removeItem(atPath: scratch.path("b.csv"))
        try opened.extract(to: scratch.path)
        #expect(try scratch.read("a.csv") == Array("innhold i a.csv, innhold".utf8))
        let mode = try FileManager.default.attributesOfItem(atPath: scratch.path("a.csv"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("T-116 unpacking follows no link that lies there")
    func link() throws {
        let scratch = try ScratchDirectory()
        let outside = try ScratchDirectory()
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("a.csv"), withDestinationPath: outside.path("target"))
        let opened = try ArchiveReader.open(sealed, password: password)
        #expect(throws: ArchiveFault.fileExists) { try opened.extract(to: scratch.path) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    }

    @Test("I-072 every fault has a sentence of its own and a consequence")
    func sentences() {
        #expect(Set(ArchiveFault.allCases.map(\.description)).count == ArchiveFault.allCases.count)
        #expect(ArchiveFault.wrongPassword.consequence == .enterPassword)
        #expect(ArchiveFault.altered.consequence == .fetchAgain)
        #expect(ArchiveFault.overlappingEntries.consequence == .refuse)
    }
}

import Foundation
import Glibc
import IplosExtract
import NationalIdentity
import SealedSubmission
import TestSupport
import Testing

@testable import Reporting

@Suite("The spool")
struct SpoolTests {
    private let scratch: ScratchDirectory
    private let spool: Spool

    init() throws {
        scratch = try ScratchDirectory()
        spool = Spool(directory: scratch.path("spool"))
    }

    @Test("what goes in comes out in order, block by block, and has no name on disk while it is there")
    func whole() throws {
        let intake = try ExtractIntake(spool)
        let octets = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for start in stride(from: 0, to: octets.count, by: 70_001) {
            try intake.take(Array(octets[start..<min(start + 70_001, octets.count)]))
        }
        let file = try intake.finish()
        var (read, last): ([UInt8], Int) = ([], 0)
        let total = try SpooledExtract(file).read { piece, before in
            #expect(before == last)
            last += piece.count
            read += piece
        }
        #expect(read == octets && total == octets.count && file.octets == octets.count)
        #expect(try file.whole() == octets)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("spool")).isEmpty)
    }

    @Test("M-095 nothing of it can be read from the disk, and the file is gone when nobody has it")
    func encrypted() throws {
        let text = Array(String(repeating: "KANARIFUGL ", count: 1000).utf8)
        var file: SpoolFile? = try {
            let intake = try ExtractIntake(spool)
            try intake.take(text)
            return try intake.finish()
        }()
        #expect(file?.octets == text.count)
        let raw = try #require(deletedFile())
        #expect(raw.count > text.count && raw.range(of: Data("KANARI".utf8)) == nil)
        file = nil
        #expect(deletedFile() == nil)
    }

    @Test("it leaves room on the disk for the rest of the server")
    func reserve() throws {
        #expect(throws: Spool.Fault.notWritten) {
            try Spool(directory: scratch.path("spool"), reserve: .max).begin().add([1])
        }
    }

    /// The content of an open file of ours that has been taken out of the spool's folder.
    private func deletedFile() -> Data? {
        let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for number in descriptors {
            var name = [CChar](repeating: 0, count: 4096)
            let length = readlink("/proc/self/fd/\(number)", &name, name.count)
            let path =
                length > 0 ? String(decoding: name.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self) : ""
            if path.hasPrefix(scratch.path("spool")), path.hasSuffix(" (deleted)") {
                return FileManager.default.contents(atPath: "/proc/self/fd/\(number)")
            }
        }
        return nil
    }

    @Test("a folder that others can look into, or a link to one, is not used")
    func folder() throws {
        for (name, mode) in [("open", 0o755), ("group", 0o750)] {
            try FileManager.default.createDirectory(
                atPath: scratch.path(name), withIntermediateDirectories: false, attributes: [.posixPermissions: mode])
            #expect(throws: Spool.Fault.notCreated) { try Spool(directory: scratch.path(name)).begin() }
        }
        try FileManager.default.createDirectory(
            atPath: scratch.path("own"), withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("link"), withDestinationPath: scratch.path("own"))
        #expect(throws: Spool.Fault.notCreated) { try Spool(directory: scratch.path("link")).begin() }
        _ = try Spool(directory: scratch.path("own")).begin()
    }

    @Test("findings are kept a hundred to a page, and at most ten thousand of one control")
    func findings() throws {
        let office = try ReportingOffice()
        var found: [ReportFinding] = []
        _ = try ReportCheck(.init(realm: .test)) { found.append($0) }.run(
            office.extract(30, faults: [.noServices: 3, .invalidIdentity: 2]))
        let one = try #require(found.first)
        let collector = try KeptFindings.Collector(spool)
        for finding in found { try collector.add(finding, to: finding.control) }
        for _ in 0..<10_200 { try collector.add(one, to: one.control) }
        let kept = try collector.finish()
        #expect(kept.pageCount(of: one.control) == 100)
        #expect(try kept.page(100, of: one.control)?.count == 100)
        #expect(try kept.page(101, of: one.control) == nil && kept.page(0, of: one.control) == nil)
        #expect(kept.pageCount(of: "K-000") == 0)
        for control in Set(found.map(\.control)) where control != one.control {
            #expect(try kept.page(1, of: control) == found.filter { $0.control == control })
        }
    }

    @Test("an extract in the spool is checked and sealed as one in a file")
    func sealed() async throws {
        let office = try ReportingOffice()
        let file = try office.extract(20, faults: [.noServices: 1])
        let intake = try ExtractIntake(spool)
        try file.read { octets, _ in try intake.take(Array(octets)) }
        let spooled = SpooledExtract(try intake.finish())
        let check = ReportCheck(.init(realm: .test))
        let (one, other) = (try check.run(file), try check.run(spooled))
        #expect(one.persons == other.persons && one.groups.map(\.count) == other.groups.map(\.count))
        let sealed = try await office.sealing().run(spooled, companion: nil) { _, _, _ in office.folder() }
        #expect(sealed.manifest.personCount == 20)
    }
}

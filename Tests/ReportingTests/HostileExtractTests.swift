import Foundation
import Glibc
import IplosContent
import IplosExtract
import NationalIdentity
import Reporting
import SealedSubmission
import TestSupport
import Testing

@Suite("Extracts that leak, lie or stall")
struct HostileExtractTests {
    private let office: ReportingOffice

    init() throws { office = try ReportingOffice() }

    private let number = SyntheticPerson.number(4).identityNumber

    /// The extract of one person, with octets of its own in place of a text that stands in it.
    private func extract(_ change: (String) -> String, name: String = "x.xml") throws -> ExtractFile {
        var octets: [UInt8] = []
        try office.generator(1).write { octets += $0 }
        return ExtractFile(
            path: try office.scratch.write(Array(change(String(decoding: octets, as: UTF8.self)).utf8), to: name))
    }

    private func shown(_ file: ExtractFile) throws -> String {
        var shown = ""
        let check = ReportCheck(.init(realm: .test)) {
            shown += "\($0.control) \($0) \($0.message.nb) \($0.localNumber ?? "") "
        }
        _ = try check.run(file)
        return shown
    }

    /// The number as somebody may have written it.
    private var spellings: [String] {
        let (date, rest) = (number.prefix(6), number.suffix(5))
        let wide = String(number.unicodeScalars.map { Character(Unicode.Scalar($0.value - 48 + 0xFF10)!) })
        return [
            number, "\(date)/\(rest)", "\(date)\u{A0}\(rest)", "\(date)_\(rest)", "\(date),\(rest)", "\(date)\n\(rest)",
            wide,
        ]
    }

    @Test("M-002 a number in the place of the local one is not shown, with whatever between its digits")
    func localNumber() throws {
        for spelling in spellings {
            let file = try extract {
                $0.replacing("pePeID=\"10000\"", with: "pePeID=\"\(spelling)\"")
                    .replacing(/<peAlder>[0-9]+/, with: "<peAlder>113")
            }
            let shown = try shown(file)
            #expect(shown.contains("K-408") && !shown.contains(spelling) && !shown.contains(number), "\(spelling)")
        }
    }

    @Test("M-002 a number that has lost its zero is not shown")
    func lostZero() throws {
        let early = try #require(
            (0..<400).map { SyntheticPerson.number($0).identityNumber }.first { $0.hasPrefix("0") })
        let short = String(early.dropFirst())
        let file = try extract {
            $0.replacing("pePeID=\"10000\"", with: "pePeID=\"\(short)\"")
                .replacing(/<peAlder>[0-9]+/, with: "<peAlder>113")
        }
        #expect(try shown(file).contains("K-408") && !shown(file).contains(short))
    }

    @Test("I-032 neither numbers nor free text in other fields, the head or the contacts reach the content part")
    func content() async throws {
        let text = "Prøve Testesen, Eksempelveien 1, \(number.prefix(6))_\(number.suffix(5))"
        let file = try extract {
            $0.replacing(/<diDiagKode>[^<]*/, with: "<diDiagKode>\(text)")
                .replacing(/<iiSysID>[^<]*/, with: "<iiSysID>\(number)")
                .replacing(/<Navn>[^<]*/, with: "<Navn>\(number)")
        }
        let sealed = try await office.sealing().run(file, companion: nil, to: { _, _, _ in office.folder() })
        let content = try office.payloads(sealed.folder, .content).map { String(decoding: $0, as: UTF8.self) }.joined()
        #expect(!content.contains(number) && !content.contains("Testesen") && !content.contains(number.suffix(5)))
        #expect(sealed.withheld >= 3)
    }

    @Test("I-033 two different numbers in one person are none, and an empty one leaves the companion file its say")
    func twoNumbers() throws {
        let other = SyntheticPerson.number(6).identityNumber
        let file = try extract { $0.replacing("</peFnr>", with: "</peFnr><peFnr>\(other)</peFnr>") }
        let summary = try ReportCheck(.init(realm: .test)).run(file)
        #expect(summary.count(of: .malformed) == 1)
        let same = try extract({ $0.replacing(/<peFnr>(\d+)<\/peFnr>/) { "\($0.0)\($0.0)" } }, name: "y.xml")
        #expect(try ReportCheck(.init(realm: .test)).run(same).personsLeftOut == 0)
        let empty = try extract({ $0.replacing(/<peFnr>\d+/, with: "<peFnr>") }, name: "z.xml")
        let companion = try CompanionIdentities(Array("10000;\(number)\n".utf8))
        #expect(try ReportCheck(.init(realm: .test)).run(empty, companion: companion).personsLeftOut == 0)
    }

    @Test("I-030 numbers that may be real persons' are never sealed as a test")
    func realInTest() async throws {
        let file = try extract { text in
            // The same number with its month as of a real series: no check digit has to fit for this.
            text.replacing(/<peFnr>(\d{2})(\d)(\d{8})/) { "<peFnr>\($0.1)\(Int($0.2)! - 8)\($0.3)" }
        }
        await #expect(throws: ReportSealing.Fault.realPersonsInTest) {
            try await office.sealing(.test).run(file, companion: nil, to: { _, _, _ in office.folder() })
        }
        #expect(throws: ReportSealing.Fault.realPersonsInTest, "and it is told before anything is begun") {
            try office.sealing(.test).accepted(file, companion: nil)
        }
    }

    @Test("I-019 an extract that is changed between the check and the sealing is not signed")
    func changed() async throws {
        let file = try office.extract(3)
        let changing = office.sealing(sign: { _ in
            Issue.record("It must not be signed.")
            return []
        })
        await #expect(throws: ReportSealing.Fault.changedMeanwhile) {
            try await changing.run(file, companion: nil) { _, _, _ in
                // The folder is asked for after the check and before the second reading.
                if let handle = FileHandle(forUpdatingAtPath: file.path) {
                    _ = try? handle.seekToEnd()
                    try? handle.write(contentsOf: Data("\n".utf8))
                    try? handle.close()
                }
                return office.folder()
            }
        }
    }

    @Test("T-116 what was begun and not finished is never removed through a link")
    func link() throws {
        let treasure = try office.scratch.write([1], to: "treasure")
        try FileManager.default.createDirectory(
            atPath: office.scratch.path("others"), withIntermediateDirectories: false)
        try FileManager.default.moveItem(atPath: treasure, toPath: office.scratch.path("others/treasure"))
        try FileManager.default.createSymbolicLink(
            atPath: office.folder().path + ".unfinished", withDestinationPath: office.scratch.path("others"))
        #expect(throws: SubmissionFolder.Fault.self) { try office.folder().begin() }
        #expect(FileManager.default.fileExists(atPath: office.scratch.path("others/treasure")))
    }

    @Test("I-019 a pipe is no file, and is not waited for")
    func pipe() throws {
        let path = office.scratch.path("pipe")
        #expect(mkfifo(path, 0o600) == 0)
        #expect(throws: ExtractFile.Fault.notOrdinary(path)) { try ExtractFile(path: path).whole(limit: 10) }
    }

    @Test("I-006 a companion line without end is refused")
    func longLine() {
        #expect(throws: CompanionIdentities.Fault.self) {
            try CompanionIdentities([UInt8](repeating: UInt8(ascii: ";"), count: 100_000))
        }
    }

    @Test("I-031 scattered local numbers and a person with thousands of rows are read to the end")
    func stalling() throws {
        // Scattered numbers and one long person: what is held is that all are read, not how long it takes.
        let inverse: UInt64 = 0xF1DE_83E1_9937_733D
        var text = "<?xml version=\"1.0\"?><IPLOS xmlns=\"http://www.npr.no/xmlstds/iplos\" versjon=\"3.0\"><INNHINFO>"
        text += "<iiInnhType>P</iiInnhType><iiKomnr>9901</iiKomnr><iiBydelsnr>00</iiBydelsnr>"
        text += "<iiFraDato>20160101</iiFraDato><iiTilDato>20161231</iiTilDato></INNHINFO>"
        for index in 0..<20_000 as Range<UInt64> {
            text += "<PERSON pePeID=\"\((index &* inverse) % 9_999_999_999)\"/>"
        }
        text += "<PERSON pePeID=\"1\">"
        for index in 0..<9_000 {
            let type = index % 2 == 0 ? 21 : 1
            text += "<TJENESTE tjPeID=\"1\" tjTjID=\"\(index + 1)\"><tjTjenType>\(type)</tjTjenType>"
            text += "<tjFraDato>2016\(type == 21 ? "0101" : "0601")</tjFraDato>"
            text += "<tjTilDato>2016\(type == 21 ? "0102" : "0701")</tjTilDato></TJENESTE>"
        }
        text += "</PERSON></IPLOS>"
        let file = ExtractFile(path: try office.scratch.write(Array(text.utf8), to: "x.xml"))
        #expect(try ReportCheck(.init(realm: .test)).run(file).persons == 20_001)
    }
}

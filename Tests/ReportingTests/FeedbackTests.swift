import Archive
import ControlReport
import Foundation
import Identifiers
import IplosContent
import IplosExtract
import NationalIdentity
import Reporting
import TestSupport
import Testing

@Suite("Feedback at the municipality") struct FeedbackTests {
    private let scratch: ScratchDirectory
    private let unit = ReportingUnit("9901-00")!

    init() throws { scratch = try ScratchDirectory() }

    private func row(_ control: String, _ person: String, row: String = "1") -> ErrorRow {
        ErrorRow(
            control: control, severity: .warning, consequence: .report, mender: .registration, recordKind: "TJENESTE",
            localNumber: person, rowID: row, field: "tjTjenType", found: "", message: .everywhere("Rett."))
    }

    private func package(
        _ rows: [ErrorRow], year: Int = 2016, unit: ReportingUnit? = nil, recipients: (Int, Int) = (10, 9)
    ) throws -> FeedbackPackage {
        let head = ReportHead(
            unit: unit ?? self.unit, unitName: "Nordbygda", year: year, kind: .ordinary, sequence: 1,
            received: "2017-01-10")
        let table = try #require(
            ControlTable.comparison(
                id: "mottakere", title: .everywhere("m"), definition: .everywhere("d"),
                source: .everywhere("s"), rowTitle: .everywhere("r"), year: year,
                rows: [.init(label: .everywhere("I alt"), now: recipients.0, before: recipients.1)]))
        return FeedbackPackage(
            errors: ErrorList(head: head, rows: rows, controls: []), tables: [table])
    }

    private func opened(_ package: FeedbackPackage) throws -> OpenedFeedback {
        let password = ArchivePassword.make()
        return try OpenedFeedback.open(try package.archive(password: password), password: password)
    }

    private func side(_ package: FeedbackPackage) throws -> ReportSide {
        try ReportSide(try opened(package).contents)
    }

    @Test("I-041 unpacking makes a private folder of private files, and never touches what is there")
    func extracts() throws {
        let feedback = try opened(try package([row("K-303", "1")]))
        let folder = scratch.path("feil")
        try feedback.extract(toNew: folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(Set(names) == Set(feedback.archive.entries.map(\.name.text)))
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(folder) == 0o700)
        for name in names { #expect(try mode("\(folder)/\(name)") == 0o600) }
        #expect(throws: ArchiveFault.fileExists) { try feedback.extract(toNew: folder) }
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path("link"), withDestinationPath: scratch.path("elsewhere"))
        #expect(throws: ArchiveFault.fileExists) { try feedback.extract(toNew: scratch.path("link")) }
        #expect(!FileManager.default.fileExists(atPath: scratch.path("elsewhere")))
        #expect(throws: ArchiveFault.notWritten) { try feedback.extract(toNew: scratch.path("no/such")) }
    }

    @Test("T-114 an archive that was altered, or is of another, does not open as a feedback")
    func refused() throws {
        let password = ArchivePassword.make()
        var bytes = try package([row("K-303", "1")]).archive(password: password)
        #expect(throws: ArchiveFault.wrongPassword) { try OpenedFeedback.open(bytes, password: .make()) }
        let other = try EncryptedArchive.write(
            [ArchiveEntry(name: try ArchiveEntryName("bilde.png"), bytes: [1])], password: password)
        #expect(throws: FeedbackContents.Fault.noErrorList) { try OpenedFeedback.open(other, password: password) }
        bytes[bytes.count / 2] ^= 1
        #expect(throws: ArchiveFault.self) { try OpenedFeedback.open(bytes, password: password) }
    }

    @Test(
        "I-041 what is opened to be looked at is what came, lies in the spool alone, and compares as the archive does")
    func kept() throws {
        let package = try package((1...130).map { row("K-303", "\($0)") } + [row("K-204", "7")])
        let password = ArchivePassword.make()
        let archive = try package.archive(password: password)
        let spool = Spool(directory: scratch.path("spool"))
        let kept = try KeptFeedback(archive, password: password, isProven: true, into: spool)
        let opened = try OpenedFeedback.open(archive, password: password)
        #expect(kept.unit == unit && kept.year == 2016)
        #expect(kept.controls == opened.contents.controls && kept.tables == opened.contents.tables)
        #expect(kept.files.map(\.name) == opened.archive.entries.map(\.name.text))
        for (file, entry) in zip(kept.files, opened.archive.entries) {
            var (octets, number): ([UInt8], Int) = ([], 0)
            while let piece = try file.piece(number) {
                octets += piece
                number += 1
            }
            #expect(octets == entry.bytes && file.octets == octets.count, "\(file.name)")
        }
        #expect(kept.first.mapValues { $0.map(\.localNumber) } == ["K-303": ["1", "2", "3"], "K-204": ["7"]])
        #expect(kept.rows.pageCount(of: "K-303") == 2)
        #expect(try kept.rows.page(2, of: "K-303")?.map(\.localNumber) == (101...130).map(String.init))
        let old = try side(try self.package([row("K-303", "1")]))
        #expect(try ReportDifference(from: old, to: kept.side()) == ReportDifference(from: old, to: side(package)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("spool")).isEmpty)
        #expect(throws: ArchiveFault.wrongPassword) {
            try KeptFeedback(archive, password: .make(), isProven: true, into: spool)
        }
        let other = try EncryptedArchive.write(
            [ArchiveEntry(name: try ArchiveEntryName("bilde.png"), bytes: [1])], password: password)
        #expect(throws: FeedbackContents.Fault.noErrorList) {
            try KeptFeedback(other, password: password, isProven: true, into: spool)
        }
    }

    @Test("T-114 an archive of more files than a register sends is not opened to be looked at")
    func manyFiles() throws {
        let password = ArchivePassword.make()
        let files = try package([row("K-303", "1")]).files()
        let spool = Spool(directory: scratch.path("spool"))
        func kept(files count: Int) throws -> KeptFeedback {
            let more = try (0..<count - files.count - 1).map {
                ArchiveEntry(name: try ArchiveEntryName("f\($0).txt"), bytes: [1])
            }
            // The list of checksums is one of them.
            let archive = try EncryptedArchive.write(files + more, password: password)
            return try KeptFeedback(archive, password: password, isProven: false, into: spool)
        }
        #expect(try kept(files: 64).files.count == 64)
        #expect(throws: ArchiveFault.entryCount) { try kept(files: 65) }
    }

    @Test("T-130 what is not proved to be the register's is handed out neutral, and what is as it came")
    func neutral() throws {
        let password = ArchivePassword.make()
        let spool = Spool(directory: scratch.path("spool"))
        let name = "9901-00_2016_kontrolltabell-x.csv"
        func octets(_ table: String, isProven: Bool) throws -> String {
            let entry = ArchiveEntry(name: try ArchiveEntryName(name), bytes: Array(table.utf8))
            let archive = try EncryptedArchive.write(
                try package([row("K-303", "1")]).files() + [entry], password: password)
            let kept = try KeptFeedback(archive, password: password, isProven: isProven, into: spool)
            let file = try #require(kept.files.first { $0.name == name })
            let octets = try file.piece(0) ?? []
            #expect(octets.count == file.octets)
            return String(decoding: octets, as: UTF8.self)
        }
        let table = "\u{FEFF}\"=1+1\";\"2016\"\r\n=2+2;3\r\n"
        #expect(try octets(table, isProven: false) == "\u{FEFF}\"'=1+1\";\"2016\"\r\n\"'=2+2\";3\r\n")
        #expect(try octets(table, isProven: true) == table)
    }

    @Test("I-041 to the last submission: errors that are gone, new and still there, by local number")
    func lastSubmission() throws {
        let old = try side(try package([row("K-303", "2"), row("K-303", "10"), row("K-204", "7")]))
        let rows = [row("K-303", "10", row: "5"), row("K-303", "11"), row("K-303", "9"), row("R-201", "")]
        let difference = try ReportDifference(from: old, to: try side(try package(rows, recipients: (12, 9))))
        #expect(difference.controls.map(\.control) == ["K-204", "K-303", "R-201"])
        #expect(difference.controls.map(\.gone) == [["7"], ["2"], []])
        #expect(difference.controls.map(\.new) == [[], ["9", "11"], [""]])
        #expect(difference.controls.map(\.stillThere) == [[], ["10"], []])
        #expect(difference.years == [2016, 2016] && difference.persons == nil && !difference.isShortened)
        let figure = try #require(difference.figures.first)
        #expect(difference.figures.count == 1 && figure.table == "mottakere" && figure.row == "I alt")
        #expect(figure.before == "10" && figure.after == "12")
    }

    @Test("I-041 to last year: the years' own columns are held against one another")
    func lastYear() throws {
        let old = try side(try package([row("K-303", "2")], year: 2015, recipients: (10, 8)))
        let new = try side(try package([row("K-303", "2")], year: 2016, recipients: (10, 99)))
        let difference = try ReportDifference(from: old, to: new)
        #expect(difference.years == [2015, 2016] && difference.figures.isEmpty, "10 last year, 10 now")
        #expect(difference.controls.map(\.stillThere) == [["2"]])
    }

    @Test("I-041 two of different units are not compared, and a shortened list says so")
    func refusals() throws {
        let old = try side(try package([]))
        let other = try side(try package([], unit: ReportingUnit("9902-00")))
        #expect(throws: ReportDifference.Refusal.otherUnits) { try ReportDifference(from: old, to: other) }
        let shortened = ErrorRow(
            control: "R-901", severity: .note, consequence: .report, mender: .extract, found: "K-303",
            message: .everywhere("K-303: 5 rader til."))
        let difference = try ReportDifference(from: old, to: try side(try package([shortened])))
        #expect(difference.isShortened && difference.controls.isEmpty)
    }

    private func extract(persons: Int, faults: [PlantedFault: Int] = [:]) throws -> ExtractFile {
        var octets: [UInt8] = []
        try ExtractGenerator(persons: persons, seed: 3, municipality: unit.municipality, year: 2016, faults: faults)
            .write { octets += $0 }
        return ExtractFile(path: try scratch.write(octets, to: "\(persons).xml"))
    }

    @Test("I-041 between two extracts: who is reported now and was not, never by identity")
    func twoExtracts() throws {
        let options = ReportCheck.Options(realm: .test, examples: 0)
        let old = try ReportSide(try extract(persons: 20), check: options) { $0.en }
        let new = try ReportSide(try extract(persons: 25), check: options) { $0.en }
        let difference = try ReportDifference(from: old, to: new)
        let persons = try #require(difference.persons)
        #expect(persons.before == 20 && persons.after == 25)
        #expect(persons.gained.count - persons.lost.count == 5)
        let rows = difference.figures.first { $0.table == "rows" && $0.row == "PERSON" }
        #expect(rows?.before == "20" && rows?.after == "25")
        #expect(rows?.tableName.nb == "rader" && rows?.rowName(in: 2016) == "PERSON")
        let service = try #require(difference.figures.first { $0.table == "recipients" })
        #expect(service.tableName.nb == "mottakere" && service.rowName(in: 2016).hasPrefix("\(service.row) "))
        #expect(!"\(difference)".contains(/\d{11}/), "no identity")
        let same = try ReportDifference(from: old, to: old)
        #expect(same.figures.isEmpty && same.persons?.gained == [] && same.persons?.lost == [])
        #expect(same.controls.allSatisfy { $0.gone.isEmpty && $0.new.isEmpty && !$0.stillThere.isEmpty })
    }

    @Test("I-041 an age that does not agree is told by the check, and is neither new nor gone beside a register's list")
    func seenHereAlone() throws {
        let options = ReportCheck.Options(realm: .test, examples: 0)
        let file = try extract(persons: 20, faults: [.wrongAge: 2])
        let summary = try ReportCheck(options).run(file)
        let group = try #require(summary.groups.first { $0.first.control == "K-408" })
        #expect(group.count == 2 && group.first.action.nb.contains("Dette ser bare kommunen"))
        let (list, now) = (try side(try package([row("K-303", "2")])), try ReportSide(file, check: options) { $0.en })
        #expect(try !ReportDifference(from: list, to: now).controls.contains { $0.control == "K-408" })
        #expect(try !ReportDifference(from: now, to: list).controls.contains { $0.control == "K-408" })
        #expect(try ReportDifference(from: now, to: now).controls.contains { $0.control == "K-408" })
    }

    @Test("I-041 an extract that cannot be read is not compared")
    func unreadable() throws {
        let file = ExtractFile(path: try scratch.write(Array("<x/>".utf8), to: "x.xml"))
        #expect(throws: ReportSealing.Fault.stopped) {
            try ReportSide(file, check: ReportCheck.Options(realm: .test)) { $0.en }
        }
    }
}

extension ControlText {
    /// The same in each language.
    fileprivate static func everywhere(_ text: String) -> ControlText { ControlText(text, text, text) }
}

import Archive
import Identifiers
import IplosContent
import Testing

@testable import ControlReport

@Suite("A feedback, read again") struct FeedbackContentsTests {
    private func opened(_ package: FeedbackPackage) throws -> OpenedArchive {
        let password = ArchivePassword.make()
        return try ArchiveReader.open(try package.archive(password: password), password: password)
    }

    /// The archive with one file's octets changed.
    private func opened(
        _ package: FeedbackPackage, _ name: String, _ change: ([UInt8]) -> [UInt8]?
    ) throws -> OpenedArchive {
        let password = ArchivePassword.make()
        let entries = try package.files().compactMap { entry -> ArchiveEntry? in
            guard entry.name.text.hasSuffix(name) else { return entry }
            return change(entry.bytes).map { ArchiveEntry(name: entry.name, bytes: $0) }
        }
        return try ArchiveReader.open(try EncryptedArchive.write(entries, password: password), password: password)
    }

    @Test(
        "I-005 list, counts and tables are read as they were written, in every language",
        arguments: ReportLanguage.allCases)
    func roundTrip(language: ReportLanguage) throws {
        let package = try SyntheticReport.package(language)
        let contents = try FeedbackContents(try opened(package))
        #expect(contents.unit == ReportingUnit("4601-00") && contents.year == 2016)
        var rows: [FeedbackContents.Row] = []
        try contents.eachRow { rows.append($0) }
        let expected = package.errors.rows
        #expect(rows.count == expected.count && rows.count == 45)
        for (row, wanted) in zip(rows, expected) {
            #expect(row.control == wanted.control && row.severity == wanted.severity && row.mender == wanted.mender)
            #expect(row.consequence == wanted.consequence && row.localNumber == wanted.localNumber)
            #expect(row.found == wanted.found && row.message == wanted.message.text(language))
        }
        #expect(contents.controls.map(\.control) == package.errors.counts.map(\.control))
        #expect(contents.controls.map(\.rows) == package.errors.counts.map(\.rows))
        #expect(contents.controls.map(\.persons) == package.errors.counts.map(\.persons))
        #expect(contents.controls.map(\.title) == package.errors.counts.map { $0.title.text(language) })
        let table = try #require(contents.tables.first)
        #expect(table.id == "tjenester" && table.columns.count == 4 && table.columns[1] == "2016")
        #expect(table.rows.map { $0[1] } == ["120", "3", "77", "200"])
        #expect(table.rows[1][3] == "", "no change can be told from nothing")
    }

    @Test("T-130 a formula that was found stays inert in the file, and is read as what was found")
    func formulas() throws {
        let found = ["=1+1", "@SUM(A1)", "+47", "-1", "|calc", "''", "it's", "a\"b;c\r\nd", "", "\u{FF1D}1"]
        let rows = found.enumerated().map { SyntheticReport.row(person: "\($0)", found: $1) }
        let errors = ErrorList(head: try SyntheticReport.head(), rows: rows, controls: [])
        let package = FeedbackPackage(errors: errors, tables: [])
        let text = try SyntheticReport.text("feilliste.csv", of: package)
        for formula in ["=1+1", "@SUM(A1)", "+47", "-1", "|calc"] { #expect(!text.contains(";\"\(formula)\"")) }
        var read: [String] = []
        try FeedbackContents(try opened(package)).eachRow { read.append($0.found) }
        #expect(Set(read) == Set(found))
    }

    @Test(
        "I-005 a list that is not of the form is refused whole",
        arguments: [
            "feilliste-antall.csv", "kontrolltabell-tjenester.csv",
        ])
    func malformed(name: String) throws {
        let package = try SyntheticReport.package()
        let changes: [([UInt8]) -> [UInt8]] = [
            { Array($0.dropFirst(3)) }, { Array($0.dropLast(1)) }, { $0 + Array("\"x".utf8) }, { $0 + [0xFF, 13, 10] },
            { $0 + Array("a;b\r\n".utf8) }, { _ in [] },
        ]
        for (number, change) in changes.enumerated() {
            let archive = try opened(package, name) { change($0) }
            #expect(throws: FeedbackContents.Fault.malformed, "\(number)") { try FeedbackContents(archive) }
        }
    }

    @Test("I-005 a row that is not of the form stops the reading of the list")
    func malformedRow() throws {
        for line in ["\"K-303\"\r\n", "\"K-303\";\"Viktig\"" + String(repeating: ";\"\"", count: 8) + "\r\n"] {
            let archive = try opened(try SyntheticReport.package(), "_feilliste.csv") { $0 + Array(line.utf8) }
            let contents = try FeedbackContents(archive)
            #expect(throws: FeedbackContents.Fault.malformed) { try contents.eachRow { _ in } }
        }
    }

    @Test("I-005 an archive of something else is no feedback")
    func foreign() throws {
        for name in ["_feilliste.csv", "feilliste-antall.csv"] {
            let archive = try opened(try SyntheticReport.package(), name) { _ in nil }
            #expect(throws: FeedbackContents.Fault.noErrorList) { try FeedbackContents(archive) }
        }
    }

    @Test("T-129 rows lie in the order of the record system, whatever order they were found in")
    func order() throws {
        let people = ["2", "10", "9", "a", "", "010", "100"]
        var rows = people.map { SyntheticReport.row(person: $0) }
        rows += people.map { SyntheticReport.row("K-204", .warning, person: $0) }
        let head = try SyntheticReport.head()
        let sorted = ErrorList(head: head, rows: rows, controls: []).rows
        #expect(sorted == ErrorList(head: head, rows: rows.reversed(), controls: []).rows)
        #expect(sorted.prefix(7).map(\.localNumber) == ["2", "9", "10", "010", "100", "", "a"])
        #expect(sorted.prefix(7).allSatisfy { $0.severity == .strongWarning }, "worst first")
        let inOne = rows.map { $0.kept(in: .nb) }
        #expect(ErrorList(head: head, rows: inOne, controls: []).rows.map(\.localNumber) == sorted.map(\.localNumber))
    }
}

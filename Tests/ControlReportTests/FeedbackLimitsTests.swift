import Archive
import Identifiers
import Testing

@testable import ControlReport

/// Archives may come from anybody: what no register writes is refused before it is held, added or shown.
@Suite("How much of a feedback is read") struct FeedbackLimitsTests {
    private static let head = "9901-00_2016_"
    private static let listHeading =
        "\u{FEFF}\"Kontroll\";\"Alvor\";\"Følge\";\"Hvem retter\";\"Post\";\"Løpenummer\";\"Rad\";\"Felt\";\"Fant\";\"Melding\"\r\n"
    private static let countHeading =
        "\u{FEFF}\"Kontroll\";\"Hva\";\"Alvor\";\"Følge\";\"Hvem retter\";\"Antall rader\";\"Antall personer\";\"Hva gjøres\"\r\n"

    private static func count(_ control: String = "K-301", _ rows: String = "1", _ persons: String = "1") -> String {
        "\"\(control)\";\"t\";\"Advarsel\";\"Bare melding\";\"Leverandøren\";\(rows);\(persons);\"x\"\r\n"
    }

    private static func row(_ control: String, found: String = "") -> String {
        "\"\(control)\";\"Advarsel\";\"Bare melding\";\"Leverandøren\";\"P\";\"1\";\"1\";\"f\";\"\(found)\";\"m\"\r\n"
    }

    private func read(
        counts: [String] = [Self.count()], list: [String] = [], tables: [String] = []
    ) throws -> FeedbackContents {
        var files = [
            Self.head + "feilliste.csv": Self.listHeading + list.joined(),
            Self.head + "feilliste-antall.csv": Self.countHeading + counts.joined(),
        ]
        for (number, table) in tables.enumerated() { files[Self.head + "kontrolltabell-\(number).csv"] = table }
        return try FeedbackContents(names: files.keys.sorted()) { files[$0].map { Array($0.utf8) } }
    }

    private func table(rows: Int, columns: Int) -> String {
        let line = Array(repeating: "1", count: columns).joined(separator: ";") + "\r\n"
        return "\u{FEFF}" + String(repeating: line, count: rows + 1)
    }

    @Test(
        "T-114 a count is digits up to a hundred million, so that no sum of them is too large to be a number",
        arguments: [
            ("9223372036854775807", FeedbackContents.Fault.tooMuch), ("100000001", .tooMuch),
            ("99999999999999999999", .tooMuch), ("-1", .malformed), ("-9223372036854775808", .malformed),
            ("+1", .malformed), ("", .malformed), ("1,5", .malformed),
        ])
    func counts(text: String, fault: FeedbackContents.Fault) throws {
        #expect(throws: fault) { try read(counts: [Self.count("K-301", text)]) }
        #expect(throws: fault) { try read(counts: [Self.count("K-301", "1", text)]) }
        let most = (0..<500).map { Self.count("K-\($0)", "100000000", "0") }
        #expect(try read(counts: most).controls.map(\.rows).reduce(0, +) == 50_000_000_000)
    }

    @Test("T-114 five hundred controls are read, and no more")
    func controls() throws {
        let controls = (0...500).map { Self.count("K-\($0)") }
        #expect(try read(counts: Array(controls.dropLast())).controls.count == 500)
        #expect(throws: FeedbackContents.Fault.tooMuch) { try read(counts: controls) }
    }

    @Test("T-114 tables are read up to their number, rows, columns and cells, and no further")
    func tables() throws {
        #expect(try read(tables: Array(repeating: table(rows: 1, columns: 2), count: 200)).tables.count == 200)
        #expect(try read(tables: [table(rows: 5_000, columns: 2)]).tables[0].rows.count == 5_000)
        #expect(try read(tables: [table(rows: 1, columns: 64)]).tables[0].columns.count == 64)
        for tables in [
            Array(repeating: table(rows: 1, columns: 2), count: 201), [table(rows: 5_001, columns: 2)],
            [table(rows: 1, columns: 65)], Array(repeating: table(rows: 2_000, columns: 50), count: 2),
        ] {
            #expect(throws: FeedbackContents.Fault.tooMuch) { try read(tables: tables) }
        }
    }

    @Test("T-114 a text has four thousand characters, also when marks are heaped on one letter, and no more")
    func texts() throws {
        func rows(_ found: String) throws -> [FeedbackContents.Row] {
            var rows: [FeedbackContents.Row] = []
            try read(list: [Self.row("K-301", found: found)]).eachRow { rows.append($0) }
            return rows
        }
        for letter in ["a", "å", "\u{1F600}"] {
            #expect(try rows(String(repeating: letter, count: 4_000)).first?.found.count == 4_000)
            #expect(throws: FeedbackContents.Fault.tooMuch) { try rows(String(repeating: letter, count: 4_002)) }
        }
        let heaped = "a" + String(repeating: "\u{301}", count: 4_500)
        #expect(throws: FeedbackContents.Fault.tooMuch) { try rows(heaped) }
        // As many quotes as there may be characters, each of them doubled in the file.
        #expect(try rows(String(repeating: "\"\"", count: 4_000)).first?.found.count == 4_000)
    }

    @Test("T-114 every row of the list is of a control that is counted")
    func uncounted() throws {
        let contents = try read(list: [Self.row("K-301"), Self.row("K-302")])
        var read: [String] = []
        #expect(throws: FeedbackContents.Fault.malformed) { try contents.eachRow { read.append($0.control) } }
        #expect(read == ["K-301"])
    }

    @Test(
        "T-130 a file of a register's is the same when it is made neutral, in every language",
        arguments: ReportLanguage.allCases)
    func ours(language: ReportLanguage) throws {
        var files = try SyntheticReport.package(language).files()
        let risky = ["=1+1", "'=1", "''", "+47", "\u{FF1D}1", "a\"b;c\r\nd"].map { SyntheticReport.row(found: $0) }
        let errors = ErrorList(head: try SyntheticReport.head(), rows: risky, controls: SyntheticReport.controls)
        files += try FeedbackPackage(errors: errors, tables: [try SyntheticReport.table()], language: language).files()
        let lists = files.filter { $0.name.text.hasSuffix(".csv") }
        #expect(lists.count == 8)
        for list in lists { #expect(try SpreadsheetText.neutral(list.bytes) == list.bytes, "\(list.name.text)") }
    }

    @Test("T-130 a formula in a file that somebody made is made inert, in quotes and outside")
    func foreign() throws {
        func neutral(_ line: String) throws -> String {
            String(decoding: try SpreadsheetText.neutral(Array("\u{FEFF}\(line)\r\n".utf8)).dropFirst(3), as: UTF8.self)
        }
        for (line, wanted) in [
            ("\"=HYPERLINK(\"\"x\"\")\"", "\"'=HYPERLINK(\"\"x\"\")\""), ("=1+1;@SUM(A1)", "\"'=1+1\";\"'@SUM(A1)\""),
            ("-1+1;-1,5;:;;12", "\"'-1+1\";-1,5;:;;12"), ("\"'=1\";plain", "\"'=1\";\"plain\""),
        ] {
            #expect(try neutral(line) == wanted + "\r\n")
        }
        #expect(throws: FeedbackContents.Fault.malformed) { try SpreadsheetText.neutral(Array("=1\r\n".utf8)) }
        #expect(throws: FeedbackContents.Fault.malformed) { try neutral("\"a") }
        #expect(throws: FeedbackContents.Fault.tooMuch) { try neutral(String(repeating: ";", count: 64)) }
    }
}

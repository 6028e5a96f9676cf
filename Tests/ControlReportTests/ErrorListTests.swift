import ControlReport
import Foundation
import IplosContent
import Testing

@Suite("Error lists")
struct ErrorListTests {
    @Test("T-129 the list is the same whatever order the errors were found in")
    func order() throws {
        let rows = SyntheticReport.rows
        let list = ErrorList(head: try SyntheticReport.head(), rows: rows, controls: SyntheticReport.controls)
        for _ in 0..<20 {
            let again = ErrorList(
                head: try SyntheticReport.head(), rows: rows.shuffled(), controls: SyntheticReport.controls.reversed())
            #expect(again.rows == list.rows)
            #expect(again.counts == list.counts)
        }
        #expect(list.rows.count == rows.count)
    }

    @Test("I-042 the worst stand first, then by control and local number as a number, not as text")
    func sorted() throws {
        let rows = [
            SyntheticReport.row("K-101", .note, person: "1"), SyntheticReport.row("K-303", .stop, person: "100"),
            SyntheticReport.row("K-303", .stop, person: "9"), SyntheticReport.row("K-303", .stop, person: "A1"),
            SyntheticReport.row("K-204", .stop, person: "500"),
            SyntheticReport.row("K-303", .stop, person: "9", row: "20"),
        ]
        let list = ErrorList(head: try SyntheticReport.head(), rows: rows, controls: [])
        #expect(list.rows.map(\.control) == ["K-204", "K-303", "K-303", "K-303", "K-303", "K-101"])
        #expect(list.rows.map(\.localNumber) == ["500", "9", "9", "100", "A1", "1"])
        #expect(list.rows.map(\.rowID) == ["3", "3", "20", "3", "3", "3"])
    }

    @Test("I-042 each control is counted, rows and different persons, with its text or else its number")
    func counts() throws {
        let list = try SyntheticReport.errors()
        #expect(list.counts.map(\.control) == ["K-303", "K-204"])
        #expect(list.counts.map(\.rows) == [40, 5])
        #expect(list.counts.map(\.persons) == [13, 5])
        #expect(list.counts[1].title.en == "Stop before start")
        let unknown = ErrorList(
            head: try SyntheticReport.head(), rows: [SyntheticReport.row("R-9", person: "")], controls: [])
        #expect(unknown.counts.map(\.title.nb) == ["R-9"])
        #expect(unknown.counts.map(\.persons) == [0])
        #expect(ErrorList(head: try SyntheticReport.head(), rows: [], controls: []).counts.isEmpty)
    }

    @Test("I-042 a finding of the extract's controls becomes a row with its own texts")
    func finding() throws {
        let json = """
            {"control": "K-303", "severity": 2, "consequence": 0, "mender": "registration", "kind": 5,
            "localNumber": "17", "rowID": "3", "found": "", "expected": {"given": {}}, "line": 40}
            """
        let finding = try JSONDecoder().decode(Finding.self, from: Data(json.utf8))
        let row = ErrorRow(finding)
        #expect(row.control == "K-303")
        #expect(row.severity == .strongWarning)
        #expect(row.recordKind == "TJENESTE")
        #expect(row.localNumber == "17")
        #expect(row.message == finding.message)
        let description = ControlDescription(ControlCatalogue.control(.institutionNumber))
        let list = ErrorList(head: try SyntheticReport.head(), rows: [row], controls: [description])
        #expect(list.counts.map(\.title) == [finding.title])
    }

    @Test("I-042 figures are divided and rounded as on paper, half away from zero, and never by zero")
    func numbers() {
        #expect(ReportNumber(1, dividedBy: 3, places: 2) == ReportNumber(units: 33, places: 2))
        #expect(ReportNumber(1, dividedBy: 8, places: 2) == ReportNumber(units: 13, places: 2))
        #expect(ReportNumber(-1, dividedBy: 8, places: 2) == ReportNumber(units: -13, places: 2))
        #expect(ReportNumber(-1, dividedBy: -8, places: 2) == ReportNumber(units: 13, places: 2))
        #expect(ReportNumber(1, dividedBy: 0, places: 2) == nil)
        #expect(ReportNumber(Int.max, dividedBy: 2, places: 4) == nil)
        #expect(ReportNumber.change(from: 110, to: 120) == ReportNumber(units: 91, places: 1))
        #expect(ReportNumber.change(from: 0, to: 3) == nil)
        #expect(ReportNumber(units: 125, places: 1) > ReportNumber(12))
        #expect(!(ReportNumber(units: 120, places: 1) > ReportNumber(12)))
    }

    @Test("I-042 a table whose rows do not fit its columns, or whose id is no file name, is none")
    func tables() throws {
        let words = ControlText("a", "a", "a")
        func table(_ id: String, cells: Int) -> ControlTable? {
            ControlTable(
                id: id, title: words, definition: words, source: words, rowTitle: words,
                columns: [.init(title: words, meaning: words, kind: .count)],
                rows: [.init(label: words, cells: Array(repeating: .missing, count: cells))])
        }
        #expect(table("alder-1", cells: 1) != nil)
        #expect(table("alder-1", cells: 2) == nil)
        for id in ["", "Alder", "a/b", "..", "å", String(repeating: "a", count: 41)] {
            #expect(table(id, cells: 1) == nil)
        }
    }
}

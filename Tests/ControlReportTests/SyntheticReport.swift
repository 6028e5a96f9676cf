import Archive
import Identifiers
import IplosContent
import Testing

@testable import ControlReport

/// An invented municipality's report.
enum SyntheticReport {
    static func head(_ kind: ReportHead.Kind = .ordinary) throws -> ReportHead {
        ReportHead(
            unit: try #require(ReportingUnit("4601-00")), unitName: "Nordbygda & Sørvågen <kommune>", year: 2016,
            kind: kind, sequence: 2, received: "2017-01-10")
    }

    static let controls = [
        ControlDescription(
            control: "K-303",
            title: ControlText("Institusjon uten nummer", "Institusjon utan nummer", "Institution without number"),
            action: ControlText("Legg inn nummeret.", "Legg inn nummeret.", "Enter the number.")),
        ControlDescription(
            control: "K-204", title: ControlText("Slutt før start", "Slutt før start", "Stop before start"),
            action: ControlText("Rett datoene.", "Rett datoane.", "Correct the dates.")),
    ]

    static func row(
        _ control: String = "K-303", _ severity: Severity = .strongWarning, person: String = "17", row: String = "3",
        found: String = ""
    ) -> ErrorRow {
        ErrorRow(
            control: control, severity: severity, consequence: .report, mender: .registration,
            recordKind: "TJENESTE", localNumber: person, rowID: row, field: "tjInstOrgnr", found: found,
            message: ControlText(
                "Rett feltet. Fant \(found).", "Rett feltet. Fann \(found).", "Correct the field. Found \(found)."))
    }

    static var rows: [ErrorRow] {
        (0..<40).map { row("K-303", person: "\($0 % 13 + 1)", row: "\($0)") }
            + (0..<5).map { row("K-204", .warning, person: "\($0 + 5)", row: "1", found: "=1+\($0)") }
    }

    static func errors(_ kind: ReportHead.Kind = .ordinary) throws -> ErrorList {
        ErrorList(head: try head(kind), rows: rows, controls: controls)
    }

    static func table() throws -> ControlTable {
        let rows = [("Helsetjenester i hjemmet", 120, 110), ("Støttekontakt <3>", 3, 0), ("Langtidsopphold", 77, 78)]
        let compared = rows.map {
            ControlTable.Compared(label: ControlText($0.0, $0.0, $0.0), now: $0.1, before: $0.2)
        }
        let sum = ControlTable.Compared(
            label: ControlText("I alt", "I alt", "Total"), now: 200, before: 188, isTotal: true)
        return try #require(
            ControlTable.comparison(
                id: "tjenester", title: ControlText("Mottakere", "Mottakarar", "Recipients"),
                definition: ControlText("Talt per tjeneste.", "Talt per teneste.", "Counted for each service."),
                source: ControlText("Egen", "Eigen", "Own"),
                rowTitle: ControlText("Tjeneste", "Teneste", "Service"), year: 2016, rows: compared + [sum]))
    }

    static func package(_ language: ReportLanguage = .nb, _ kind: ReportHead.Kind = .ordinary) throws -> FeedbackPackage
    {
        FeedbackPackage(errors: try errors(kind), tables: [try table()], language: language)
    }

    /// A file of the package as text.
    static func text(_ name: String, of package: FeedbackPackage) throws -> String {
        let file = try #require(try package.files().first { $0.name.text == "4601-00_2016_\(name)" })
        return String(decoding: file.bytes, as: UTF8.self)
    }

    /// The parts of a workbook by name.
    static func parts(_ workbook: [UInt8]) throws -> [String: String] {
        let opened = try ArchiveReader.open(workbook, password: nil, limits: .plain)
        return Dictionary(
            uniqueKeysWithValues: opened.entries.map { ($0.name.text, String(decoding: $0.bytes, as: UTF8.self)) })
    }
}

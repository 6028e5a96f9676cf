public import ControlReport
public import Identifiers
import IplosContent

/// What a register answers on a report: an invented error list and one table.
public struct RegisterAnswer: Sendable {
    /// Local numbers of those with an error of `K-303`, which whoever registers mends.
    public var persons = ["7", "12", "31"]
    /// Figures of the table, of the year and of the one before.
    public var recipients = (now: 40, before: 38)
    public var unit: ReportingUnit
    public var year: Int
    /// What stands in each row's message.
    public var message = "Institusjonen mangler nummer."

    public init(
        unit: ReportingUnit, year: Int = 2016, persons: [String] = ["7", "12", "31"],
        recipients: (now: Int, before: Int) = (40, 38), message: String = "Institusjonen mangler nummer."
    ) {
        self.unit = unit
        self.year = year
        self.persons = persons
        self.recipients = recipients
        self.message = message
    }

    /// As it is sealed into an archive. Beside the errors of `K-303` it has one that whoever makes the extract mends.
    public func package() -> FeedbackPackage {
        let head = ReportHead(
            unit: unit, unitName: "Nordbygda", year: year, kind: .ordinary, sequence: 1, received: "2017-01-10")
        let rows = persons.map {
            ErrorRow(
                control: "K-303", severity: .strongWarning, consequence: .report, mender: .registration,
                recordKind: "TJENESTE", localNumber: $0, rowID: "1", field: "tjInstOrgnr",
                message: Self.everywhere(message))
        }
        let late = ErrorRow(
            control: "K-204", severity: .warning, consequence: .dropRow, mender: .extract, recordKind: "TJENESTE",
            localNumber: "12", rowID: "2", field: "tjTilDato", message: Self.everywhere("Datoen er for tidlig."))
        let controls = [
            ControlDescription(
                control: "K-303", title: Self.everywhere("Institusjon uten nummer"),
                action: Self.everywhere("Legg inn nummeret.")),
            ControlDescription(
                control: "K-204", title: Self.everywhere("Slutt før start"), action: Self.everywhere("Rett datoene.")),
        ]
        let rowsOfTable = ["Helsetjenester i hjemmet", "Langtidsopphold"].enumerated().map { index, label in
            ControlTable.Compared(
                label: Self.everywhere(label), now: recipients.now + index, before: recipients.before + index)
        }
        let table = ControlTable.comparison(
            id: "mottakere", title: Self.everywhere("Mottakere"), definition: Self.everywhere("Talt hver for seg."),
            source: Self.everywhere("Egen"), rowTitle: Self.everywhere("Tjeneste"), year: year, rows: rowsOfTable)
        return FeedbackPackage(
            errors: ErrorList(head: head, rows: rows + [late], controls: controls), tables: [table].compactMap(\.self))
    }

    private static func everywhere(_ text: String) -> ControlText { ControlText(text, text, text) }
}

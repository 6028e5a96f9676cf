import ControlReport
import IplosContent

/// The control tables of one submission, beside last year's.
struct ControlTables: Sendable {
    let now: Tally
    /// Nil when nothing of the unit counted last year.
    let before: Tally?
    let year: Int
    let rule: AssistanceNeedRule
    /// Organisation numbers that are not in the unit's list, with how many rows have them.
    let unknownProviders: [String: Int]
    /// When the unit's list of providers was made; nil when there is none.
    let providersDated: String?

    /// All tables, in the order they are sent.
    func all() -> [ControlTable] {
        [recipients(), diagnoses(), registered(), indicators(), needs(), providers()].compactMap { $0 }
    }

    static let ours = ControlText(
        "Egne mål, ikke SSBs.", "Eigne mål, ikkje SSB sine.", "Measures of our own, not Statistics Norway's.")
    static let published = ControlText(
        "KOSTRA, publisert variabeldefinisjon.", "KOSTRA, publisert variabeldefinisjon.",
        "KOSTRA, published definition of the variable.")

    static func column(
        _ title: ControlText, _ meaning: ControlText, _ kind: ControlTable.Column.Kind = .count
    ) -> ControlTable.Column {
        ControlTable.Column(title: title, meaning: meaning, kind: kind)
    }

    /// A share in percent, or nothing when there is nobody.
    static func share(_ part: Int, of whole: Int) -> ReportCell {
        ReportNumber.percent(part, of: whole).map(ReportCell.number) ?? .missing
    }

    // MARK: - Recipients and diagnoses

    private var serviceTypes: [Int] { Set(now.serviceTypes + (before?.serviceTypes ?? [])).sorted() }

    private func recipients() -> ControlTable? {
        let services = serviceTypes.map { type in
            ControlTable.Compared(
                label: ControlText(all: "\(type) \(ServiceNames.text(type, in: year))"), now: now[.service(type)],
                before: before?[.service(type)])
        }
        let total = ControlTable.Compared(
            label: ControlText("Mottakere i alt", "Mottakarar i alt", "Recipients in all"), now: now[.recipients],
            before: before?[.recipients])
        let atEnd = ControlTable.Compared(
            label: ControlText("Mottakere per 31.12.", "Mottakarar per 31.12.", "Recipients at 31 December"),
            now: now[.recipientsAtEnd], before: before?[.recipientsAtEnd])
        return ControlTable.comparison(
            id: "mottakere",
            title: ControlText(
                "Mottakere etter type tjeneste", "Mottakarar etter type teneste", "Recipients by type of service"),
            definition: ControlText(
                "Personer med minst én tjeneste som teller i løpet av året: innvilget der det kreves vedtak, påbegynt, "
                    + "ikke avsluttet før året. En person telles én gang i hver type.",
                "Personar med minst éi teneste som tel i løpet av året: innvilga der det er krav om vedtak, tekne til, "
                    + "ikkje avslutta før året. Ein person blir telt éin gong i kvar type.",
                "Persons with at least one service that counts during the year: granted where a decision is needed, "
                    + "begun, not ended before the year. A person counts once in each type."),
            source: Self.ours,
            rowTitle: ControlText("Type tjeneste", "Type teneste", "Type of service"), year: year,
            rows: services + [total, atEnd])
    }

    /// Share with a diagnosis for each service, this year and last (I-011).
    private func diagnoses() -> ControlTable? {
        let rows = serviceTypes.map { type in
            let persons = now[.service(type)], with = now[.diagnosed(type)]
            let earlier = before.map { Self.share($0[.diagnosed(type)], of: $0[.service(type)]) } ?? .missing
            return ControlTable.Row(
                label: ControlText(all: "\(type) \(ServiceNames.text(type, in: year))"),
                cells: [.count(persons), .count(with), Self.share(with, of: persons), earlier])
        }
        return ControlTable(
            id: "diagnoser",
            title: ControlText(
                "Mottakere med diagnose, etter type tjeneste", "Mottakarar med diagnose, etter type teneste",
                "Recipients with a diagnosis, by type of service"),
            definition: ControlText(
                "Med diagnose: minst én diagnosekode er registrert på personen.",
                "Med diagnose: minst éin diagnosekode er registrert på personen.",
                "With a diagnosis: at least one diagnosis code is registered for the person."),
            source: Self.ours,
            rowTitle: ControlText("Type tjeneste", "Type teneste", "Type of service"),
            columns: [
                Self.column(
                    ControlText("Mottakere", "Mottakarar", "Recipients"),
                    ControlText("Personer med tjenesten i året", "Personar med tenesta i året", "Persons in the year")),
                Self.column(
                    ControlText("Med diagnose", "Med diagnose", "With diagnosis"),
                    ControlText("Av dem med diagnose", "Av dei med diagnose", "Those of them with a diagnosis")),
                Self.column(
                    ControlText("Prosent \(year)", "Prosent \(year)", "Percent \(year)"),
                    ControlText("Andel med diagnose", "Del med diagnose", "Share with a diagnosis"), .derived),
                Self.column(
                    ControlText("Prosent \(year - 1)", "Prosent \(year - 1)", "Percent \(year - 1)"),
                    ControlText("Andelen året før", "Delen året før", "The share the year before"), .derived),
            ], rows: rows)
    }

    // MARK: - Providers

    /// Organisation numbers that nobody knows here (I-009).
    private func providers() -> ControlTable? {
        let note =
            providersDated.map {
                ControlText(
                    "Sammenlignet med listen av \($0).", "Samanlikna med lista av \($0).",
                    "Compared with the list of \($0).")
            }
            ?? ControlText(
                "Registeret har ingen liste for kommunen; ingenting er sammenlignet.",
                "Registeret har inga liste for kommunen; ingenting er samanlikna.",
                "The register has no list for the municipality; nothing was compared.")
        return ControlTable(
            id: "ukjente-virksomheter",
            title: ControlText(
                "Organisasjonsnummer som ikke er i listen", "Organisasjonsnummer som ikkje er i lista",
                "Organisation numbers that are not in the list"),
            definition: ControlText(
                "Antall tjenester og døgntilbud med et nummer som ikke er i bruk i pleie og omsorg i kommunen.",
                "Talet på tenester og døgntilbod med eit nummer som ikkje er i bruk i pleie og omsorg i kommunen.",
                "Services and stays with a number that is not in use for care in the municipality."),
            source: Self.ours, notes: [note],
            rowTitle: ControlText("Organisasjonsnummer", "Organisasjonsnummer", "Organisation number"),
            columns: [
                Self.column(
                    ControlText("Rader", "Rader", "Rows"),
                    ControlText("Rader med nummeret", "Rader med nummeret", "Rows with the number"))
            ],
            rows: providerRows())
    }

    /// Numbers that are listed at most. A longer table helps nobody to mend, and one of over 5 000 rows is not read at all
    /// (`FeedbackLimits.rows`).
    static let mostProviders = 1_000

    private func providerRows() -> [ControlTable.Row] {
        let rows = unknownProviders.sorted { $0.key < $1.key }
        let listed = rows.prefix(Self.mostProviders).map {
            ControlTable.Row(label: ControlText(all: $0.key), cells: [.count($0.value)])
        }
        let rest = rows.dropFirst(Self.mostProviders)
        if rest.isEmpty { return listed }
        let label = ControlText(
            "\(rest.count) numre til er ikke med i tabellen", "\(rest.count) nummer til er ikkje med i tabellen",
            "\(rest.count) more numbers are not in the table")
        return listed + [ControlTable.Row(label: label, cells: [.count(rest.reduce(0) { $0 + $1.value })])]
    }
}

import ControlReport
import IplosContent

extension ControlTables {
    /// One key figure: its name, how it is made, and its value in a tally.
    private struct Indicator {
        let name: ControlText
        let definition: ControlText
        let isOurs: Bool
        let value: (Tally) -> ReportCell
    }

    /// The key figures (KOSTRA) as far as they can be made of one submission, at the end of the year.
    func indicators() -> ControlTable? {
        let all = Self.counts + Self.means
        return ControlTable(
            id: "indikatorer",
            title: ControlText(
                "Indikatorer (KOSTRA), per 31.12.", "Indikatorar (KOSTRA), per 31.12.",
                "Indicators (KOSTRA), at 31 December"),
            definition: ControlText(
                "Definisjonen står ved hvert tall. Tjenester er angitt med kode. En person med flere tjenester i en gruppe "
                    + "telles én gang i den.",
                "Definisjonen står ved kvart tal. Tenester er gitt med kode. Ein person med fleire tenester i ei gruppe "
                    + "blir telt éin gong i ho.",
                "The definition stands beside each figure. Services are given by code. A person with several services of a "
                    + "group counts once in it."),
            source: Self.published,
            notes: [
                ControlText(
                    "Mål merket «eget mål» er ikke SSBs. Tall per 1 000 innbyggere lages av SSB, som har folketallet.",
                    "Mål merkte «eige mål» er ikkje SSB sine. Tal per 1 000 innbyggjarar blir laga av SSB, som har folketalet.",
                    "Measures marked «our own» are not Statistics Norway's. Figures per 1 000 inhabitants are made by "
                        + "Statistics Norway, which has the population.")
            ],
            rowTitle: ControlText("Indikator", "Indikator", "Indicator"),
            columns: [
                Self.column(ControlText(all: String(year)), ControlText("Året", "Året", "The year"), .derived),
                Self.column(
                    ControlText(all: String(year - 1)), ControlText("Året før", "Året før", "The year before"), .derived
                ),
            ], rows: all.map { Self.row($0, now, before) })
    }

    private static func row(_ indicator: Indicator, _ now: Tally, _ before: Tally?) -> ControlTable.Row {
        let mark =
            indicator.isOurs
            ? ControlText(" Eget mål, ikke SSBs.", " Eige mål, ikkje SSB sitt.", " Our own measure.")
            : ControlText(all: "")
        let (name, text) = (indicator.name, indicator.definition)
        return ControlTable.Row(
            label: ControlText(
                "\(name.nb). \(text.nb)\(mark.nb)", "\(name.nn). \(text.nn)\(mark.nn)",
                "\(name.en). \(text.en)\(mark.en)"),
            cells: [indicator.value(now), before.map(indicator.value) ?? .missing])
    }

    private static func count(
        _ part: IndicatorPart, _ name: ControlText, _ definition: ControlText, isOurs: Bool = false
    ) -> Indicator {
        Indicator(name: name, definition: definition, isOurs: isOurs) { .count($0[.indicator(part)]) }
    }

    private static var counts: [Indicator] {
        let extensive = ControlText("bistandsbehov omfattende", "bistandsbehov omfattande", "extensive need")
        return [
            count(
                .homeServices, ControlText("Hjemmetjenester (F254)", "Heimetenester (F254)", "Home services (F254)"),
                ControlText(all: "1, 2, 3, 7, 11, 15.")),
            count(
                .activation,
                ControlText("Aktivisering og service (F234)", "Aktivisering og service (F234)", "Activation (F234)"),
                ControlText(all: "4, 5, 6, 9, 26.")),
            count(
                .both, ControlText("Både F254 og F234", "Både F254 og F234", "Both F254 and F234"),
                ControlText(all: "F254 + F234.")),
            count(
                .institution,
                ControlText("Beboere i institusjon", "Bebuarar i institusjon", "Residents of institutions"),
                ControlText(all: "18, 19, 20, 21.")),
            count(
                .extensiveAtHome,
                ControlText("Hjemmetjenester, omfattende", "Heimetenester, omfattande", "Home services, extensive"),
                ControlText("F254, \(extensive.nb).", "F254, \(extensive.nn).", "F254, \(extensive.en)."), isOurs: true),
            count(
                .extensiveAtHome80,
                ControlText("Samme, 80 år og over", "Same, 80 år og over", "The same, 80 years and over"),
                ControlText("F254, \(extensive.nb).", "F254, \(extensive.nn).", "F254, \(extensive.en)."), isOurs: true),
            count(
                .timeLimitedExtensive,
                ControlText("Tidsbegrenset, omfattende", "Tidsavgrensa, omfattande", "Time-limited stay, extensive"),
                ControlText(
                    "8, 18, 19, 20, \(extensive.nb).", "8, 18, 19, 20, \(extensive.nn).",
                    "8, 18, 19, 20, \(extensive.en)."),
                isOurs: true),
            count(
                .individualPlan, ControlText("Individuell plan", "Individuell plan", "Individual plan"),
                ControlText(
                    "poIndPlan = 1 og minst én tjeneste utenom 14, 21–28.",
                    "poIndPlan = 1 og minst éi teneste utanom 14, 21–28.",
                    "poIndPlan = 1 and at least one service other than 14, 21–28.")),
            count(
                .assistants,
                ControlText(
                    "Brukerstyrt personlig assistanse", "Brukarstyrt personleg assistanse",
                    "User-led personal assistance"),
                ControlText(all: "3.")),
            count(
                .highHours, ControlText("Høy timeinnsats", "Høg timeinnsats", "Many hours"),
                ControlText(
                    "Minst 35,5 timer i uken.", "Minst 35,5 timar i veka.", "At least 35.5 hours a week.")),
            count(
                .staffedHousing,
                ControlText(
                    "Bolig med organisasjonsnummer", "Bustad med organisasjonsnummer", "Dwelling with a number"),
                ControlText(all: "12, 13, 29, tjInstOrgnr."), isOurs: true),
            count(
                .privateHelp, ControlText("Ulønnet privat hjelp", "Ulønt privat hjelp", "Unpaid private help"),
                ControlText(all: "poPrivHjelp 1–5."), isOurs: true),
        ]
    }

    private static var means: [Indicator] {
        func mean(_ sum: IndicatorPart, _ persons: IndicatorPart) -> (Tally) -> ReportCell {
            { tally in
                ReportNumber(tally[.indicator(sum)], dividedBy: tally[.indicator(persons)] * 100, places: 1)
                    .map(ReportCell.number) ?? .missing
            }
        }
        return [
            Indicator(
                name: ControlText("Timer i uken, snitt", "Timar i veka, snitt", "Hours a week, mean"),
                definition: ControlText(
                    "1, 2, 3, 4, 7, 9, 11, 15, 17, 22; hjemmeboende med timer.",
                    "1, 2, 3, 4, 7, 9, 11, 15, 17, 22; heimebuande med timar.",
                    "1, 2, 3, 4, 7, 9, 11, 15, 17, 22; at home and with hours."),
                isOurs: false, value: mean(.hoursSum, .hoursPersons)),
            Indicator(
                name: ControlText("Timer helsetjenester i hjemmet", "Timar helsetenester i heimen", "Hours of nursing"),
                definition: ControlText(all: "15."), isOurs: false, value: mean(.nursingSum, .nursingPersons)),
            Indicator(
                name: ControlText(
                    "Andel med høy timeinnsats, prosent", "Del med høg timeinnsats, prosent",
                    "Share with many hours, percent"),
                definition: ControlText(
                    "Over 35,5 timer, av F254.", "Over 35,5 timar, av F254.", "More than 35.5 hours, of F254."),
                isOurs: false
            ) { share($0[.indicator(.highHoursAtHome)], of: $0[.indicator(.homeServices)]) },
        ]
    }
}

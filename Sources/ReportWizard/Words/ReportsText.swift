import Texts
import Web

/// The words of the list of reports.
enum ReportsText: String, SiteWords {
    case reports, reportsLead, beginTitle, whatKind, realReport, trialReport, beginButton, continueReport
    case earlier, reportOf, reportKind, reportNumber, reportState, noReports, begunBy, notSealed, sealedAt
    case sealingBroken, openReport, kindOrdinary, kindCorrection, kindTest

    var phrase: Phrase {
        switch self {
        case .reports: Phrase("Rapporter", "Rapportar", "Reports")
        case .reportsLead:
            Phrase(
                "Her kontrolleres, forsegles og sendes kommunens årlige IPLOS-rapport. Flere kan arbeide med den samme.",
                "Her blir den årlege IPLOS-rapporten til kommunen kontrollert, forsegla og send. Fleire kan arbeide med den same.",
                "Here the municipality's yearly IPLOS report is checked, sealed and sent. Several can work on the same one."
            )
        case .beginTitle: Phrase("Begynn en rapport", "Byrj ein rapport", "Begin a report")
        case .whatKind: Phrase("Hva skal den gjelde?", "Kva skal han gjelde?", "What is it to be?")
        case .realReport:
            Phrase(
                "Årets rapport, med virkelige personer", "Rapporten for året, med verkelege personar",
                "The year's report, of real persons")
        case .trialReport:
            Phrase(
                "En prøve, med oppdiktede personer. Den går hele veien og telles ikke.",
                "Ei prøve, med oppdikta personar. Ho går heile vegen og blir ikkje talt.",
                "A trial, of invented persons. It goes the whole way and never counts.")
        case .beginButton: Phrase("Begynn", "Byrj", "Begin")
        case .continueReport: Phrase("Fortsett med rapporten", "Hald fram med rapporten", "Go on with the report")
        case .earlier: Phrase("Rapporter som er begynt her", "Rapportar som er byrja her", "Reports begun here")
        case .reportOf: Phrase("Enhet og år", "Eining og år", "Unit and year")
        case .reportKind: Phrase("Type", "Type", "Kind")
        case .reportNumber: Phrase("Nummer", "Nummer", "Number")
        case .reportState: Phrase("Tilstand", "Tilstand", "State")
        case .begunBy: Phrase("Begynt", "Byrja", "Begun")
        case .noReports:
            Phrase(
                "Ingen rapport er begynt ennå. Velg «Begynn» over når uttrekket er klart.",
                "Ingen rapport er byrja enno. Vel «Byrj» over når uttrekket er klart.",
                "No report has been begun yet. Choose “Begin” above when the extract is ready.")
        case .notSealed: Phrase("ikke forseglet", "ikkje forsegla", "not sealed")
        case .sealedAt: Phrase("forseglet {time}", "forsegla {time}", "sealed {time}")
        case .sealingBroken: Phrase("forsegling avbrutt", "forsegling avbroten", "sealing interrupted")
        case .openReport: Phrase("Åpne rapporten", "Opne rapporten", "Open the report")
        case .kindOrdinary: Phrase("Ordinær", "Ordinær", "Ordinary")
        case .kindCorrection: Phrase("Korreksjon", "Korreksjon", "Correction")
        case .kindTest: Phrase("Test", "Test", "Test")
        }
    }

    /// What a kind of submission is called; as it is when it has no word.
    static func kind(_ kind: String, _ language: Language) -> String {
        switch kind {
        case "ordinary": kindOrdinary.text(language)
        case "correction": kindCorrection.text(language)
        case "test": kindTest.text(language)
        default: kind
        }
    }
}

import IplosContent
import Texts
import Web

/// The words around what a check found. The findings' own words are the check's.
enum FindingText: String, SiteWords {
    case findingsTitle, neverLock, nothingFound, howMany, whatToMend, examplesOf, seeAll, csvLink, toSealing, printHint
    case mendAndReturn, control, place, person, wholeFile, whatIsWrong, lineNumber, consequenceTitle
    case pageOf, previous, next, allFindings, onlyFirst, recordTitle
    case noteMark, warningMark, strongMark, stopMark
    case reported, setNull, rowDropped, fileRejected

    var phrase: Phrase {
        switch self {
        case .findingsTitle: Phrase("Hva registeret vil si", "Kva registeret vil seie", "What the register will say")
        case .neverLock:
            Phrase(
                "Feil er ingen lås: rapporten kan sendes selv om noe mangler. Rett det som kan rettes, og lag uttrekket på nytt.",
                "Feil er ingen lås: rapporten kan sendast sjølv om noko manglar. Rett det som kan rettast, og lag uttrekket på nytt.",
                "Faults are no lock: the report can be sent even if something is missing. Correct what can be corrected, and "
                    + "make the extract anew.")
        case .nothingFound:
            Phrase(
                "Ingenting å rette. Gå videre til forsegling.", "Ingenting å rette. Gå vidare til forsegling.",
                "Nothing to correct. Go on to the sealing.")
        case .howMany: Phrase("Antall", "Tal", "Count")
        case .whatToMend: Phrase("Gjør slik", "Gjer slik", "What to do")
        case .examplesOf: Phrase("De første", "Dei første", "The first ones")
        case .seeAll:
            Phrase("Se alle {count} av {control}", "Sjå alle {count} av {control}", "See all {count} of {control}")
        case .csvLink:
            Phrase(
                "Last ned funnene som regneark (CSV)", "Last ned funna som rekneark (CSV)",
                "Download the findings as a spreadsheet (CSV)")
        case .toSealing: Phrase("Gå videre til forsegling", "Gå vidare til forsegling", "Go on to the sealing")
        case .printHint:
            Phrase(
                "Siden kan skrives ut. Personer står med kommunens eget nummer, aldri med fødselsnummer.",
                "Sida kan skrivast ut. Personar står med nummeret til kommunen, aldri med fødselsnummer.",
                "The page can be printed. Persons stand by the municipality's own number, never by identity number.")
        case .mendAndReturn: Phrase("Hent inn et nytt uttrekk", "Hent inn eit nytt uttrekk", "Bring in another extract")
        case .control: Phrase("Kontroll", "Kontroll", "Control")
        case .place: Phrase("Person", "Person", "Person")
        case .person: Phrase("Lokalt nummer", "Lokalt nummer", "Local number")
        case .wholeFile: Phrase("hele filen", "heile fila", "the whole file")
        case .whatIsWrong: Phrase("Hva som er galt", "Kva som er gale", "What is wrong")
        case .lineNumber: Phrase("Linje", "Linje", "Line")
        case .recordTitle: Phrase("Rad", "Rad", "Row")
        case .consequenceTitle: Phrase("Følge", "Følgje", "Consequence")
        case .pageOf: Phrase("Side {page} av {pages}", "Side {page} av {pages}", "Page {page} of {pages}")
        case .previous: Phrase("Forrige side", "Førre side", "Previous page")
        case .next: Phrase("Neste side", "Neste side", "Next page")
        case .allFindings: Phrase("Til alle funn", "Til alle funn", "To all findings")
        case .onlyFirst:
            Phrase(
                "Bare de første {shown} av {count} vises.", "Berre dei første {shown} av {count} blir viste.",
                "Only the first {shown} of {count} are shown.")
        case .noteMark: Phrase("Til opplysning", "Til opplysning", "For information")
        case .warningMark: Phrase("Advarsel", "Åtvaring", "Warning")
        case .strongMark: Phrase("Sterk advarsel", "Sterk åtvaring", "Strong warning")
        case .stopMark: Phrase("Stopper filen", "Stoppar fila", "Stops the file")
        case .reported: Phrase("meldes bare", "blir berre meldt", "only reported")
        case .setNull: Phrase("verdien utelates", "verdien blir utelaten", "the value is left out")
        case .rowDropped: Phrase("raden telles ikke", "rada blir ikkje talt", "the row is not counted")
        case .fileRejected: Phrase("filen tas ikke imot", "fila blir ikkje teken imot", "the file is not taken")
        }
    }

    static func severity(_ severity: Severity) -> FindingText {
        switch severity {
        case .note: .noteMark
        case .warning: .warningMark
        case .strongWarning: .strongMark
        case .stop: .stopMark
        }
    }

    static func consequence(_ consequence: Consequence) -> FindingText {
        switch consequence {
        case .report: .reported
        case .setNull: .setNull
        case .dropRow: .rowDropped
        case .rejectSubmission: .fileRejected
        }
    }
}

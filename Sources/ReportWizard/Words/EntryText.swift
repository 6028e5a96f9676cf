import Texts

/// The words of coming in, and of the list of reports.
enum EntryText: String, WizardWords {
    case siteName, needLink, needLinkLine, needLinkHow, openTitle, openLead, openButton, openOnce
    case linkGone, linkUsedAt, linkExpiredAt, linkNotKnown
    case reports, reportsLead, beginTitle, whatKind, realReport, trialReport, beginButton, continueReport
    case earlier, reportOf, reportKind, reportNumber, reportState, noReports, begunBy, notSealed, sealedAt
    case sealingBroken, openReport, kindOrdinary, kindCorrection, kindTest

    var phrase: Phrase {
        switch self {
        case .siteName: Phrase("IPLOS-rapportering", "IPLOS-rapportering", "IPLOS reporting")
        case .needLink: Phrase("Du trenger en lenke", "Du treng ei lenkje", "You need a link")
        case .needLinkLine:
            Phrase(
                "Rapporteringen åpnes med en engangslenke. Den virker i 15 minutter, én gang.",
                "Rapporteringa blir opna med ei eingongslenkje. Ho verkar i 15 minutt, éin gong.",
                "The reporting opens by a link that works once, within 15 minutes.")
        case .needLinkHow:
            Phrase(
                "Be kommunens IT om den. De lager den med «budstikke report wizard».",
                "Be IT i kommunen om ho. Dei lagar ho med «budstikke report wizard».",
                "Ask the municipality's IT for it. They make it with “budstikke report wizard”.")
        case .openTitle: Phrase("Åpne rapporteringen", "Opne rapporteringa", "Open the reporting")
        case .openLead:
            Phrase(
                "Lenken er laget for {person} i {municipality}.", "Lenkja er laga for {person} i {municipality}.",
                "The link was made for {person} in {municipality}.")
        case .openButton: Phrase("Åpne", "Opne", "Open")
        case .openOnce:
            Phrase(
                "Den virker til {time} og bare én gang. Er du ikke {person}, så lukk vinduet.",
                "Ho verkar til {time} og berre éin gong. Er du ikkje {person}, så lukk vindauget.",
                "It works until {time} and once only. If you are not {person}, close the window.")
        case .linkGone: Phrase("Lenken virker ikke", "Lenkja verkar ikkje", "The link does not work")
        case .linkUsedAt:
            Phrase(
                "Den ble brukt {time}. Var det ikke du, så si fra til kommunens IT med én gang.",
                "Ho vart brukt {time}. Var det ikkje du, så sei frå til IT i kommunen med ein gong.",
                "It was used {time}. If that was not you, tell the municipality's IT at once.")
        case .linkExpiredAt:
            Phrase("Den gikk ut {time}.", "Ho gjekk ut {time}.", "It expired {time}.")
        case .linkNotKnown:
            Phrase(
                "Den er ukjent her. Se etter at hele adressen er med. Er tjenesten startet på nytt, må lenken lages på nytt.",
                "Ho er ukjend her. Sjå etter at heile adressa er med. Er tenesta starta på nytt, må lenkja lagast på nytt.",
                "It is unknown here. Check that the whole address is there. If the service was restarted, the link must be "
                    + "made anew.")
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

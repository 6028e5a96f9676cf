import Texts
import Web

/// The words of coming in.
enum EntryText: String, SiteWords {
    case siteName, needLinkHow, openTitle, openLead, openButton, openOnce
    case linkGone, linkUsedAt, linkExpiredAt, linkNotKnown

    var phrase: Phrase {
        switch self {
        case .siteName: Phrase("Budstikke", "Budstikke", "Budstikke")
        case .needLinkHow:
            Phrase(
                "Be kommunens IT om den. De lager den med «budstikke console» eller «budstikke report wizard».",
                "Be IT i kommunen om ho. Dei lagar ho med «budstikke console» eller «budstikke report wizard».",
                "Ask the municipality's IT for it. They make it with “budstikke console” or “budstikke report wizard”.")
        case .openTitle: Phrase("Åpne sidene", "Opne sidene", "Open the pages")
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
        }
    }
}

/// All words of the site's own pages, by name.
enum ConsoleVocabulary {
    static var all: [String: Phrase] {
        [
            EntryText.phrases, OverviewPageText.phrases, MessagesText.phrases, MessagePageText.phrases,
            TasksText.phrases, DeviationsText.phrases, SecurityPageText.phrases, SignInText.phrases,
            PeopleText.phrases, AccountActionText.phrases, RoleText.phrases,
        ]
        .reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
}

public import Texts

/// The words that stand on every page, whoever's it is. Templates write `{{t.skipToContent}}`.
public enum WebText: String, Sendable, CaseIterable {
    case skipToContent, chooseLanguage, mainMenu, logOut, loggedInAs, sessionTime, testMark
    case errorPrefix, errorSummary, contact, moreContacts, phone, mail, whatItMeans, whatToDo, whoCanDoIt
    case goBack, frontPage, optional, noRows

    public var phrase: Phrase {
        switch self {
        case .skipToContent: Phrase("Hopp til innholdet", "Hopp til innhaldet", "Skip to the content")
        case .chooseLanguage: Phrase("Språk", "Språk", "Language")
        case .mainMenu: Phrase("Hovedmeny", "Hovudmeny", "Main menu")
        case .logOut: Phrase("Logg ut", "Logg ut", "Log out")
        case .loggedInAs: Phrase("Logget inn som", "Logga inn som", "Logged in as")
        case .sessionTime:
            Phrase(
                "Du logges ut etter 30 minutter uten aktivitet, og senest 12 timer etter innlogging. "
                    + "Åpne en side på nytt for å få mer tid.",
                "Du blir logga ut etter 30 minutt utan aktivitet, og seinast 12 timar etter innlogging. "
                    + "Opne ei side på nytt for å få meir tid.",
                "You are logged out after 30 minutes without activity, and at the latest 12 hours after log-in. "
                    + "Open a page again to get more time.")
        case .testMark:
            Phrase(
                "Dette er et testmiljø. Bruk bare oppdiktede personer.",
                "Dette er eit testmiljø. Bruk berre oppdikta personar.",
                "This is a test environment. Use invented persons only.")
        case .errorPrefix: Phrase("Feil", "Feil", "Error")
        case .errorSummary:
            Phrase(
                "Du må rette dette før du kan gå videre", "Du må rette dette før du kan gå vidare", "Correct this first"
            )
        case .contact: Phrase("Kontakt", "Kontakt", "Contact")
        case .moreContacts: Phrase("Hvem svarer på hva", "Kven svarar på kva", "Who answers what")
        case .phone: Phrase("Telefon", "Telefon", "Telephone")
        case .mail: Phrase("E-post", "E-post", "E-mail")
        case .whatItMeans: Phrase("Hva det betyr", "Kva det tyder", "What it means")
        case .whatToDo: Phrase("Hva du kan gjøre", "Kva du kan gjere", "What you can do")
        case .whoCanDoIt: Phrase("Hvem kan gjøre det", "Kven kan gjere det", "Who can do it")
        case .goBack: Phrase("Gå tilbake", "Gå tilbake", "Go back")
        case .frontPage: Phrase("Til forsiden", "Til framsida", "To the front page")
        case .optional: Phrase("valgfritt", "valfritt", "optional")
        case .noRows: Phrase("Ingenting her ennå.", "Ingenting her enno.", "Nothing here yet.")
        }
    }

    /// By the names that templates use.
    static var phrases: [String: Phrase] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.phrase) })
    }
}

extension Language {
    /// What the language calls itself.
    var ownName: String {
        switch self {
        case .nb: "Bokmål"
        case .nn: "Nynorsk"
        case .en: "English"
        }
    }
}

import Texts

extension Phrase {
    static let nothingChanged = Phrase("Ingenting er endret.", "Ingenting er endra.", "Nothing has changed.")
    static let you = Phrase("Du selv.", "Du sjølv.", "You.")
    static let operations = Phrase(
        "De som drifter tjenesten.", "Dei som driftar tenesta.", "Those who operate the service.")
}

extension FourParts {
    static let notFound = FourParts(
        Phrase("Siden finnes ikke.", "Sida finst ikkje.", "There is no such page."),
        meaning: Phrase(
            "Adressen er feil, eller det den viste til er slettet eller tilhører noen andre.",
            "Adressa er feil, eller det ho viste til er sletta eller høyrer til nokon andre.",
            "The address is wrong, or what it pointed to is deleted or belongs to somebody else."),
        action: Phrase(
            "Se etter skrivefeil i adressen, eller begynn på forsiden.",
            "Sjå etter skrivefeil i adressa, eller byrj på framsida.",
            "Look for a misspelt address, or begin at the front page."),
        by: .you)
    static let methodNotAllowed = FourParts(
        Phrase(
            "Adressen kan ikke brukes på denne måten.", "Adressa kan ikkje brukast på denne måten.",
            "The address cannot be used this way."),
        meaning: .nothingChanged,
        action: Phrase(
            "Begynn på forsiden og bruk knappene på siden.", "Byrj på framsida og bruk knappane på sida.",
            "Begin at the front page and use the buttons on the page."),
        by: .you)
    static let malformed = FourParts(
        Phrase(
            "Skjemaet kom ikke helt fram, eller kan ikke leses.",
            "Skjemaet kom ikkje heilt fram, eller kan ikkje lesast.",
            "The form did not arrive whole, or cannot be read."),
        meaning: .nothingChanged,
        action: Phrase(
            "Gå tilbake og send skjemaet en gang til.", "Gå tilbake og send skjemaet ein gong til.",
            "Go back and send the form once more."),
        by: .you)
    static let tooLarge = FourParts(
        Phrase(
            "Det som ble sendt er for stort.", "Det som vart sendt er for stort.", "What was sent is too large."),
        meaning: Phrase(
            "Ingenting er tatt imot.", "Ingenting er teke imot.", "Nothing has been received."),
        action: Phrase(
            "Se etter om det er riktig fil, og send den på nytt.",
            "Sjå etter om det er rett fil, og send henne på nytt.",
            "Check that it is the right file, and send it again."),
        by: .you)
    static let mediaTypeUnknown = FourParts(
        Phrase(
            "Det som ble sendt er ikke et skjema.", "Det som vart sendt er ikkje eit skjema.",
            "What was sent is not a form."),
        meaning: .nothingChanged,
        action: Phrase(
            "Bruk skjemaet på siden i en vanlig nettleser.", "Bruk skjemaet på sida i ein vanleg nettlesar.",
            "Use the form on the page in an ordinary browser."),
        by: .you)
    static let notFromOurForm = FourParts(
        Phrase(
            "Skjemaet kan ikke tas imot, for det er for gammelt eller kommer fra et annet sted.",
            "Skjemaet kan ikkje takast imot, for det er for gammalt eller kjem frå ein annan stad.",
            "The form cannot be taken, because it is too old or comes from elsewhere."),
        meaning: .nothingChanged,
        action: Phrase(
            "Åpne siden på nytt og fyll ut skjemaet en gang til. Nettleseren må være oppdatert og ta imot "
                + "informasjonskapsler herfra.",
            "Opne sida på nytt og fyll ut skjemaet ein gong til. Nettlesaren må vere oppdatert og ta imot "
                + "informasjonskapslar herifrå.",
            "Open the page again and fill in the form once more. The browser must be up to date and accept cookies "
                + "from here."),
        by: .you)
    static let misdirected = FourParts(
        Phrase(
            "Tjenesten svarer ikke under dette navnet.", "Tenesta svarar ikkje under dette namnet.",
            "The service does not answer to this name."),
        meaning: Phrase(
            "Adressen i nettleseren er en annen enn den tjenesten er satt opp med.",
            "Adressa i nettlesaren er ei anna enn den tenesta er sett opp med.",
            "The address in the browser differs from the one the service is set up with."),
        action: Phrase(
            "Bruk adressen som står i e-postene fra tjenesten.", "Bruk adressa som står i e-postane frå tenesta.",
            "Use the address that stands in the e-mails from the service."),
        by: Phrase(
            "Du selv, eller IT i kommunen.", "Du sjølv, eller IT i kommunen.", "You, or the municipality's IT."))
    static let sessionNeeded = FourParts(
        Phrase("Du er ikke logget inn.", "Du er ikkje logga inn.", "You are not logged in."),
        meaning: Phrase(
            "Innloggingen er avsluttet. Det du sendte er ikke tatt imot.",
            "Innlogginga er avslutta. Det du sende er ikkje teke imot.",
            "The log-in has ended. What you sent has not been received."),
        action: Phrase(
            "Logg inn og gjør det en gang til.", "Logg inn og gjer det ein gong til.", "Log in and do it once more."),
        by: .you)
    static let rightMissing = FourParts(
        Phrase(
            "Du har ikke rett til å gjøre dette.", "Du har ikkje rett til å gjere dette.",
            "You do not have the right to do this."),
        meaning: .nothingChanged,
        action: Phrase(
            "Be den som har gitt deg tilgang om å utvide den.", "Be den som har gitt deg tilgang om å utvide han.",
            "Ask the one who gave you access to extend it."),
        by: Phrase(
            "Den som styrer tilgangene i kommunen.", "Den som styrer tilgangane i kommunen.",
            "The one who governs access in the municipality."))
    static let busy = FourParts(
        Phrase(
            "Tjenesten har mye å gjøre akkurat nå.", "Tenesta har mykje å gjere akkurat no.",
            "The service is busy at the moment."),
        meaning: .nothingChanged,
        action: Phrase("Prøv igjen om et minutt.", "Prøv igjen om eit minutt.", "Try again in a minute."),
        by: .you)
    static let internalError = FourParts(
        Phrase(
            "Noe gikk galt hos oss.", "Noko gjekk gale hos oss.", "Something went wrong on our side."),
        meaning: Phrase(
            "Vi vet ikke om det du gjorde ble fullført.", "Vi veit ikkje om det du gjorde vart fullført.",
            "We do not know whether what you did was completed."),
        action: Phrase(
            "Åpne siden på nytt og se etter. Meld fra hvis det skjer igjen.",
            "Opne sida på nytt og sjå etter. Meld frå om det skjer igjen.",
            "Open the page again and look. Report it if it happens again."),
        by: .operations)
}

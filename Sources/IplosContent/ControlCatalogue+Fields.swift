extension ControlCatalogue {
    /// Single fields, and the numbers of rows and persons.
    static let fields: [Control] = [
        Control(
            .missing, .note, mend: .registration, from: .schema,
            title: ControlText("Opplysning mangler", "Opplysning manglar", "Value missing"),
            action: ControlText(
                "Registrer opplysningen hvis den er kjent.", "Registrer opplysninga om ho er kjend.",
                "Register it if it is known.")),
        Control(
            .wrongForm, .warning, mend: .extract, from: .schema,
            title: ControlText("Verdi i feil form", "Verdi i feil form", "Value of wrong form"),
            action: ControlText(
                "Rett verdien, eller oversettelsen i uttrekket.", "Rett verdien, eller omsetjinga i uttrekket.",
                "Correct the value, or its mapping in the extract.")),
        Control(
            .unknownCode, .warning, .setNull, mend: .extract, from: .schema,
            title: ControlText("Ukjent kode", "Ukjend kode", "Unknown code"),
            action: ControlText(
                "Velg en kode som gjelder for året.", "Vel ein kode som gjeld for året.",
                "Choose a code that is valid for the year.")),
        Control(
            .outsidePeriod, .warning, .dropRow, mend: .registration, from: .schema,
            title: ControlText("Dato utenfor perioden", "Dato utanfor perioden", "Date outside the period"),
            action: ControlText("Rett datoen.", "Rett datoen.", "Correct the date.")),
        Control(
            .hours, .warning, mend: .registration, from: .schema,
            title: ControlText(
                "Timer per uke utenfor 0,01–168", "Timar per veke utanfor 0,01–168", "Hours a week outside 0.01–168"),
            action: ControlText(
                "Skriv timer per uke. Timer per måned deles på fire.",
                "Skriv timar per veke. Timar per månad delast på fire.",
                "Write hours a week. Hours a month are divided by four.")),
        Control(
            .foreignPersonID, .warning, mend: .vendor, from: .schema,
            title: ControlText(
                "Raden viser til en annen person", "Rada viser til ein annan person", "The row names another person"),
            action: ControlText(
                "Raden er regnet til personen den står i. Si fra til leverandøren.",
                "Rada er rekna til personen ho står i. Sei frå til leverandøren.",
                "The row was taken for the person it stands in. Tell the vendor.")),
        Control(
            .duplicateRow, .warning, mend: .extract, from: .schema,
            title: ControlText("Samme radnummer to ganger", "Same radnummer to gonger", "Same row number twice"),
            message: ControlText(
                "Rett {field}. Fant {found} på to rader av samme slag hos personen, ventet et nummer for hver rad.",
                "Rett {field}. Fann {found} på to rader av same slag hos personen, venta eit nummer for kvar rad.",
                "Correct {field}. Found {found} on two rows of the same kind in the person, expected a number for each row."
            ),
            action: ControlText(
                "Se etter om raden er med to ganger.", "Sjå etter om rada er med to gonger.",
                "See whether the row is there twice.")),
        Control(
            .rowID, .warning, .dropRow, mend: .vendor, from: .schema,
            title: ControlText(
                "Radnummer mangler eller er feil", "Radnummer manglar eller er feil", "Row number missing or wrong"),
            action: ControlText(
                "Raden er ikke tatt med. Si fra til leverandøren.",
                "Rada er ikkje teken med. Sei frå til leverandøren.",
                "The row was left out. Tell the vendor.")),
        Control(
            .duplicatePerson, .warning, mend: .extract, from: .schema,
            title: ControlText("Samme person to ganger", "Same person to gonger", "Same person twice"),
            message: ControlText(
                "Rett {field}. Fant {found} på to personer i uttrekket, ventet et nummer for hver person.",
                "Rett {field}. Fann {found} på to personar i uttrekket, venta eit nummer for kvar person.",
                "Correct {field}. Found {found} on two persons in the extract, expected a number for each person."),
            action: ControlText(
                "Samle personens rader under ett nummer.", "Samle radene til personen under eitt nummer.",
                "Gather the person's rows under one number.")),
        Control(
            .unlikelyAge, .warning, mend: .registration, from: .own,
            title: ControlText("Lite trolig alder", "Lite truleg alder", "Unlikely age"),
            action: ControlText(
                "Se etter om fødselsnummeret er riktig.", "Sjå etter om fødselsnummeret er rett.",
                "See whether the identity number is right.")),
    ]

    /// The minimum that everyone must send: strong warnings, never a lock.
    static let minimum: [Control] = [
        Control(
            .noService, .strongWarning, mend: .registration, from: .letter,
            title: ControlText("Person uten tjeneste", "Person utan teneste", "Person without a service"),
            action: ControlText(
                "Registrer tildelt tjeneste eller avslag.", "Registrer tildelt teneste eller avslag.",
                "Register the service given, or the refusal.")),
        Control(
            .personID, .strongWarning, .dropRow, mend: .extract, from: .letter,
            title: ControlText("Personens nummer mangler", "Nummeret til personen manglar", "Person's number missing"),
            action: ControlText(
                "Personen er ikke tatt med. Alle må ha et eget nummer i uttrekket.",
                "Personen er ikkje teken med. Alle må ha eit eige nummer i uttrekket.",
                "The person was left out. Everyone needs a number of their own in the extract.")),
        Control(
            .institutionNumber, .strongWarning, mend: .extract, from: .letter,
            title: ControlText(
                "Institusjon uten organisasjonsnummer", "Institusjon utan organisasjonsnummer",
                "Institution without organisation number"),
            action: ControlText(
                "Knytt institusjonen til sitt organisasjonsnummer.",
                "Knyt institusjonen til organisasjonsnummeret sitt.",
                "Connect the institution with its organisation number.")),
        Control(
            .housingNumber, .warning, mend: .extract, from: .letter,
            title: ControlText(
                "Bolig uten organisasjonsnummer", "Bustad utan organisasjonsnummer",
                "Dwelling without organisation number"),
            action: ControlText(
                "Har boligen fast personell, skal den ha organisasjonsnummer.",
                "Har bustaden fast personell, skal han ha organisasjonsnummer.",
                "A dwelling with permanent staff must have an organisation number.")),
        Control(
            .providerCheckDigit, .strongWarning, mend: .extract, from: .letter,
            title: ControlText(
                "Ugyldig organisasjonsnummer", "Ugyldig organisasjonsnummer", "Invalid organisation number"),
            action: ControlText(
                "Slå opp nummeret i Enhetsregisteret.", "Slå opp nummeret i Einingsregisteret.",
                "Look the number up in the register of entities.")),
        Control(
            .serviceType, .strongWarning, mend: .registration, from: .letter,
            title: ControlText("Tjenestetype mangler", "Tenestetype manglar", "Type of service missing"),
            action: ControlText("Velg tjenestetype.", "Vel tenestetype.", "Choose the type of service.")),
    ]
}

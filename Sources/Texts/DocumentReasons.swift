/// Reasons that have to do with the document a record system submitted or a partner sent.
enum DocumentReasons {
    static let invalid = Reason(
        Phrase(
            "Dokumentet kan ikke leses: det er ikke gyldig XML, eller hodet mangler.",
            "Dokumentet kan ikkje lesast: det er ikkje gyldig XML, eller hovudet manglar.",
            "The document cannot be read: it is not valid XML, or its header is missing."),
        meaning: .stopped,
        action: Phrase(
            "Meld feilen til leverandøren av fagsystemet som laget dokumentet.",
            "Meld feilen til leverandøren av fagsystemet som laga dokumentet.",
            "Report the fault to the vendor of the record system that made the document."),
        by: .recordSystem)

    static let schemaInvalid = Reason(
        Phrase(
            "Dokumentet følger ikke skjemaet for meldingstypen (linje {line}).",
            "Dokumentet følgjer ikkje skjemaet for meldingstypen (linje {line}).",
            "The document does not follow the schema of its message type (line {line})."),
        meaning: .stopped,
        action: Phrase(
            "Meld feilen til leverandøren av fagsystemet, med linjen og meldingstypen.",
            "Meld feilen til leverandøren av fagsystemet, med linja og meldingstypen.",
            "Report the fault to the record system's vendor, with the line and the message type."),
        by: .recordSystem)

    static let tooLarge = Reason(
        Phrase(
            "Dokumentet er for stort: {size} byte, mens grensen er {limit}.",
            "Dokumentet er for stort: {size} byte, medan grensa er {limit}.",
            "The document is too large: {size} bytes, while the limit is {limit}."),
        meaning: .stopped,
        action: Phrase(
            "Send færre eller mindre vedlegg.",
            "Send færre eller mindre vedlegg.",
            "Send fewer or smaller attachments."),
        by: .author)

    static let typeUnknown = Reason(
        Phrase(
            "Meldingstypen {type} er ikke kjent her.",
            "Meldingstypen {type} er ikkje kjend her.",
            "The message type {type} is not known here."),
        meaning: .stopped,
        action: Phrase(
            "Kontroller meldingstypen. Er den riktig, må den legges inn i meldingskatalogen.",
            "Kontroller meldingstypen. Er han rett, må han leggjast inn i meldingskatalogen.",
            "Check the message type. If it is right, it must be added to the message catalogue."),
        by: .messageAdministrator)

    static let wrongAction = Reason(
        Phrase(
            "Dokumentet er av en annen type enn konvolutten sier ({type} og {action}).",
            "Dokumentet er av ein annan type enn konvolutten seier ({type} og {action}).",
            "The document is of another type than its envelope says ({type} and {action})."),
        meaning: .notHandedOver,
        action: Phrase(
            "Be avsenderen rette meldingen og sende den på nytt.",
            "Be avsendaren rette meldinga og sende ho på nytt.",
            "Ask the sender to correct the message and send it again."),
        by: .partner)

    static let addressesMissing = Reason(
        Phrase(
            "Avsender eller mottaker mangler HER-id på ett av de to nivåene (virksomhet og tjeneste).",
            "Avsendar eller mottakar manglar HER-id på eitt av dei to nivåa (verksemd og teneste).",
            "Sender or receiver lacks a HER-id on one of the two levels (organisation and service)."),
        meaning: .stopped,
        action: Phrase(
            "Fyll ut begge HER-id-ene i fagsystemets adressebok, og send på nytt.",
            "Fyll ut begge HER-id-ane i adresseboka til fagsystemet, og send på nytt.",
            "Fill in both HER-ids in the record system's address book, and send again."),
        by: .recordSystem)

    static let tooManyReceivers = Reason(
        Phrase(
            "Dokumentet har {count} mottakere, flere enn det kan sendes til på en gang.",
            "Dokumentet har {count} mottakarar, fleire enn det kan sendast til på ein gong.",
            "The document has {count} receivers, more than it can be sent to at once."),
        meaning: .notSent,
        action: Phrase(
            "Send det til færre om gangen, eller gjør det mindre.",
            "Send det til færre om gongen, eller gjer det mindre.",
            "Send it to fewer at a time, or make it smaller."),
        by: .recordSystem)

    static let receiverNotNamed = Reason(
        Phrase(
            "Dokumentet er ikke adressert til HER-id {her}, som det skulle sendes til.",
            "Dokumentet er ikkje adressert til HER-id {her}, som det skulle sendast til.",
            "The document is not addressed to HER-id {her}, to which it was to be sent."),
        meaning: .notSent,
        action: Phrase(
            "Velg bare mottakere som står i dokumentet, eller skriv mottakeren inn i det.",
            "Vel berre mottakarar som står i dokumentet, eller skriv mottakaren inn i det.",
            "Choose receivers that stand in the document only, or write the receiver into it."),
        by: .recordSystem)

    static let senderNotAllowed = Reason(
        Phrase(
            "Fagsystemet {system} har ikke lov til å sende fra HER-id {her}.",
            "Fagsystemet {system} har ikkje lov til å sende frå HER-id {her}.",
            "The record system {system} may not send from HER-id {her}."),
        meaning: .notSent,
        action: Phrase(
            "Rett avsenderen, eller gi fagsystemet adgang til adressen.",
            "Rett avsendaren, eller gje fagsystemet tilgang til adressa.",
            "Correct the sender, or give the record system access to the address."),
        by: .messageAdministrator)

    static let messageIDReused = Reason(
        Phrase(
            "En annen melding er alt sendt med samme meldings-id.",
            "Ei anna melding er alt send med same meldings-id.",
            "Another message has already been sent with the same message id."),
        meaning: .notSent,
        action: Phrase(
            "Lag meldingen på nytt i fagsystemet, så den får egen id. Skjer det igjen, meld fra til leverandøren.",
            "Lag meldinga på nytt i fagsystemet, så ho får eigen id. Skjer det igjen, meld frå til leverandøren.",
            "Make the message anew in the record system, so that it gets its own id. If it recurs, tell the vendor."),
        by: .recordSystem)

    static let unmatchedAppRec = Reason(
        Phrase(
            "Applikasjonskvitteringen gjelder en melding som ikke er kjent her.",
            "Applikasjonskvitteringa gjeld ei melding som ikkje er kjend her.",
            "The application receipt is for a message that is not known here."),
        meaning: .notSent,
        action: Phrase(
            "Kontroller at kvitteringen viser til MsgId i den mottatte meldingen.",
            "Kontroller at kvitteringa viser til MsgId i den mottekne meldinga.",
            "Check that the receipt refers to the MsgId of the received message."),
        by: .recordSystem)

    static let personInMunicipality = Reason(
        Phrase(
            "Meldingen er adressert til en person i en kommune. Kommuner skal adresseres til en tjeneste.",
            "Meldinga er adressert til ein person i ein kommune. Kommunar skal adresserast til ei teneste.",
            "The message is addressed to a person in a municipality. Municipalities are addressed by service."),
        meaning: .goesOn,
        action: Phrase(
            "Velg tjenesten i adresseboka neste gang; personens navn kan stå i meldingen.",
            "Vel tenesta i adresseboka neste gong; namnet til personen kan stå i meldinga.",
            "Choose the service in the address book next time; the person's name may stand in the message."),
        by: .author)

    static let senderNotService = Reason(
        Phrase(
            "Meldingen er sendt fra en person eller fra kommunen selv. Kommuner skal sende fra en tjeneste.",
            "Meldinga er send frå ein person eller frå kommunen sjølv. Kommunar skal sende frå ei teneste.",
            "The message is sent from a person or from the municipality itself. Municipalities send from a service."),
        meaning: .goesOn,
        action: Phrase(
            "Sett tjenestens HER-id som avsender i fagsystemet; personens navn kan stå i meldingen.",
            "Set HER-id-en til tenesta som avsendar i fagsystemet; namnet til personen kan stå i meldinga.",
            "Set the service's HER-id as sender in the record system; the person's name may stand in the message."),
        by: .recordSystem)
}

public import Store
public import Texts

/// The words of deviations: categories, states, and what stands beside them.
public enum DeviationText {
    public static func category(_ category: Deviation.Category, _ language: Language) -> String {
        let phrase =
            switch category {
            case .misdirected: Phrase("Feilsendt", "Feilsend", "Sent to the wrong place")
            case .disclosure: Phrase("Uautorisert utlevering", "Uautorisert utlevering", "Unauthorised disclosure")
            case .lost: Phrase("Tapt", "Tapt", "Lost")
            case .delayed: Phrase("Forsinket", "Forseinka", "Delayed")
            case .breach: Phrase("Sikkerhetsbrudd", "Sikkerheitsbrot", "Breach of security")
            case .other: Phrase("Annet", "Anna", "Other")
            }
        return phrase.text(language)
    }

    public static func state(_ state: Deviation.State, _ language: Language) -> String {
        let phrase =
            switch state {
            case .new: Phrase("Ny", "Ny", "New")
            case .inProgress: Phrase("Under behandling", "Under handsaming", "In progress")
            case .measures: Phrase("Tiltak", "Tiltak", "Measures")
            case .closed: Phrase("Lukket", "Lukka", "Closed")
            }
        return phrase.text(language)
    }

    public static func step(_ kind: DeviationStep.Kind, _ language: Language, hours: Int? = nil) -> String {
        let phrase =
            switch kind {
            case .opened: Phrase("Opprettet", "Oppretta", "Opened")
            case .changed: Phrase("Endret", "Endra", "Changed")
            case .moved: Phrase("Ny tilstand", "Ny tilstand", "New state")
            case .reopened: Phrase("Åpnet igjen", "Opna att", "Opened again")
            case .alarm:
                Phrase(
                    "Varsel: {hours} timer siden det ble oppdaget, og ikke avgjort om Datatilsynet skal varsles",
                    "Varsel: {hours} timar sidan det vart oppdaga, og ikkje avgjort om Datatilsynet skal varslast",
                    "Alarm: {hours} hours since discovery, and not decided whether the authority is to be notified")
            }
        return phrase.text(language, values: hours.map { ["hours": "\($0)"] } ?? [:])
    }

    /// How the authority's clock stands.
    public static func clock(_ clock: AuthorityClock, due: String, _ language: Language) -> String {
        let phrase =
            clock.isOver
            ? Phrase(
                "Avvik {number}: fristen på 72 timer for å varsle Datatilsynet gikk ut {due}. Varsle nå, og skriv hvorfor det er sent.",
                "Avvik {number}: fristen på 72 timar for å varsle Datatilsynet gjekk ut {due}. Varsle no, og skriv kvifor det er seint.",
                "Deviation {number}: the 72 hours for notifying the authority ran out {due}. Notify now, and say why it is late."
            )
            : Phrase(
                "Avvik {number}: {hours} hele timer igjen av fristen for å varsle Datatilsynet, {due}.",
                "Avvik {number}: {hours} heile timar att av fristen for å varsle Datatilsynet, {due}.",
                "Deviation {number}: {hours} whole hours left for notifying the authority, by {due}.")
        return phrase.text(
            language, values: ["number": "\(clock.number)", "hours": "\(clock.hoursLeft)", "due": due])
    }

    static let period = Phrase("Tidsrom", "Tidsrom", "Period")
    static let notKnownYet = Phrase("ikke kjent ennå", "ikkje kjent enno", "not known yet")
    static let noticeHead = Phrase(
        "Avvik i meldingsutvekslingen mellom oss (vårt avvik {number})",
        "Avvik i meldingsutvekslinga mellom oss (vårt avvik {number})",
        "Deviation in the message exchange between us (our deviation {number})")
    static let noticeEnd = Phrase(
        "Se etter hva som har skjedd hos dere, og gi oss svar. Denne teksten har ingen opplysninger om pasienter; ikke send "
            + "slike i svaret.",
        "Sjå etter kva som har hendt hos dykk, og gje oss svar. Denne teksten har ingen opplysningar om pasientar; ikkje "
            + "send slike i svaret.",
        "Please see what has happened on your side, and answer us. This text holds nothing about patients; send nothing of the "
            + "kind in your answer.")

    static func notice(_ category: Deviation.Category) -> Phrase {
        switch category {
        case .misdirected:
            Phrase(
                "Disse meldingene er sendt til feil mottaker:", "Desse meldingane er sende til feil mottakar:",
                "These messages were sent to the wrong receiver:")
        case .disclosure:
            Phrase(
                "Disse meldingene kan ha kommet til noen som ikke skulle ha dem:",
                "Desse meldingane kan ha kome til nokon som ikkje skulle ha dei:",
                "These messages may have come to somebody who should not have them:")
        case .lost: Phrase("Disse meldingene er tapt:", "Desse meldingane er tapte:", "These messages are lost:")
        case .delayed:
            Phrase("Disse meldingene er forsinket:", "Desse meldingane er forseinka:", "These messages are delayed:")
        case .breach:
            Phrase(
                "Sikkerheten for disse meldingene har sviktet:", "Sikkerheita for desse meldingane har svikta:",
                "The security of these messages has failed:")
        case .other:
            Phrase(
                "Disse meldingene er ikke håndtert som de skulle:",
                "Desse meldingane er ikkje handterte som dei skulle:",
                "These messages were not handled as they should be:")
        }
    }
}

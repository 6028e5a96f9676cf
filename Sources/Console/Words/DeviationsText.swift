import MunicipalNode
import Texts
import Web

/// The words of the pages of deviations; what fields, kinds and states are called is `Monitoring`'s.
enum DeviationsText: String, SiteWords {
    case deviations, deviationsLead, deviationsNone, deviationsCaption, deviationsOlder, deviationFilter
    case deviationColumnKind, deviationColumnState, deviationColumnDiscovered, deviationColumnOwner
    case deviationStatesOpen, deviationStatesAll, deviationKindsAll, deviationTitle, deviationLead
    case deviationNew, deviationNewLead, deviationNewButton, deviationAbout, deviationsAbout, clocksTitle, clockDue
    case deviationChangeTitle, deviationReopenTitle, deviationSave, deviationReopen, deviationSaved
    case deviationMove, deviationStay, deviationReason, deviationReasonHint, deviationHistory, deviationLinkMessage,
        deviationLinkTask
    case authorityTitle, authorityLead, authorityTextLink, authorityFileLink, partnerNoticeTitle, partnerNoticeLead
    case deviationPrint, deviationFile, deviationBlank, deviationPaperLead, backToDeviations
    case deviationStatistics, deviationStatisticsLead, deviationStatisticsFile, deviationStatisticsNone
    case deviationChanged, deviationNotSaved, deviationNotNext, deviationReasonNeeded, deviationIsClosed

    var phrase: Phrase {
        switch self {
        case .deviations: Phrase("Avvik", "Avvik", "Deviations")
        case .deviationsLead:
            Phrase(
                "Et avvik er håndtering av meldinger som ikke var etter reglene. Det følges opp til det ikke kan skje igjen.",
                "Eit avvik er handtering av meldingar som ikkje var etter reglane. Det blir følgt opp til det ikkje kan hende att.",
                "A deviation is handling of messages that was not by the rules. It is followed up until it cannot happen again."
            )
        case .deviationsNone:
            Phrase(
                "Ingen avvik her. Når noe går galt, kan det meldes fra meldingens side eller herfra.",
                "Ingen avvik her. Når noko går gale, kan det meldast frå sida til meldinga eller herfrå.",
                "No deviations here. When something goes wrong, it is reported from the message's page or from here.")
        case .deviationsCaption:
            Phrase("Avvik, det nyeste først", "Avvik, det nyaste først", "Deviations, newest first")
        case .deviationsOlder: Phrase("Eldre avvik", "Eldre avvik", "Older deviations")
        case .deviationFilter: Phrase("Vis", "Vis", "Show")
        case .deviationColumnKind: Phrase("Hva slags", "Kva slags", "Kind")
        case .deviationColumnState: Phrase("Tilstand", "Tilstand", "State")
        case .deviationColumnDiscovered: Phrase("Oppdaget", "Oppdaga", "Discovered")
        case .deviationColumnOwner: Phrase("Hvem", "Kven", "Who")
        case .deviationStatesOpen:
            Phrase("Alle som ikke er lukket", "Alle som ikkje er lukka", "All that are not closed")
        case .deviationStatesAll: Phrase("Alle", "Alle", "All")
        case .deviationKindsAll: Phrase("Alle slag", "Alle slag", "All kinds")
        case .deviationTitle: Phrase("Avvik {number}: {kind}", "Avvik {number}: {kind}", "Deviation {number}: {kind}")
        case .deviationLead:
            Phrase(
                "{state}. Opprettet {time} av {who}.", "{state}. Oppretta {time} av {who}.",
                "{state}. Opened {time} by {who}.")
        case .deviationNew: Phrase("Meld et avvik", "Meld eit avvik", "Report a deviation")
        case .deviationNewLead:
            Phrase(
                "Skriv om arbeidet, aldri hvem pasienten er. Resten kan fylles ut siden.",
                "Skriv om arbeidet, aldri kven pasienten er. Resten kan fyllast ut seinare.",
                "Write about the work, never who the patient is. The rest can be filled in later.")
        case .deviationNewButton: Phrase("Opprett avviket", "Opprett avviket", "Open the deviation")
        case .deviationAbout:
            Phrase("Meld et avvik om dette", "Meld eit avvik om dette", "Report a deviation about this")
        case .deviationsAbout: Phrase("Avvik om dette", "Avvik om dette", "Deviations about this")
        case .clocksTitle: Phrase("Datatilsynet", "Datatilsynet", "The data protection authority")
        case .clockDue:
            Phrase("Avvik {number}: frist {time}", "Avvik {number}: frist {time}", "Deviation {number}: by {time}")
        case .deviationChangeTitle: Phrase("Skriv, og gå videre", "Skriv, og gå vidare", "Write, and go on")
        case .deviationReopenTitle: Phrase("Åpne igjen", "Opne att", "Open again")
        case .deviationSave: Phrase("Lagre", "Lagre", "Save")
        case .deviationReopen: Phrase("Åpne avviket igjen", "Opne avviket att", "Open the deviation again")
        case .deviationSaved: Phrase("Avviket er lagret.", "Avviket er lagra.", "The deviation is saved.")
        case .deviationMove: Phrase("Tilstand", "Tilstand", "State")
        case .deviationStay: Phrase("Som nå: {state}", "Som no: {state}", "As now: {state}")
        case .deviationReason: Phrase("Hvorfor det åpnes igjen", "Kvifor det blir opna att", "Why it is opened again")
        case .deviationReasonHint:
            Phrase(
                "Om arbeidet, aldri hvem pasienten er.", "Om arbeidet, aldri kven pasienten er.",
                "About the work, never who the patient is.")
        case .deviationHistory: Phrase("Hva som er gjort", "Kva som er gjort", "What has been done")
        case .deviationLinkMessage: Phrase("Melding {id}", "Melding {id}", "Message {id}")
        case .deviationLinkTask: Phrase("Sak {number}", "Sak {number}", "Matter {number}")
        case .authorityTitle:
            Phrase("Til Datatilsynet", "Til Datatilsynet", "For the data protection authority")
        case .authorityLead:
            Phrase(
                "Opplysningene i den rekkefølgen Datatilsynets skjema spør. Det som ikke er kjent ennå, kan meldes siden.",
                "Opplysningane i den rekkjefølgja skjemaet til Datatilsynet spør. Det som ikkje er kjent enno, kan meldast "
                    + "seinare.",
                "What the authority's form asks, in its order. What is not known yet may follow later.")
        case .authorityTextLink: Phrase("Som tekst", "Som tekst", "As text")
        case .authorityFileLink: Phrase("Som JSON", "Som JSON", "As JSON")
        case .partnerNoticeTitle: Phrase("Til kommunikasjonsparten", "Til kommunikasjonsparten", "To the partner")
        case .partnerNoticeLead:
            Phrase(
                "En tekst å kopiere. Den har ingenting av det som er skrevet på avviket, og ingenting om pasienter.",
                "Ein tekst å kopiere. Han har ingenting av det som er skrive på avviket, og ingenting om pasientar.",
                "A text to copy. It holds nothing of what was written on the deviation, and nothing about patients.")
        case .deviationPrint: Phrase("Til utskrift", "Til utskrift", "For printing")
        case .deviationFile: Phrase("Hele avviket som JSON", "Heile avviket som JSON", "The whole deviation as JSON")
        case .deviationBlank: Phrase("Tomt skjema på papir", "Tomt skjema på papir", "Empty form for paper")
        case .deviationPaperLead:
            Phrase(
                "De samme feltene som i skjemaet på skjermen. Skriv ut siden med nettleseren.",
                "Dei same felta som i skjemaet på skjermen. Skriv ut sida med nettlesaren.",
                "The same fields as the form on the screen. Print the page with the browser.")
        case .backToDeviations: Phrase("Til avvikene", "Til avvika", "To the deviations")
        case .deviationStatistics: Phrase("Statistikk", "Statistikk", "Statistics")
        case .deviationStatisticsLead:
            Phrase(
                "Avvik etter måneden de ble opprettet, slag og tilstand, og hvor lang tid det tok til de ble lukket.",
                "Avvik etter månaden dei vart oppretta, slag og tilstand, og kor lang tid det tok til dei vart lukka.",
                "Deviations by the month they were opened, kind and state, and how long it took until they were closed."
            )
        case .deviationStatisticsFile: Phrase("Som regneark (CSV)", "Som rekneark (CSV)", "As a spreadsheet (CSV)")
        case .deviationStatisticsNone:
            Phrase("Det er ingen avvik å telle.", "Det er ingen avvik å telje.", "There are no deviations to count.")
        case .deviationChanged:
            Phrase(
                "Noen andre har endret avviket imens. Skjemaet viser hvordan det er nå; det du skrev, står under «Ikke lagret». "
                    + "Ta inn det som fortsatt gjelder, og lagre.",
                "Nokon andre har endra avviket imens. Skjemaet viser korleis det er no; det du skreiv, står under «Ikkje lagra». "
                    + "Ta inn det som framleis gjeld, og lagre.",
                "Somebody else has changed the deviation meanwhile. The form shows how it is now; what you wrote stands under “Not "
                    + "saved”. Take in what still holds, and save.")
        case .deviationNotSaved: Phrase("Ikke lagret", "Ikkje lagra", "Not saved")
        case .deviationNotNext:
            Phrase(
                "Avviket er kommet til en annen tilstand imens. Se på det igjen.",
                "Avviket er kome til ein annan tilstand imens. Sjå på det att.",
                "The deviation has come to another state meanwhile. Look at it again.")
        case .deviationReasonNeeded:
            Phrase(
                "Skriv hvorfor avviket åpnes igjen.", "Skriv kvifor avviket blir opna att.",
                "Write why the deviation is opened again.")
        case .deviationIsClosed:
            Phrase(
                "Avviket er lukket av noen andre imens. Det du skrev, står under «Ikke lagret». Åpne avviket igjen for å skrive mer.",
                "Avviket er lukka av nokon andre imens. Det du skreiv, står under «Ikkje lagra». Opne avviket att for å skrive meir.",
                "Somebody else has closed the deviation meanwhile. What you wrote stands under “Not saved”. Open it again to write more."
            )
        }
    }

    /// What is wrong with a field.
    static func problem(_ problem: DeviationFault.Problem, _ language: Language) -> String {
        let phrase =
            switch problem {
            case .missing: Phrase("må fylles ut", "må fyllast ut", "must be filled in")
            case .tooLong: Phrase("er for lang", "er for lang", "is too long")
            case .namesPatient:
                Phrase(
                    "ser ut til å ha et fødselsnummer; det er tatt bort, for fagsystemet vet hvem pasienten er",
                    "ser ut til å ha eit fødselsnummer; det er teke bort, for fagsystemet veit kven pasienten er",
                    "seems to hold an identity number; it was taken away, for the record system knows the patient")
            case .notATime:
                Phrase(
                    "er ikke et tidspunkt, som 30.11.2026 14.05", "er ikkje eit tidspunkt, som 30.11.2026 14.05",
                    "is not a time, as 2026-11-30 14:05")
            case .inTheFuture: Phrase("er i framtiden", "er i framtida", "is in the future")
            case .endsBeforeItBegins:
                Phrase("er før det begynte", "er før det begynte", "is before it began")
            case .tooEarly:
                Phrase(
                    "er før avviket ble oppdaget", "er før avviket vart oppdaga",
                    "is before the deviation was discovered")
            case .notAKind: Phrase("må velges", "må veljast", "must be chosen")
            case .unknownMessage:
                Phrase(
                    "har en id som ingen melding har", "har ein id som inga melding har",
                    "has an id that no message has")
            case .unknownTask: Phrase("er ikke en sak her", "er ikkje ei sak her", "is no matter here")
            }
        return phrase.text(language)
    }
}

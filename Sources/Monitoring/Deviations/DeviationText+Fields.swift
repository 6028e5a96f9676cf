public import Store
public import Texts

/// What the fields of a deviation are called, on pages, on paper and in what is exported.
extension DeviationText {
    public static func label(_ field: DeviationField, _ language: Language) -> String {
        let phrase =
            switch field {
            case .category: Phrase("Hva slags avvik", "Kva slags avvik", "What kind of deviation")
            case .from: Phrase("Skjedde fra", "Hende frå", "Happened from")
            case .until: Phrase("Skjedde til", "Hende til", "Happened until")
            case .discovered: Phrase("Når oppdaget", "Når oppdaga", "When discovered")
            case .what: Phrase("Hva skjedde", "Kva hende", "What happened")
            case .messages: Phrase("Meldinger", "Meldingar", "Messages")
            case .task: Phrase("Sak", "Sak", "Matter")
            case .owner: Phrase("Hvem som har det", "Kven som har det", "Who has it")
            case .immediate: Phrase("Strakstiltak", "Strakstiltak", "Immediate measure")
            case .restored:
                Phrase("Normaltilstand gjenopprettet", "Normaltilstand gjenoppretta", "Normal state restored")
            case .cause: Phrase("Årsak", "Årsak", "Cause")
            case .prevention: Phrase("Forebyggende tiltak", "Førebyggjande tiltak", "Preventive measure")
            case .mainCause: Phrase("Hovedårsak", "Hovudårsak", "Main cause")
            case .affected: Phrase("Antall berørte", "Talet på råka", "Number of persons affected")
            case .how: Phrase("Hvordan det skjedde", "Korleis det hende", "How it happened")
            case .data: Phrase("Type opplysninger", "Type opplysningar", "Kinds of data")
            case .relation:
                Phrase("Relasjon til de berørte", "Relasjon til dei råka", "Relation to the persons affected")
            case .whereabouts:
                Phrase("Hvor opplysningene er nå", "Kvar opplysningane er no", "Where the data are now")
            case .consequences: Phrase("Konsekvenser", "Konsekvensar", "Consequences")
            case .measures: Phrase("Tiltak", "Tiltak", "Measures")
            case .informing:
                Phrase("Informasjon til de berørte", "Informasjon til dei råka", "Information to the persons affected")
            case .contact: Phrase("Kontaktinformasjon", "Kontaktinformasjon", "Contact")
            case .notified: Phrase("Datatilsynet varslet", "Datatilsynet varsla", "Authority notified")
            case .reference:
                Phrase("Referanse hos Datatilsynet", "Referanse hos Datatilsynet", "The authority's reference")
            case .notNotified:
                Phrase(
                    "Hvorfor Datatilsynet ikke varsles", "Kvifor Datatilsynet ikkje blir varsla",
                    "Why the authority is not notified")
            }
        return phrase.text(language)
    }

    /// What to write there; nil where the label says it.
    public static func hint(_ field: DeviationField, _ language: Language) -> String? {
        let phrase: Phrase? =
            switch field {
            case .from, .until, .discovered, .restored, .notified:
                Phrase(
                    "Dag og klokkeslett, som 30.11.2026 14.05.", "Dag og klokkeslett, som 30.11.2026 14.05.",
                    "Day and time, as 2026-11-30 14:05.")
            case .messages:
                Phrase(
                    "Id-er, med mellomrom mellom.", "Id-ar, med mellomrom mellom.", "Ids, with spaces between.")
            case .what:
                Phrase(
                    "Om arbeidet, aldri hvem pasienten er. Høyst 4 000 tegn.",
                    "Om arbeidet, aldri kven pasienten er. Høgst 4 000 teikn.",
                    "About the work, never who the patient is. At most 4,000 characters.")
            case .notNotified:
                Phrase(
                    "Bare når det er avgjort at Datatilsynet ikke skal varsles.",
                    "Berre når det er avgjort at Datatilsynet ikkje skal varslast.",
                    "Only when it has been decided that the authority is not to be notified.")
            default: nil
            }
        return phrase?.text(language)
    }
}

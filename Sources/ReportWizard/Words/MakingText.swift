import Texts
import Web

/// The words of making the extract by a mapping, and of what came of it.
enum MakingText: String, SiteWords {
    case makeTitle, makeLead, mappingField, unitField, yearField, makeButton, mappingNone, noUnit
    case madeTitle, madeBy, madeLead, tableColumn, rowsRead, rowsWritten, problemsTitle, problemOne, problemAll
    case problemValues, problemHidden, losesMark, noteOnly, making, workSoFar, toProblems

    var phrase: Phrase {
        switch self {
        case .makeTitle:
            Phrase(
                "Hent uttrekket fra fagsystemet", "Hent uttrekket frå fagsystemet",
                "Get the extract out of the record system")
        case .makeLead:
            Phrase(
                "Kommunens IT har lagt inn hvordan det gjøres. Fagsystemet leses, og ingenting endres der.",
                "IT i kommunen har lagt inn korleis det blir gjort. Fagsystemet blir lese, og ingenting blir endra der.",
                "The municipality's IT has installed how it is done. The record system is read, and nothing is changed there."
            )
        case .mappingField: Phrase("Oppskrift", "Oppskrift", "Mapping")
        case .unitField: Phrase("Kommune og bydel", "Kommune og bydel", "Municipality and district")
        case .yearField: Phrase("År som rapporteres", "År som blir rapportert", "Year reported")
        case .makeButton: Phrase("Hent og kontroller", "Hent og kontroller", "Get and check")
        case .mappingNone: Phrase("Velg en av oppskriftene.", "Vel ei av oppskriftene.", "Choose one of the mappings.")
        case .noUnit:
            Phrase(
                "Det er ikke satt opp hvilken kommune det gjelder. Kommunens IT setter det opp.",
                "Det er ikkje sett opp kva kommune det gjeld. IT i kommunen set det opp.",
                "It is not set up which municipality it is for. The municipality's IT sets it up.")
        case .madeTitle: Phrase("Hentet fra fagsystemet", "Henta frå fagsystemet", "Got out of the record system")
        case .madeBy:
            Phrase("Etter oppskriften «{mapping}».", "Etter oppskrifta «{mapping}».", "By the mapping “{mapping}”.")
        case .madeLead: Phrase("Rader i uttrekket", "Rader i uttrekket", "Rows in the extract")
        case .tableColumn: Phrase("Tabell", "Tabell", "Table")
        case .rowsRead: Phrase("Lest", "Lesne", "Read")
        case .rowsWritten: Phrase("I uttrekket", "I uttrekket", "In the extract")
        case .problemsTitle:
            Phrase("Det som ikke gikk opp", "Det som ikkje gjekk opp", "What did not work out")
        case .problemOne: Phrase("{table}: {sentence}.", "{table}: {sentence}.", "{table}: {sentence}.")
        case .problemAll:
            Phrase(
                "{table}: {sentence} ({count} rader, først rad {row}).",
                "{table}: {sentence} ({count} rader, først rad {row}).",
                "{table}: {sentence} ({count} rows, first row {row}).")
        case .problemValues: Phrase("Verdier: {values}.", "Verdiar: {values}.", "Values: {values}.")
        case .problemHidden:
            Phrase("{count} verdier vises ikke.", "{count} verdiar blir ikkje viste.", "{count} values are not shown.")
        case .losesMark: Phrase("Mangler i uttrekket", "Manglar i uttrekket", "Missing in the extract")
        case .noteOnly: Phrase("Til opplysning", "Til opplysning", "For information")
        case .making:
            Phrase(
                "Uttrekket hentes fra fagsystemet", "Uttrekket blir henta frå fagsystemet", "The extract is being made")
        case .workSoFar: Phrase("{done} så langt", "{done} så langt", "{done} so far")
        case .toProblems:
            Phrase(
                "Noe gikk ikke opp da uttrekket ble laget. Se hva.",
                "Noko gjekk ikkje opp då uttrekket vart laga. Sjå kva.",
                "Something did not work out when the extract was made. See what.")
        }
    }
}

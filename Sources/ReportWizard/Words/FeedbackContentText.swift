import Texts
import Web

/// The words around what a feedback says, and around what changed from another. Its own words are the register's.
enum FeedbackContentText: String, SiteWords {
    case feedbackExtent, nothingToCorrect, groupCounts, errorsOfAll, tablesTitle, toTables, filesTitle, filesLead
    case toOverview, tableChart, onlyFirstRows, recordPart, fieldPart, fileColumn, sizeColumn
    case compareTitle, compareLead, compareField, compareButton, compareNone, comparePrevious, compareLastYear
    case compareExtract, theExtract
    case compareMissing, differenceTitle, differenceLead, shortenedLine, errorsChanged, errorsSame, controlColumn
    case goneColumn, newColumn, stillColumn, numbersTitle, numbersGone, numbersNew, numbersStill, numbersMore
    case figuresTitle, figuresSame, onlyFirstFigures, tableColumnName, rowColumn, columnColumn, beforeColumn
    case afterColumn, noPerson, notProven

    var phrase: Phrase {
        switch self {
        case .feedbackExtent:
            Phrase(
                "Kommune {municipality}, bydel {district}, år {year}: {rows} feil og merknader.",
                "Kommune {municipality}, bydel {district}, året {year}: {rows} feil og merknader.",
                "Municipality {municipality}, district {district}, year {year}: {rows} errors and remarks.")
        case .nothingToCorrect: Phrase("Ingenting å rette.", "Ingenting å rette.", "Nothing to correct.")
        case .groupCounts:
            Phrase(
                "{rows} rader, {persons} personer", "{rows} rader, {persons} personar", "{rows} rows, {persons} persons"
            )
        case .errorsOfAll:
            Phrase("Se alle {count} av {control}", "Sjå alle {count} av {control}", "See all {count} of {control}")
        case .tablesTitle: Phrase("Kontrolltabeller", "Kontrolltabellar", "Control tables")
        case .toTables: Phrase("Se kontrolltabellene", "Sjå kontrolltabellane", "See the control tables")
        case .filesTitle: Phrase("Filer", "Filer", "Files")
        case .filesLead:
            Phrase(
                "Filene er i klartekst når de er lastet ned. Slett dem når de er brukt. At de lastes ned, føres i loggen.",
                "Filene er i klartekst når dei er lasta ned. Slett dei når dei er brukte. At dei blir lasta ned, blir ført i loggen.",
                "The files are in clear once they are downloaded. Delete them when they have been used. That they are "
                    + "downloaded goes on record.")
        case .toOverview: Phrase("Til oversikten", "Til oversikta", "To the overview")
        case .tableChart: Phrase("Søylediagram: {table}", "Søylediagram: {table}", "Bar chart: {table}")
        case .onlyFirstRows:
            Phrase(
                "Bare de første {shown} av {count} vises. Alle står i CSV-filen.",
                "Berre dei første {shown} av {count} blir viste. Alle står i CSV-fila.",
                "Only the first {shown} of {count} are shown. All are in the CSV file.")
        case .recordPart: Phrase("Post", "Post", "Record")
        case .fieldPart: Phrase("Felt", "Felt", "Field")
        case .fileColumn: Phrase("Fil", "Fil", "File")
        case .sizeColumn: Phrase("Størrelse", "Storleik", "Size")
        case .compareTitle: Phrase("Hva er endret?", "Kva er endra?", "What has changed?")
        case .compareLead:
            Phrase(
                "Sammenlign med uttrekket som er hentet inn nå, med forrige innsending, eller med året før.",
                "Samanlikn med uttrekket som er henta inn no, med førre innsending, eller med året før.",
                "Compare with the extract that is brought in now, the last submission, or the year before.")
        case .compareField: Phrase("Sammenlign med", "Samanlikn med", "Compare with")
        case .compareButton: Phrase("Sammenlign", "Samanlikn", "Compare")
        case .compareNone:
            Phrase(
                "Velg hva det skal sammenlignes med.", "Vel kva det skal samanliknast med.",
                "Choose what to compare with.")
        case .comparePrevious:
            Phrase("{what} (forrige innsending)", "{what} (førre innsending)", "{what} (the last submission)")
        case .compareLastYear: Phrase("{what} (året før)", "{what} (året før)", "{what} (the year before)")
        case .compareExtract:
            Phrase(
                "Uttrekket som er hentet inn nå ({file})", "Uttrekket som er henta inn no ({file})",
                "The extract that is brought in now ({file})")
        case .theExtract: Phrase("uttrekket {file}", "uttrekket {file}", "the extract {file}")
        case .compareMissing:
            Phrase(
                "Det er ingen annen tilbakemelding her å sammenligne med. Last opp den fra i fjor eller fra forrige "
                    + "innsending, eller hent inn et nytt uttrekk.",
                "Det er inga anna tilbakemelding her å samanlikne med. Last opp den frå i fjor eller frå førre "
                    + "innsending, eller hent inn eit nytt uttrekk.",
                "There is no other feedback here to compare with. Upload last year's, or the last submission's, or bring "
                    + "in a new extract.")
        case .differenceTitle: Phrase("Endringer", "Endringar", "Changes")
        case .differenceLead:
            Phrase("Fra {before} til {after}.", "Frå {before} til {after}.", "From {before} to {after}.")
        case .shortenedLine:
            Phrase(
                "En feilliste er avkortet: feil kan se ut til å ha kommet eller gått.",
                "Ei feilliste er avkorta: feil kan sjå ut til å ha kome eller gått.",
                "An error list is shortened: errors may seem to have come or gone.")
        case .errorsChanged:
            Phrase("Feil, etter antall personer", "Feil, etter tal personar", "Errors, by number of persons")
        case .errorsSame: Phrase("Ingen feil i noen av dem.", "Ingen feil i nokon av dei.", "No errors in either.")
        case .controlColumn: Phrase("Kontroll", "Kontroll", "Control")
        case .goneColumn: Phrase("Borte", "Borte", "Gone")
        case .newColumn: Phrase("Nye", "Nye", "New")
        case .stillColumn: Phrase("Står fortsatt", "Står framleis", "Still there")
        case .numbersTitle: Phrase("Hvem det gjelder", "Kven det gjeld", "Whom it concerns")
        case .numbersGone: Phrase("Borte: {numbers}", "Borte: {numbers}", "Gone: {numbers}")
        case .numbersNew: Phrase("Nye: {numbers}", "Nye: {numbers}", "New: {numbers}")
        case .numbersStill: Phrase("Står fortsatt: {numbers}", "Står framleis: {numbers}", "Still there: {numbers}")
        case .numbersMore:
            Phrase("{numbers} … og {count} til", "{numbers} … og {count} til", "{numbers} … and {count} more")
        case .figuresTitle: Phrase("Tall som er endret", "Tal som er endra", "Figures that have changed")
        case .figuresSame: Phrase("Ingen tall er endret.", "Ingen tal er endra.", "No figures have changed.")
        case .onlyFirstFigures:
            Phrase(
                "Bare de første {shown} av {count} tall vises. Alle står i filene.",
                "Berre dei første {shown} av {count} tal blir viste. Alle står i filene.",
                "Only the first {shown} of {count} figures are shown. All are in the files.")
        case .tableColumnName: Phrase("Tabell", "Tabell", "Table")
        case .rowColumn: Phrase("Rad", "Rad", "Row")
        case .columnColumn: Phrase("Kolonne", "Kolonne", "Column")
        case .beforeColumn: Phrase("Før", "Før", "Before")
        case .afterColumn: Phrase("Nå", "No", "Now")
        case .noPerson: Phrase("hele filen", "heile fila", "the whole file")
        case .notProven:
            Phrase(
                "Filen er lastet opp for hånd. Ingenting viser at den kommer fra registeret: det gjør bare det som er hentet.",
                "Fila er lasta opp for hand. Ingenting viser at ho kjem frå registeret: det gjer berre det som er henta.",
                "The file was uploaded by hand. Nothing proves that it comes from the register: only what was fetched is "
                    + "proved to.")
        }
    }
}

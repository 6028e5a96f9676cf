import Texts
import Web

/// The words of bringing in the extract.
enum ExtractText: String, SiteWords {
    case extractLead, heldTitle, heldExtract, heldIdentities, heldNone, heldSafe, heldBy
    case uploadTitle, uploadAgainTitle, extractField, extractHint, uploadButton, fileMissing
    case identitiesTitle, identitiesLead, identitiesNeeded, identitiesField, identitiesHint
    case readyTitle, readyLead, readyField, readyButton, readyNone, toFindings

    var phrase: Phrase {
        switch self {
        case .extractLead:
            Phrase(
                "Hent inn uttrekket som fagsystemet har laget. Det kontrolleres med registerets egne regler, og ingenting sendes.",
                "Hent inn uttrekket som fagsystemet har laga. Det blir kontrollert med reglane til registeret, og ingenting blir sendt.",
                "Bring in the extract that the record system has made. It is checked by the register's own rules, and nothing "
                    + "is sent.")
        case .heldTitle: Phrase("Hentet inn", "Henta inn", "Brought in")
        case .heldExtract: Phrase("Uttrekk", "Uttrekk", "Extract")
        case .heldIdentities: Phrase("Fil med fødselsnumre", "Fil med fødselsnummer", "File of identity numbers")
        case .heldNone: Phrase("Ingenting ennå.", "Ingenting enno.", "Nothing yet.")
        case .heldBy:
            Phrase(
                "{name}, {size}, {time}, av {person}", "{name}, {size}, {time}, av {person}",
                "{name}, {size}, {time}, by {person}")
        case .heldSafe:
            Phrase(
                "Filene ligger kryptert mens rapporten er åpen, og er borte når den er forseglet, forkastet eller tjenesten startes på nytt.",
                "Filene ligg krypterte mens rapporten er open, og er borte når han er forsegla, forkasta eller tenesta blir starta på nytt.",
                "The files are held encrypted while the report is open, and are gone when it is sealed or discarded, or the "
                    + "service is restarted.")
        case .uploadTitle: Phrase("Last opp uttrekket", "Last opp uttrekket", "Upload the extract")
        case .uploadAgainTitle:
            Phrase("Last opp et nytt uttrekk", "Last opp eit nytt uttrekk", "Upload another extract")
        case .extractField: Phrase("Uttrekk (XML-fil)", "Uttrekk (XML-fil)", "Extract (XML file)")
        case .extractHint:
            Phrase(
                "Filen fra fagsystemet, slik den er. Den forlater ikke sikker sone.",
                "Fila frå fagsystemet, slik ho er. Ho forlèt ikkje sikker sone.",
                "The file from the record system, as it is. It does not leave the secure zone.")
        case .uploadButton: Phrase("Last opp og kontroller", "Last opp og kontroller", "Upload and check")
        case .fileMissing: Phrase("Velg en fil.", "Vel ei fil.", "Choose a file.")
        case .identitiesTitle: Phrase("Fil med fødselsnumre", "Fil med fødselsnummer", "File of identity numbers")
        case .identitiesLead:
            Phrase(
                "Fra og med 2018 ligger fødselsnumrene i en egen fil ved siden av uttrekket.",
                "Frå og med 2018 ligg fødselsnummera i ei eiga fil ved sida av uttrekket.",
                "From 2018 on the identity numbers are in a file of their own beside the extract.")
        case .identitiesNeeded:
            Phrase(
                "Dette uttrekket mangler fødselsnumre. Last opp filen med dem.",
                "Dette uttrekket manglar fødselsnummer. Last opp fila med dei.",
                "This extract lacks identity numbers. Upload the file with them.")
        case .identitiesField: Phrase("Fil med fødselsnumre", "Fil med fødselsnummer", "File of identity numbers")
        case .identitiesHint:
            Phrase(
                "Linjer med lokalt nummer, semikolon og fødselsnummer.",
                "Linjer med lokalt nummer, semikolon og fødselsnummer.",
                "Lines of local number, semicolon and identity number.")
        case .readyTitle:
            Phrase(
                "Velg et uttrekk som er laget her", "Vel eit uttrekk som er laga her",
                "Choose an extract that was made here")
        case .readyLead:
            Phrase(
                "Disse ligger klare på serveren. De leses der de ligger.",
                "Desse ligg klare på tenaren. Dei blir lesne der dei ligg.",
                "These lie ready on the server. They are read where they lie.")
        case .readyField: Phrase("Uttrekk", "Uttrekk", "Extract")
        case .readyButton: Phrase("Bruk og kontroller", "Bruk og kontroller", "Use and check")
        case .readyNone: Phrase("Velg ett av uttrekkene.", "Vel eitt av uttrekka.", "Choose one of the extracts.")
        case .toFindings: Phrase("Til funnene", "Til funna", "To the findings")
        }
    }
}

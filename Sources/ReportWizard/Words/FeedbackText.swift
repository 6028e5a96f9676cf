import Texts
import Web

/// The words of fetching the register's feedback, and of the list of all there is.
enum FeedbackText: String, SiteWords {
    case feedback, feedbackLead, feedbackTitle, fetchTitle, fetchLead, fetchButton, fetchedCount, fetchedNone
    case feedbackList, feedbackNone, fromWhom, answersWhat, howItCame, cameFetched, cameUploaded, feedbackLink
    case archiveTitle, archiveLead, archiveField, archiveHint, archiveButton, passwordField, passwordHint
    case passwordWhere
    case openTheFeedback, openFeedbackLead, openFeedbackButton, heldWhileOpen, closeButton, answersUnknown
    case toFeedback, feedbackReady, feedbackHere

    var phrase: Phrase {
        switch self {
        case .feedback: Phrase("Tilbakemeldinger", "Tilbakemeldingar", "Feedback")
        case .feedbackLead:
            Phrase(
                "Her hentes og leses det registeret svarer: hva som skal rettes, av hvem, og kontrolltabellene.",
                "Her blir det registeret svarar, henta og lese: kva som skal rettast, av kven, og kontrolltabellane.",
                "Here what the register answers is fetched and read: what to correct, by whom, and the control tables.")
        case .feedbackTitle: Phrase("Tilbakemelding: {what}", "Tilbakemelding: {what}", "Feedback: {what}")
        case .fetchTitle: Phrase("Hent det som er kommet", "Hent det som er kome", "Fetch what has come")
        case .fetchLead:
            Phrase(
                "Registeret sender den til kommunens innboks i meldingstjeneren. Den åpnes uten passord.",
                "Registeret sender ho til innboksen til kommunen i meldingstenaren. Ho blir opna utan passord.",
                "The register sends it to the municipality's inbox of the message server. It opens without a password.")
        case .fetchButton: Phrase("Hent nå", "Hent no", "Fetch now")
        case .fetchedCount:
            Phrase("Hentet nå: {count}.", "Henta no: {count}.", "Fetched now: {count}.")
        case .fetchedNone:
            Phrase(
                "Ingenting har kommet ennå. Du får varsel på e-post når filen er klar.",
                "Ingenting har kome enno. Du får varsel på e-post når fila er klar.",
                "Nothing has come yet. You get a notice by mail when the file is ready.")
        case .feedbackList:
            Phrase("Tilbakemeldinger som er her", "Tilbakemeldingar som er her", "Feedback that is here")
        case .feedbackNone:
            Phrase(
                "Ingen ennå. Hent det som er kommet, eller last opp filen fra nedlastingsportalen.",
                "Ingen enno. Hent det som er kome, eller last opp fila frå nedlastingsportalen.",
                "None yet. Fetch what has come, or upload the file from the download portal.")
        case .fromWhom: Phrase("Enhet og år", "Eining og år", "Unit and year")
        case .answersWhat: Phrase("Innsending", "Innsending", "Submission")
        case .howItCame: Phrase("Hvordan den kom", "Korleis ho kom", "How it came")
        case .cameFetched:
            Phrase("hentet {time}, av {person}", "henta {time}, av {person}", "fetched {time}, by {person}")
        case .cameUploaded:
            Phrase("lastet opp {time}, av {person}", "lasta opp {time}, av {person}", "uploaded {time}, by {person}")
        case .feedbackLink: Phrase("{unit}, {year}", "{unit}, {year}", "{unit}, {year}")
        case .answersUnknown: Phrase("ikke oppgitt ({file})", "ikkje oppgjeven ({file})", "not stated ({file})")
        case .archiveTitle:
            Phrase(
                "Last opp filen fra nedlastingsportalen", "Last opp fila frå nedlastingsportalen",
                "Upload the file from the download portal")
        case .archiveLead:
            Phrase(
                "For en fil som er lastet ned utenfor sikker sone, og for tilbakemeldinger fra tidligere år.",
                "For ei fil som er lasta ned utanfor sikker sone, og for tilbakemeldingar frå tidlegare år.",
                "For a file that was downloaded outside the secure zone, and for feedback of earlier years.")
        case .archiveField:
            Phrase("Fil fra portalen (ZIP-fil)", "Fil frå portalen (ZIP-fil)", "File from the portal (ZIP file)")
        case .archiveHint:
            Phrase(
                "Filen slik den er, uten å pakke den ut.", "Fila slik ho er, utan å pakke ho ut.",
                "The file as it is, not unpacked.")
        case .archiveButton: Phrase("Last opp og åpne", "Last opp og opne", "Upload and open")
        case .passwordField: Phrase("Passord til filen", "Passord til fila", "Password of the file")
        case .passwordHint:
            Phrase(
                "La feltet stå tomt når den samme filen også er kommet til innboksen. Ellers viser sendemodulen det.",
                "La feltet stå tomt når den same fila også er komen til innboksen. Elles viser sendemodulen det.",
                "Leave it empty when the same file has come to the inbox too. Otherwise the send module shows it.")
        case .passwordWhere:
            Phrase(
                "Passordet vises i sendemodulen etter innlogging, ved innsendingen som filen svarer på:",
                "Passordet står i sendemodulen etter innlogging, ved innsendinga som fila svarer på:",
                "The password is shown in the send module after log-in, at the submission that the file answers:")
        case .openTheFeedback: Phrase("Åpne tilbakemeldingen", "Opne tilbakemeldinga", "Open the feedback")
        case .openFeedbackLead:
            Phrase(
                "Den er kryptert. Det blir ført i loggen at du åpner den.",
                "Ho er kryptert. Det blir ført i loggen at du opnar ho.",
                "It is encrypted. That you open it goes on record.")
        case .openFeedbackButton: Phrase("Åpne", "Opne", "Open it")
        case .heldWhileOpen:
            Phrase(
                "Innholdet ligger kryptert mens det er åpent, og er borte når det lukkes, ikke er brukt på to timer, eller "
                    + "tjenesten startes på nytt.",
                "Innhaldet ligg kryptert mens det er ope, og er borte når det blir lukka, ikkje er brukt på to timar, eller "
                    + "tenesta blir starta på nytt.",
                "The content is held encrypted while it is open, and is gone when it is closed, has not been used for two "
                    + "hours, or the service is restarted.")
        case .closeButton: Phrase("Lukk tilbakemeldingen", "Lukk tilbakemeldinga", "Close the feedback")
        case .toFeedback: Phrase("Til alle tilbakemeldinger", "Til alle tilbakemeldingar", "To all feedback")
        case .feedbackReady:
            Phrase(
                "Filen er klar: hent tilbakemeldingen", "Fila er klar: hent tilbakemeldinga",
                "The file is ready: fetch the feedback")
        case .feedbackHere:
            Phrase("Les tilbakemeldingen", "Les tilbakemeldinga", "Read the feedback")
        }
    }
}

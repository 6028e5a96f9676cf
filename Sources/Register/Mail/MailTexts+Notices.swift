import Foundation
import Identifiers
import Letters
import OsloCalendar

extension MailTexts {
    /// The notice to the shared mailbox that lists and tables are ready (I-049, I-060).
    ///
    /// Subject and first line tell the clerk whom to pass it to: the role first, because names on lists grow old.
    func feedbackReady(
        for municipality: Municipality, unit: ReportingUnit, year: Int, label: SubmissionLabel, contactName: String
    ) -> MailText {
        let name = MailText.foreign(municipality.name)
        let contact = MailText.foreign(contactName)
        let mark = label == .test ? "TEST – " : ""
        let subject = Phrase(
            "\(mark)Til IPLOS-kontakten (\(contact)): lister for \(year) er klare, \(name) (\(unit))",
            "\(mark)Til IPLOS-kontakten (\(contact)): lister for \(year) er klare, \(name) (\(unit))",
            "\(mark)For the IPLOS contact (\(contact)): lists for \(year) are ready, \(name) (\(unit))")
        let passOn = Phrase(
            "Til postmottak: send dette videre til IPLOS-kontakten i kommunen. Oppgitt navn: \(contact).",
            "Til postmottak: send dette vidare til IPLOS-kontakten i kommunen. Oppgitt namn: \(contact).",
            "To the shared mailbox: pass this on to the municipality's IPLOS contact. Name given: \(contact).")
        let ready = Phrase(
            "Feillister og kontrolltabeller for \(year) ligger klare på \(settings.portal). "
                + "Logg inn med \(municipality.sharedAddress).",
            "Feillister og kontrolltabellar for \(year) ligg klare på \(settings.portal). "
                + "Logg inn med \(municipality.sharedAddress).",
            "Error lists and control tables for \(year) are ready at \(settings.portal). "
                + "Log in as \(municipality.sharedAddress).")
        return MailText(
            language: language, subject: subject[language],
            blocks: [.paragraph(passOn[language]), .paragraph(ready[language])] + handling + footer)
    }

    /// What is the same for every archive: it is sensitive, where it is opened, and where the password is (I-045).
    private var handling: [MailText.Block] {
        let sensitive = Phrase(
            "Listene er personsensitive og unntatt offentlighet (offentleglova § 13). "
                + "Filen skal inn i sikker sone før den åpnes.",
            "Listene er personsensitive og unnatekne offentlegheit (offentleglova § 13). "
                + "Fila skal inn i sikker sone før ho blir opna.",
            "The lists hold sensitive personal information and are exempt from public disclosure. "
                + "The file must be in the secure zone before it is opened.")
        let password = Phrase(
            "Filen er kryptert. Passordet står i sendemodulen etter innlogging, og sendes aldri i e-post. Kommer den samme "
                + "filen til kommunens innboks i meldingstjeneren, åpner innsendingsprogrammet den uten passord.",
            "Fila er kryptert. Passordet står i sendemodulen etter innlogging, og blir aldri sendt i e-post. Kjem den same "
                + "fila til innboksen til kommunen i meldingstenaren, opnar innsendingsprogrammet ho utan passord.",
            "The file is encrypted. Its password is shown in the send module after logging in, and is never sent by mail. "
                + "Where the same file comes to the municipality's inbox of the message server, the submission program "
                + "opens it without one.")
        return [.paragraph(sensitive[language]), .paragraph(password[language])]
    }

    /// The letter to all municipalities before a season (I-075).
    func seasonOpening(for municipality: Municipality, season: SeasonCalendar) -> MailText {
        let name = MailText.foreign(municipality.name)
        let year = season.yearReported
        let subject = Phrase(
            "Til IPLOS-kontakten: innsending for \(year) åpner \(day(season.opens)), \(name)",
            "Til IPLOS-kontakten: innsending for \(year) opnar \(day(season.opens)), \(name)",
            "For the IPLOS contact: submission for \(year) opens \(day(season.opens)), \(name)")
        let passOn = Phrase(
            "Til postmottak: send dette videre til IPLOS-kontakten i kommunen.",
            "Til postmottak: send dette vidare til IPLOS-kontakten i kommunen.",
            "To the shared mailbox: pass this on to the municipality's IPLOS contact.")
        let names = [
            Phrase("Innsending åpner", "Innsending opnar", "Submission opens"),
            Phrase("Siste dag", "Siste dag", "Last day"),
            Phrase("Feillister fra", "Feillister frå", "Error lists from"),
            Phrase("Nøkkeltall publiseres", "Nøkkeltal blir publiserte", "Key figures are published"),
            Phrase("Rettelser før", "Rettingar før", "Corrections before"),
            Phrase("Endelige tall publiseres", "Endelege tal blir publiserte", "Final figures are published"),
        ]
        let days = [
            season.opens, season.lastDay, season.feedbackFrom, season.published, season.correctionsBefore,
            season.finallyPublished,
        ]
        let facts = zip(names, days).map { MailText.Fact(name: $0[language], value: day($1)) }
        let incomplete = Phrase(
            "Data skal sendes inn selv om de ikke er komplette.",
            "Data skal sendast inn sjølv om dei ikkje er komplette.",
            "Data shall be submitted even if they are not complete.")
        return MailText(
            language: language, subject: subject[language],
            blocks: [.paragraph(passOn[language]), .facts(facts), .paragraph(incomplete[language])] + footer)
    }
}

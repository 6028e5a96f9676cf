import Identifiers
import Letters

extension MailTexts {
    /// The mail to the contact when a submission that had arrived could not be read or joined.
    func refused(for municipality: Municipality, submission: Submission) -> MailText {
        let name = MailText.foreign(municipality.name)
        let unit = submission.unit, year = submission.year
        let subject = Phrase(
            "Må sendes på nytt: innsending for \(year) fra \(name) (\(unit))",
            "Må sendast på nytt: innsending for \(year) frå \(name) (\(unit))",
            "To be sent again: submission for \(year) from \(name) (\(unit))")
        let what = Phrase(
            "Innsending nummer \(submission.sequence) kunne ikke leses. Ingenting av den er tatt vare på.",
            "Innsending nummer \(submission.sequence) kunne ikkje lesast. Ingenting av ho er teke vare på.",
            "Submission number \(submission.sequence) could not be read. Nothing of it has been kept.")
        let action = Phrase(
            "Lag uttrekket på nytt, forsegl det med innsendingsprogrammet og send det. Kommer denne e-posten igjen, "
                + "ta kontakt og oppgi koden.",
            "Lag uttrekket på nytt, forsegl det med innsendingsprogrammet og send det. Kjem denne e-posten igjen, "
                + "ta kontakt og gje opp koden.",
            "Make the extract again, seal it with the submission program and send it. If this mail comes again, "
                + "contact us and give the code.")
        let reason = Phrase("Årsak", "Årsak", "Reason")
        let code = Phrase("Kode", "Kode", "Code")
        let identifier = Phrase("Innsendingens id", "Id-en til innsendinga", "Id of the submission")
        return MailText(
            language: language, subject: subject[language],
            blocks: [
                .paragraph(what[language]),
                .facts([
                    MailText.Fact(name: reason[language], value: self.reason(submission.refusal ?? "")),
                    MailText.Fact(name: code[language], value: submission.refusal ?? "–"),
                    MailText.Fact(name: identifier[language], value: submission.id.text),
                ]),
                .paragraph(action[language]),
            ] + footer)
    }

    /// In plain words; the code beside it is for whoever helps.
    private func reason(_ code: String) -> String {
        let phrase =
            switch code {
            case "otherPeriod":
                Phrase(
                    "Uttrekket gjelder en annen kommune, bydel eller et annet år enn innsendingen sier.",
                    "Uttrekket gjeld ein annan kommune, bydel eller eit anna år enn innsendinga seier.",
                    "The extract is about another municipality, district or year than the submission says.")
            case "content", "unknownElements":
                Phrase(
                    "Innholdet er ikke et uttrekk i det avtalte formatet.",
                    "Innhaldet er ikkje eit uttrekk i det avtalte formatet.",
                    "The content is not an extract in the agreed format.")
            case "noLink", "personCount", "mapLinkMissing", "mapLinkRepeated", "mapLinkExtra":
                Phrase(
                    "Personene i innholdet og personene som er pseudonymisert, er ikke de samme.",
                    "Personane i innhaldet og personane som er pseudonymiserte, er ikkje dei same.",
                    "The persons in the content are not those that have pseudonyms.")
            default:
                Phrase(
                    "En del av innsendingen er skadet eller hører ikke til den.",
                    "Ein del av innsendinga er skadd eller høyrer ikkje til henne.",
                    "A part of the submission is damaged or does not belong to it.")
            }
        return phrase[language]
    }
}

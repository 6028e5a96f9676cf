import ControlReport
import IplosContent

/// The controls that only the register can make: it has lists of providers, pseudonyms, and last year's figures.
enum RegisterControl: String, Sendable, CaseIterable {
    case unknownProvider = "R-101"
    case doubleRegistration = "R-102"
    case identityUnusable = "R-103"
    case probableTestPerson = "R-104"
    case diagnosisShareFell = "R-201"
    case recipientsChanged = "R-202"
    case serviceChanged = "R-203"
    case listShortened = "R-901"

    var description: ControlDescription {
        ControlDescription(control: rawValue, title: words.title, action: words.action)
    }

    /// A row of the error list.
    func row(
        _ message: ControlText, kind: String = "", localNumber: String = "", rowID: String = "", field: String = "",
        found: String = "", severity: Severity? = nil
    ) -> ErrorRow {
        ErrorRow(
            control: rawValue, severity: severity ?? words.severity, consequence: .report, mender: words.mender,
            recordKind: kind, localNumber: localNumber, rowID: rowID, field: field, found: found, message: message)
    }

    private struct Words {
        let severity: Severity
        let mender: Mender
        let title: ControlText
        let action: ControlText
    }

    private var words: Words {
        switch self {
        case .unknownProvider:
            Words(
                severity: .warning, mender: .registration,
                title: ControlText(
                    "Ukjent organisasjonsnummer", "Ukjent organisasjonsnummer", "Unknown organisation number"),
                action: ControlText(
                    "Rett nummeret, eller meld virksomheten inn i listen over tilbydere.",
                    "Rett nummeret, eller meld verksemda inn i lista over tilbydarar.",
                    "Correct the number, or report the unit for the list of providers."))
        case .doubleRegistration:
            Words(
                severity: .strongWarning, mender: .registration,
                title: ControlText(
                    "Samme person to ganger", "Same person to gonger", "The same person twice"),
                action: ControlText(
                    "Slå sammen de to registreringene i fagsystemet.",
                    "Slå saman dei to registreringane i fagsystemet.",
                    "Merge the two registrations in the record system."))
        case .identityUnusable:
            Words(
                severity: .strongWarning, mender: .registration,
                title: ControlText(
                    "Fødselsnummer kan ikke brukes", "Fødselsnummer kan ikkje brukast", "Identity number unusable"),
                action: ControlText(
                    "Rett fødselsnummeret eller D-nummeret i fagsystemet og send på nytt.",
                    "Rett fødselsnummeret eller D-nummeret i fagsystemet og send på nytt.",
                    "Correct the birth number or D-number in the record system and send again."))
        case .probableTestPerson:
            Words(
                severity: .warning, mender: .registration,
                title: ControlText("Trolig testperson", "Truleg testperson", "Probably a test person"),
                action: ControlText(
                    "Kontroller om dette er en person som finnes. Slett testpersoner.",
                    "Kontroller om dette er ein person som finst. Slett testpersonar.",
                    "Check whether this is a real person. Delete test persons."))
        case .diagnosisShareFell:
            Words(
                severity: .warning, mender: .extract,
                title: ControlText(
                    "Færre med diagnose enn i fjor", "Færre med diagnose enn i fjor",
                    "Fewer with a diagnosis than last year"
                ),
                action: ControlText(
                    "Kontroller at diagnoser kommer med i uttrekket.", "Kontroller at diagnosar kjem med i uttrekket.",
                    "Check that diagnoses are in the extract."))
        case .recipientsChanged:
            Words(
                severity: .strongWarning, mender: .extract,
                title: ControlText(
                    "Stor endring i antall mottakere", "Stor endring i talet på mottakarar",
                    "Great change in the number of recipients"),
                action: ControlText(
                    "Kontroller at uttrekket gjelder hele kommunen og riktig år.",
                    "Kontroller at uttrekket gjeld heile kommunen og rett år.",
                    "Check that the extract is of the whole municipality and the right year."))
        case .serviceChanged:
            Words(
                severity: .warning, mender: .extract,
                title: ControlText(
                    "Stor endring i en tjeneste", "Stor endring i ei teneste", "Great change in one service"),
                action: ControlText(
                    "Kontroller at tjenesten er registrert med riktig kode.",
                    "Kontroller at tenesta er registrert med rett kode.",
                    "Check that the service is registered with the right code."))
        case .listShortened:
            Words(
                severity: .note, mender: .extract,
                title: ControlText("Listen er avkortet", "Lista er avkorta", "The list is shortened"),
                action: ControlText(
                    "Rett feilene i listen og send på nytt.", "Rett feila i lista og send på nytt.",
                    "Mend the errors of the list and send again."))
        }
    }
}

extension ControlText {
    /// The same in every language.
    init(all text: String) { self.init(text, text, text) }
}

import Archive
import HealthMessages
public import Texts

/// Why a message is not taken as a register's feedback on a report of the tenant's. It is answered with a rejection.
public enum FeedbackRefusal: String, Codable, Sendable, CaseIterable {
    /// Whoever sent it is not the register of the configuration.
    case otherSender = "feedback-sender"
    /// It cannot be read, or is not of the form.
    case malformed = "feedback-malformed"
    /// It is about no report that was begun here, or about another unit or year than that report.
    case otherReport = "feedback-other-report"
    /// The archive is not the one that the message tells of.
    case altered = "feedback-altered"
    /// The password was sealed to another key than the report's, or was changed.
    case passwordNotOurs = "password-not-ours"
    /// The archive does not open, or must not be opened.
    case unusableArchive = "feedback-archive"

    /// One sentence for a person.
    public var phrase: Phrase {
        switch self {
        case .otherSender:
            Phrase(
                "En melding ble avvist: den er ikke sendt av registeret.",
                "Ei melding vart avvist: ho er ikkje send av registeret.",
                "It was not sent by the register, so it was not taken.")
        case .malformed:
            Phrase(
                "En melding ble avvist: den kan ikke leses som en tilbakemelding fra registeret.",
                "Ei melding vart avvist: ho kan ikkje lesast som ei tilbakemelding frå registeret.",
                "It cannot be read as a register's feedback.")
        case .otherReport:
            Phrase(
                "En melding ble avvist: den gjelder ingen rapport som er begynt her.",
                "Ei melding vart avvist: ho gjeld ingen rapport som er byrja her.",
                "It is about no report that was begun here.")
        case .altered:
            Phrase(
                "En melding ble avvist: filen i den er ikke den som meldingen forteller om.",
                "Ei melding vart avvist: fila i ho er ikkje den som meldinga fortel om.",
                "Its archive is not the one that the message tells of.")
        case .passwordNotOurs:
            Phrase(
                "En melding ble avvist: passordet er ikke forseglet til denne rapporten, eller er endret.",
                "Ei melding vart avvist: passordet er ikkje forsegla til denne rapporten, eller er endra.",
                "Its password was not sealed to this report's key, or was changed.")
        case .unusableArchive:
            Phrase(
                "En melding ble avvist: filen i den kan ikke åpnes.",
                "Ei melding vart avvist: fila i ho kan ikkje opnast.", "Its archive cannot be opened, or must not be.")
        }
    }

    /// What the sender is told (code list 8221), with a sentence in bokmål.
    var error: AppRecError {
        switch self {
        case .otherSender: AppRecError(.otherFault, explanation: "Avsenderen er ikke registeret.")
        case .malformed: AppRecError(.notValid, explanation: "Tilbakemeldingen har ikke riktig form.")
        case .otherReport: AppRecError(.otherFault, explanation: "Innsendingen er ikke laget her.")
        case .altered: AppRecError(.otherTechnicalFault, explanation: "Arkivet stemmer ikke med sjekksummen.")
        case .passwordNotOurs:
            AppRecError(.otherTechnicalFault, explanation: "Passordet er ikke forseglet til innsendingens nøkkel.")
        case .unusableArchive: AppRecError(.otherTechnicalFault, explanation: "Arkivet kan ikke åpnes.")
        }
    }
}

import Archive
import HealthMessages

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
    /// Another feedback of the same report was taken before.
    case otherFeedback = "feedback-other"

    /// One sentence for a person.
    public var sentence: String {
        switch self {
        case .otherSender: "It was not sent by the register, so it was not taken."
        case .malformed: "It cannot be read as a register's feedback."
        case .otherReport: "It is about no report that was begun here."
        case .altered: "Its archive is not the one that the message tells of."
        case .passwordNotOurs: "Its password was not sealed to this report's key, or was changed."
        case .unusableArchive: "Its archive cannot be opened, or must not be."
        case .otherFeedback: "Another feedback of the same report was taken before."
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
        case .otherFeedback:
            AppRecError(.otherFault, explanation: "En annen tilbakemelding om innsendingen er mottatt før.")
        }
    }
}

import SealedSubmission
import Texts
import Trustee

/// The steps of the timeline, their states and what a submission counts as, in words.
enum StepText {
    static func step(_ step: TimelineEntry.Step) -> Phrase {
        switch step {
        case .sealed: Phrase("Kryptert og signert", "Kryptert og signert", "Sealed and signed")
        case .sent: Phrase("Sendt inn", "Sendt inn", "Sent")
        case .pseudonymised: Phrase("Pseudonymisert", "Pseudonymisert", "Pseudonymised")
        case .received: Phrase("Mottatt i registeret", "Motteke i registeret", "Received by the register")
        case .receipt: Phrase("Kvittering på e-post", "Kvittering på e-post", "Receipt by mail")
        case .controlled: Phrase("Kontrollert", "Kontrollert", "Controlled")
        case .fileReady: Phrase("Tilbakemelding klar", "Tilbakemelding klar", "Feedback ready")
        case .noticeSent: Phrase("Varsel sendt", "Varsel sendt", "Notice sent")
        case .fetched: Phrase("Hentet", "Henta", "Fetched")
        }
    }

    static func state(_ state: TimelineEntry.State) -> Phrase {
        switch state {
        case .done: Phrase("utført", "utført", "done")
        case .waiting: Phrase("venter", "ventar", "waiting")
        case .late: Phrase("forsinket", "forseinka", "late")
        case .refused: Phrase("avvist", "avvist", "refused")
        }
    }

    static func kind(_ kind: String) -> Phrase {
        switch kind {
        case "ordinary": Phrase("ordinær", "ordinær", "ordinary")
        case "correction": Phrase("korreksjon", "korreksjon", "correction")
        case "late": Phrase("for sent sendt", "for seint sendt", "late")
        case "test": Phrase("test", "test", "test")
        default: Phrase("–", "–", "–")
        }
    }

    /// What is wrong with a part, for who has to send it again.
    static func partFault(_ code: SubmissionFault.Code) -> Phrase {
        switch code {
        case .partMissing: Phrase("Mangler", "Manglar", "Missing")
        case .partTruncated:
            Phrase("Bare begynnelsen er kommet", "Berre byrjinga er komen", "Only its beginning has come")
        case .partAltered, .partReordered, .partOfOtherRole:
            Phrase("Er ikke filen som er signert", "Er ikkje fila som er signert", "Is not the file that was signed")
        default:
            Phrase(
                "Kan ikke brukes (\(code.rawValue))", "Kan ikkje brukast (\(code.rawValue))",
                "Cannot be used (\(code.rawValue))")
        }
    }
}

import SealedSubmission
import Texts

/// What a submission counts as, and what is wrong with its parts, in words.
enum SubmissionText {
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

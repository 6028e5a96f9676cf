import Texts
import Web

/// All words of the wizard, by name.
enum WizardVocabulary {
    static var all: [String: Phrase] {
        [
            ReportsText.phrases, StepText.phrases, ExtractText.phrases, FindingText.phrases, SealText.phrases,
            SendText.phrases, MakingText.phrases, FeedbackText.phrases, FeedbackContentText.phrases,
        ]
        .reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
}

import Texts

/// The words of one part of the wizard. Templates write `{{t.name}}`; no two parts use the same name.
protocol WizardWords: CaseIterable, RawRepresentable<String>, Sendable {
    var phrase: Phrase { get }
}

extension WizardWords {
    func text(_ language: Language, _ values: [String: String] = [:]) -> String {
        phrase.text(language, values: values)
    }

    static var phrases: [String: Phrase] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.phrase) })
    }
}

/// All words of the wizard, by name.
enum WizardVocabulary {
    static var all: [String: Phrase] {
        [
            EntryText.phrases, StepText.phrases, ExtractText.phrases, FindingText.phrases, SealText.phrases,
            SendText.phrases, MakingText.phrases, FeedbackText.phrases, FeedbackContentText.phrases,
        ]
        .reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
}

import Texts

/// Words of some pages, by the names that templates call them by.
protocol PageWords: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    var phrase: Phrase { get }
}

extension PageWords {
    func text(_ language: Language, _ values: [String: String] = [:]) -> String {
        phrase.text(language, values: values)
    }

    static var phrases: [String: Phrase] {
        Dictionary(allCases.map { ($0.rawValue, $0.phrase) }) { first, _ in first }
    }
}

public import Texts

/// The words of one part of a site. Templates write `{{t.name}}`; no two parts of a site use the same name.
public protocol SiteWords: CaseIterable, RawRepresentable<String>, Sendable {
    var phrase: Phrase { get }
}

extension SiteWords {
    public func text(_ language: Language, _ values: [String: String] = [:]) -> String {
        phrase.text(language, values: values)
    }

    /// By the names that templates use.
    public static var phrases: [String: Phrase] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.phrase) })
    }
}

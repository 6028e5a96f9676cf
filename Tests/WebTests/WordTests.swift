import Foundation
import PasswordHashing
import Testing
import Texts

@testable import Web

@Suite("The words of the pages")
struct WordTests {
    static let all: [(name: String, phrase: Phrase)] =
        WebText.allCases.map { ("\($0)", $0.phrase) } + AccountText.allCases.map { ("\($0)", $0.phrase) }
        + ContactTopic.allCases.map { ("\($0)", $0.phrase) }
        + WebFault.allCases.flatMap { fault in fault.words.all.map { ("\(fault)", $0) } }
        + PasswordRules.Broken.allCases.map { ("\($0)", $0.phrase) }

    @Test("N-42 each is there in bokmål, nynorsk and English, with the same values to fill in")
    func complete() {
        for (name, phrase) in Self.all {
            let texts = [phrase.nb, phrase.nn, phrase.en]
            #expect(texts.allSatisfy { !$0.isEmpty && $0 == $0.trimmingCharacters(in: .whitespaces) }, "\(name)")
            #expect(Set(texts.map(values)).count == 1, "\(name) has different values")
        }
    }

    @Test("N-42 English is another language than Norwegian, and long sentences differ between its two forms")
    func different() {
        let same: Set = ["spam"]
        for (name, phrase) in Self.all where phrase.nb.count > 60 && !same.contains(name) {
            #expect(phrase.nb != phrase.en, "\(name)")
            #expect(phrase.nb != phrase.nn, "\(name)")
        }
    }

    @Test("I-050 a personal-looking address is refused with an explanation")
    func personal() {
        for language in Language.allCases {
            #expect(AccountText.personalAddress.phrase.text(language).contains("postmottak@"))
        }
    }

    private func values(_ text: String) -> [String] {
        text.components(separatedBy: "{").dropFirst().map { $0.components(separatedBy: "}")[0] }.sorted()
    }
}

@Suite("Colours")
struct ColourTests {
    @Test("WCAG 1.4.3 and 1.4.11: text has a contrast of 4.5, borders and focus of 3, light and dark")
    func contrast() throws {
        let pairs: [(String, String, Double)] = [
            ("neutral-text-default", "neutral-background-default", 4.5),
            ("neutral-text-subtle", "neutral-background-default", 4.5),
            ("accent-base-default", "neutral-background-default", 4.5),
            ("accent-base-hover", "neutral-background-default", 4.5),
            ("accent-base-active", "neutral-background-default", 4.5),
            ("accent-base-contrast", "accent-base-default", 4.5), ("accent-base-contrast", "accent-base-hover", 4.5),
            ("accent-base-contrast", "accent-base-active", 4.5),
            ("accent-text-default", "accent-surface-tinted", 4.5),
            ("danger-base-contrast", "danger-base-default", 4.5), ("danger-base-contrast", "danger-text-default", 4.5),
            ("danger-text-default", "danger-surface-tinted", 4.5),
            ("danger-text-default", "neutral-background-default", 4.5),
            ("warning-text-default", "warning-surface-tinted", 4.5),
            ("success-text-default", "neutral-background-default", 4.5),
            ("neutral-border-default", "neutral-background-default", 3),
            ("danger-base-default", "neutral-background-default", 3),
            ("focus-outer", "neutral-background-default", 3),
        ]
        for (text, ground, least) in pairs {
            let one = try #require(ColourTokens.all.first { $0.name == text })
            let other = try #require(ColourTokens.all.first { $0.name == ground })
            #expect(ratio(one.light, other.light) >= least, "\(text) on \(ground), light")
            #expect(ratio(one.dark, other.dark) >= least, "\(text) on \(ground), dark")
        }
    }

    @Test("the stylesheet uses no colour but tokens, and no token that is not there; its path tells its content")
    func tokens() {
        let style = Stylesheet()
        let used = style.text.components(separatedBy: "var(--ds-color-").dropFirst().map { $0.prefix { $0 != ")" } }
        let known = Set(ColourTokens.all.map { Substring($0.name) })
        #expect(Set(used).isSubset(of: known))
        let rules = style.text.components(separatedBy: "\n").dropFirst(2).dropLast()
        #expect(!rules.contains { $0.contains("#") && !$0.contains("--ds-color-") })
        #expect(style.text.filter { $0 == "{" }.count == style.text.filter { $0 == "}" }.count)
        #expect(style.fileName.wholeMatch(of: /style-[0-9a-f]{16}\.css/) != nil)
    }

    private func ratio(_ one: String, _ other: String) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private func luminance(_ colour: String) -> Double {
        let value = UInt32(colour.dropFirst(), radix: 16) ?? 0
        let weights: [(shift: UInt32, weight: Double)] = [(16, 0.2126), (8, 0.7152), (0, 0.0722)]
        return weights.reduce(0) { sum, part in
            let level = Double((value >> part.shift) & 255) / 255
            return sum + part.weight * (level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4))
        }
    }
}

import Texts
import Web

/// Facts with their names, as a list of terms shows them; what is not known is left out.
enum TermList {
    static func value(_ facts: [(some SiteWords, String?)], _ language: Language) -> [PageValue] {
        facts.compactMap { name, text in
            text.map { .fields(["term": .text(name.text(language)), "text": .text($0)]) }
        }
    }
}

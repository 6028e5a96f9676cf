import Foundation
import Mustache
import Texts

/// The templates of a site, checked when it is set up: each escapes all it is given, and knows its words and its parts.
///
/// A page's template is only what stands in `<main>`; the shell is put around it.
struct PageTemplates: Sendable {
    private let library: MustacheLibrary
    private let words: [String: Phrase]

    /// - Parameters:
    ///   - pages: what stands in `<main>`, by name.
    ///   - words: for `{{t.name}}`, beside those of the shell.
    init(pages: [String: String], words: [String: Phrase]) throws(PageTemplateError) {
        // A page in a part's place would be drawn within itself without end.
        if let name = pages.keys.first(where: { Self.parts[$0] != nil }) { throw .nameTaken(template: name) }
        self.words = WebText.phrases.merging(words) { $1 }
        var templates: [String: MustacheTemplate] = [:]
        let wrapped = pages.merging(Self.pages) { $1 }.mapValues { "{{<shell}}{{$main}}\n\($0)\n{{/main}}{{/shell}}" }
        let all = Self.parts.merging(wrapped) { $1 }
        for (name, text) in all {
            try Self.check(name, text, words: self.words, known: Set(all.keys))
            do {
                templates[name] = try MustacheTemplate(string: text)
            } catch {
                throw .notMustache(template: name)
            }
        }
        library = MustacheLibrary(templates: templates)
    }

    /// nil when there is no such template.
    func render(_ template: String, _ model: [String: PageValue], language: Language) -> String? {
        var model = model
        model["t"] = .fields(words.mapValues { .text($0.text(language)) })
        return library.render(PageValue.fields(model).rendered, withTemplate: template)
    }

    /// Refuses all tags but plain ones: others write text unescaped (`{{{`, `{{&`), change what is escaped (`{{%`,
    /// `{{=`) or let a value choose (`{{>*`). Refuses attributes without quotes too.
    private static func check(
        _ name: String, _ text: String, words: [String: Phrase], known: Set<String>
    ) throws(PageTemplateError) {
        for tag in text.components(separatedBy: "{{").dropFirst() {
            guard let end = tag.range(of: "}}") else { throw .unescaped(template: name) }
            let inside = String(tag[..<end.lowerBound])
            let first = inside.first
            let plain = "#^/><$".contains(first ?? " ") ? inside.dropFirst() : Substring(inside)
            guard !plain.isEmpty,
                plain.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") })
            else { throw .unescaped(template: name) }
            if inside.hasPrefix("t."), words[String(inside.dropFirst(2))] == nil {
                throw .wordUnknown(template: name, word: String(inside.dropFirst(2)))
            }
            if first == ">" || first == "<" {
                guard known.contains(String(plain)) else {
                    throw .partUnknown(template: name, part: String(plain))
                }
            }
        }
        guard !text.contains("={{") else { throw .unquoted(template: name) }
    }
}

/// What is wrong with a site's templates; found when the site is set up.
public enum PageTemplateError: Error, Equatable, Sendable, CustomStringConvertible {
    case notMustache(template: String)
    /// It writes a value without escaping it, or changes how values are escaped.
    case unescaped(template: String)
    /// A value stands as an attribute without quotes around it.
    case unquoted(template: String)
    case wordUnknown(template: String, word: String)
    case partUnknown(template: String, part: String)
    /// A page has the name of a part that every page is put together of.
    case nameTaken(template: String)

    public var description: String {
        switch self {
        case .notMustache(let name): "The template \(name) cannot be read."
        case .unescaped(let name): "The template \(name) writes a value unescaped."
        case .unquoted(let name): "The template \(name) writes an attribute without quotes."
        case .wordUnknown(let name, let word): "The template \(name) uses the word \(word), which is not there."
        case .nameTaken(let name): "The template \(name) has the name of a part of every page."
        case .partUnknown(let name, let part): "The template \(name) uses the part \(part), which is not there."
        }
    }
}

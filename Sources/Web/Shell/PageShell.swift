public import Texts

/// What stands around every page of a site: name, mark of a test, languages, menu, session, errors and contacts.
public struct PageShell: Sendable {
    /// What is the same on all pages.
    public struct Settings: Sendable {
        public var name: Phrase
        /// Whether pages are marked as those of a test environment.
        public var isTest: Bool
        public var contacts: Contact.Book
        /// The menu of those who are logged in.
        public var menu: [(name: Phrase, path: String)]
        public var logOutPath: String

        public init(
            name: Phrase, isTest: Bool, contacts: Contact.Book, menu: [(name: Phrase, path: String)] = [],
            logOutPath: String
        ) {
            self.name = name
            self.isTest = isTest
            self.contacts = contacts
            self.menu = menu
            self.logOutPath = logOutPath
        }
    }

    /// Who reads the page, and where it stands.
    struct Reader {
        let language: Language
        /// The page's own path when it can be asked for again by GET; nil otherwise.
        let path: String?
        /// What was asked for with it, but for the language.
        var query: [FormField] = []
        let subject: String?
        let formToken: String
        /// Whether a path of the menu is theirs to ask for: what is not does not stand there.
        let mayAsk: (_ path: String) -> Bool
    }

    private let settings: Settings
    private let templates: PageTemplates
    let stylesheet = Stylesheet()

    /// - Parameters:
    ///   - pages: templates of the site's own pages, by name: what stands in `<main>`.
    ///   - words: what they say with `{{t.name}}`.
    public init(_ settings: Settings, pages: [String: String], words: [String: Phrase]) throws(PageTemplateError) {
        self.settings = settings
        templates = try PageTemplates(
            pages: pages.merging(AccountTemplates.all) { $0.isEmpty ? $1 : $0 },
            words: words.merging(AccountText.phrases) { $1 })
    }

    /// The page in UTF-8; nil when it names a template that is not there.
    func html(_ page: Page, for reader: Reader) -> [UInt8]? {
        var model = page.model
        model["language"] = .text(reader.language.rawValue)
        model["title"] = .text(page.title)
        model["site"] = .text(settings.name.text(reader.language))
        model["isTest"] = .flag(settings.isTest)
        model["stylesheet"] = .text("/" + stylesheet.fileName)
        model["languages"] = .list(languages(reader))
        model["hasMenu"] = .flag(reader.subject != nil && !settings.menu.isEmpty)
        model["menu"] = .list(menu(reader))
        model["session"] = session(reader)
        model["formToken"] = .text(reader.formToken)
        model["hasErrors"] = .flag(!page.errors.isEmpty)
        model["errors"] = .list(page.errors.map(Self.error))
        model["contacts"] = .list(contacts(page.topic, reader.language))
        return templates.render(page.template, model, language: reader.language).map { Array($0.utf8) }
    }

    /// The page that explains a fault.
    /// - Parameter next: where the reader can go on; nil for the front page.
    func page(for fault: WebFault, language: Language, next: (name: Phrase, path: String)?) -> Page {
        let words = fault.words
        let next = next ?? (WebText.frontPage.phrase, "/")
        return Page(
            "fault", title: words.what.text(language), topic: fault.topic, status: fault.status,
            model: [
                "fault": .fields([
                    "meaning": .text(words.meaning.text(language)), "action": .text(words.action.text(language)),
                    "who": .text(words.who.text(language)),
                    "next": .text(next.path), "nextName": .text(next.name.text(language)),
                ])
            ])
    }

    private func languages(_ reader: Reader) -> [PageValue] {
        let asked = reader.query.map { "&\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
        return Language.allCases.map { language in
            .fields([
                "code": .text(language.rawValue), "name": .text(language.ownName),
                "link": .text("\(reader.path ?? "/")?lang=\(language.rawValue)\(asked.joined())"),
                "isCurrent": .flag(language == reader.language),
            ])
        }
    }

    private func menu(_ reader: Reader) -> [PageValue] {
        settings.menu.filter { reader.mayAsk($0.path) }.map { item in
            .fields([
                "name": .text(item.name.text(reader.language)), "link": .text(item.path),
                "isCurrent": .flag(item.path == reader.path),
            ])
        }
    }

    private func session(_ reader: Reader) -> PageValue {
        guard let subject = reader.subject else { return false }
        return .fields(["subject": .text(subject), "logOut": .text(settings.logOutPath)])
    }

    private static func error(_ error: FieldError) -> PageValue {
        .fields(["field": error.field.map { .text($0) } ?? false, "message": .text(error.message)])
    }

    private func contacts(_ first: ContactTopic, _ language: Language) -> [PageValue] {
        ContactTopic.allCases.map { topic in
            let contact = settings.contacts[topic]
            return .fields([
                "isFirst": .flag(topic == first), "topic": .text(topic.phrase.text(language)),
                "who": .text(contact.who.text(language)), "mail": contact.mail.map { .text($0) } ?? false,
                "phone": contact.phone.map { .text($0) } ?? false,
            ])
        }
    }
}

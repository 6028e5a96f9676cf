import Foundation
import HTTPTypes
import Testing
import Texts

@testable import Web

@Suite("What stands around every page")
struct ShellTests {
    /// Payloads for text, for attributes, and for a template engine; and a quote that hides in a character with marks.
    static let payloads = [
        "<script>alert(1)</script>", "\" onfocus=\"alert(1)", "' onfocus='alert(1)",
        "</title><img src=x onerror=alert(1)>",
        "{{{title}}}", "{{formToken}}", "&lt;b&gt;", "\"\u{0301} autofocus onfocus=alert(1) x=\"", "<\u{0338}b>",
        "\u{0600}\" onfocus=alert(1) x=\"", "\u{0600}<img src=x>", "'\u{200D}",
    ]

    @Test("T-093 whatever is shown is escaped, in text and in attributes", arguments: payloads)
    func escaped(payload: String) async throws {
        let browser = TestBrowser(try await TestSite())
        _ = await browser.get("/echo")
        let answer = await browser.post("/echo", ["text": payload])
        #expect(answer.status == .ok)
        // Every `<` and `"` of the payload, by code points as browsers read, is written as a reference.
        let harmless = await browser.post("/echo", ["text": "plain"])
        for sign in ["<", ">", "\"", "'"] {
            let count = { (text: String) in text.unicodeScalars.count { String($0) == sign } }
            #expect(count(answer.text) == count(harmless.text), "\(sign) is written as it is")
        }
        #expect(
            answer.text.components(separatedBy: browser.token).count
                == harmless.text.components(separatedBy: browser.token).count)
    }

    @Test("T-093 a template that would write unescaped is refused when the site is set up")
    func templates() throws {
        func build(_ text: String) throws(PageTemplateError) { _ = try PageTemplates(pages: ["x": text], words: [:]) }
        #expect(throws: Never.self) { try build("<p class=\"{{a}}\">{{b}} {{t.contact}}</p>{{>table}}") }
        for text in ["{{{a}}}", "{{&a}}", "{{ &a }}", "{{% CONTENT_TYPE:TEXT}}", "{{=<% %>=}}", "{{>*name}}", "{{"] {
            #expect(throws: PageTemplateError.unescaped(template: "x"), "\(text)") { try build(text) }
        }
        #expect(throws: PageTemplateError.unquoted(template: "x")) { try build("<p class={{a}}>") }
        #expect(throws: PageTemplateError.wordUnknown(template: "x", word: "nope")) { try build("{{t.nope}}") }
        #expect(throws: PageTemplateError.partUnknown(template: "x", part: "nope")) { try build("{{>nope}}") }
        #expect(throws: PageTemplateError.notMustache(template: "x")) { try build("{{#a}}") }
        #expect(throws: PageTemplateError.nameTaken(template: "contact")) {
            _ = try PageTemplates(pages: ["contact": ""], words: [:])
        }
    }

    @Test("T-094 every answer has the headers, faults and the stylesheet too")
    func headers() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        let answers = [
            await browser.get("/"), await browser.get("/nowhere"), await browser.get("/files"),
            await browser.post("/files"),
            await browser.get("/" + site.site.shell.stylesheet.fileName),
        ]
        #expect(answers.map(\.status.code) == [200, 404, 303, 405, 200])
        for answer in answers {
            #expect(
                answer.headers[.contentSecurityPolicy]
                    == "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
                    + "frame-ancestors 'none'; base-uri 'none'")
            #expect(answer.headers[.xContentTypeOptions] == "nosniff")
            #expect(answer.headers[.strictTransportSecurity] == "max-age=63072000")
            #expect(answer.headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
            #expect(answer.headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] == "same-origin")
            #expect(answer.headers[HTTPField.Name("Cross-Origin-Resource-Policy")!] == "same-origin")
        }
        let caching = answers.map { $0.headers[.cacheControl] }
        #expect(caching.dropLast().allSatisfy { $0 == "no-store" })
        #expect(caching.last == "public, max-age=31536000, immutable")
        let plain = TestBrowser(try await TestSite(origin: "http://127.0.0.1:8080"))
        #expect(await plain.get("/").headers[.strictTransportSecurity] == nil)
    }

    @Test("U-24 a first load is below 100 kB and asks nobody else; U-23 no script is in it")
    func weight() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        let page = await browser.get(AccountRoute.logIn)
        let style = await browser.get("/" + site.site.shell.stylesheet.fileName)
        #expect(page.octets.count + style.octets.count < 100_000)
        #expect(page.text.contains("href=\"/\(site.site.shell.stylesheet.fileName)\""))
        for word in ["<script", " style=", " onclick", "http://", "https://", "javascript:", "@import", "url("] {
            #expect(!page.text.contains(word) && !style.text.contains(word), "\(word)")
        }
    }

    @Test("the page says its language, lets the reader skip, and marks a test", arguments: Language.allCases)
    func structure(language: Language) async throws {
        let browser = TestBrowser(try await TestSite())
        let page = await browser.get("/echo?text=x&lang=\(language.rawValue)").text
        #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(page.contains("<a class=\"skip\" href=\"#main\">") && page.contains("<main id=\"main\""))
        #expect(page.contains("<strong>TEST</strong> " + WebText.testMark.phrase.text(language)))
        #expect(page.contains("<caption>x</caption>") && page.contains("<th scope=\"col\">x</th>"))
        #expect(page.contains("<th scope=\"row\">x</th>"))
        // The choice is remembered, and is a plain link on the next page.
        let next = await browser.get("/echo").text
        #expect(next.contains("<html lang=\"\(language.rawValue)\">"))
        #expect(next.contains("<a href=\"/echo?lang=nn\" lang=\"nn\""))
        let current = "lang=\"\(language.rawValue)\" hreflang=\"\(language.rawValue)\" aria-current=\"true\""
        #expect(next.contains(current) && next.components(separatedBy: "aria-current").count == 2)
        let real = TestBrowser(try await TestSite(isTest: false))
        #expect(await !real.get("/").text.contains("TEST"))
    }

    @Test("what is wrong is listed first, with a link to the field, which names its error")
    func errors() async throws {
        let browser = TestBrowser(try await TestSite())
        _ = await browser.get("/echo")
        let page = await browser.post("/echo", ["text": "wrong"]).text
        #expect(page.contains("<title>Feil: wrong"))
        #expect(page.contains("<li><a href=\"#text\">wrong</a></li>"))
        #expect(page.contains("id=\"text-error\"") && page.contains("aria-describedby=\"text-hint text-error\""))
        #expect(page.contains("aria-invalid=\"true\"") && page.contains("<label for=\"text\">"))
        #expect(await !browser.get("/echo").text.contains("class=\"errors\""))
    }

    @Test("I-069, I-076 each page and error names the contact of its topic first")
    func contacts() async throws {
        let browser = TestBrowser(try await TestSite())
        let account = await browser.get(AccountRoute.logIn).text
        #expect(account.contains("<strong>Spørsmål om konto og passord:</strong> Brukerstøtte"))
        let first = try #require(account.range(of: "konto og passord:")?.lowerBound)
        #expect(try #require(account.range(of: "Andre spørsmål:")?.lowerBound) > first)
        let missing = await browser.get("/nowhere").text
        #expect(missing.contains("<strong>Andre spørsmål:</strong> Registeret, Telefon"))
        #expect(missing.contains("21 09 45 49") && missing.contains("hjelp@etat.example"))
    }
}

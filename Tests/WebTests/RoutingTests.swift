import Foundation
import HTTPTypes
import Synchronization
import Testing
import Texts

@testable import Web

@Suite("From a request to its page")
struct RoutingTests {
    static let posts = TestRoute.examples.filter { $0.method == .post }

    @Test("links and the router agree on every route, and each kind of route is among those listed")
    func matrix() {
        #expect(RouteMatrix.faults(of: TestRoute.self) == [])
        #expect(Set(TestRoute.examples.map(\.body)).count >= 3 && Set(TestRoute.examples.map(\.access)).count == 4)
        #expect(RouteMatrix.faults(of: WrongRoute.self).count == 3)
    }

    /// Routes that the matrix must find fault with: not read back, listed twice, a body on GET.
    enum WrongRoute: WebRoute {
        case lost, fine
        static var examples: [WrongRoute] { [.lost, .fine, .fine] }
        var method: WebMethod { .get }
        var segments: [String] { [self == .lost ? "lost" : "fine"] }
        var access: WebAccess { .everyone }
        var body: WebBody { self == .lost ? .form : .none }
        init?(_ method: WebMethod, _ segments: [String]) {
            guard segments == ["fine"] else { return nil }
            self = .fine
        }
    }

    /// What a browser or a client says when it does not send a form of ours; each must be refused.
    static let foreign: [(name: String, headers: [String: String])] = [
        ("another site", ["Sec-Fetch-Site": "cross-site"]), ("a sibling host", ["Sec-Fetch-Site": "same-site"]),
        ("an origin", ["Origin": "https://evil.example"]), ("our name over HTTP", ["Origin": "http://site.example"]),
        ("no origin", ["Sec-Fetch-Site": "", "Origin": ""]), ("a sandbox", ["Sec-Fetch-Site": "", "Origin": "null"]),
        ("override", ["X-HTTP-Method-Override": "DELETE"]), ("override 2", ["X-Method-Override": "PUT"]),
        ("override 3", ["X-HTTP-Method": "PUT"]), ("JSON as text", ["Content-Type": "text/plain;charset=UTF-8"]),
    ]

    @Test("T-091 each route that changes anything refuses what is not sent by a form of ours", arguments: posts)
    func crossSite(route: TestRoute) async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        let id = try #require(await sessionWithAllRights(site))
        browser.cookies["__Host-session"] = id.text
        _ = await browser.get("/echo")
        for (name, headers) in Self.foreign {
            let answer = await browser.post(route.path, headers: headers)
            #expect(answer.status == .forbidden, "\(name) at \(route.path)")
        }
        // An upload has its own encoding, in which the token is as needed.
        let type = route.isUpload ? "multipart/form-data; boundary=b" : "application/x-www-form-urlencoded"
        let other = TestBrowser(site)
        _ = await other.get("/echo")
        for token in ["", "0", other.token, browser.token.uppercased()] {
            let body = route.isUpload ? multipart(token: token) : "formToken=\(token)"
            let answer = await browser.send(
                "POST", route.path, headers: ["Sec-Fetch-Site": "same-origin", "Content-Type": type],
                body: [Array(body.utf8)])
            #expect(answer.status == .forbidden, "token \(token) at \(route.path)")
        }
        #expect(await site.sessions.count == 1)
        #expect(site.mails.withLock { $0.isEmpty } && site.uploaded.withLock { $0.isEmpty })
        let body = route.isUpload ? multipart(token: browser.token) : "formToken=\(browser.token)"
        let answer = await browser.send(
            "POST", route.path, headers: ["Origin": "https://site.example", "Content-Type": type],
            body: [Array(body.utf8)])
        #expect(answer.status != .forbidden, "our own form at \(route.path)")
    }

    private func sessionWithAllRights(_ site: TestSite) async -> SessionID? {
        await site.sessions.begin(TestSite.postbox, rights: ["order"], now: site.now)
    }

    private func multipart(token: String) -> String {
        "--b\r\nContent-Disposition: form-data; name=\"formToken\"\r\n\r\n\(token)\r\n--b--\r\n"
    }

    @Test(
        "T-091 nothing is changed by GET: a POST route asked for so is 405, with a page that explains", arguments: posts
    )
    func methods(route: TestRoute) async throws {
        let browser = TestBrowser(try await TestSite())
        if TestRoute(.get, route.segments) == nil {
            let answer = await browser.get(route.path)
            #expect(answer.status == .methodNotAllowed && answer.headers[.allow] == "POST")
            #expect(answer.text.contains(WebFault.methodNotAllowed.words.what.nb))
        }
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"] {
            let answer = await browser.send(method, route.path, headers: [:], body: [])
            #expect(answer.status == .methodNotAllowed, "\(method)")
            #expect(answer.headers[.accessControlAllowOrigin] == nil)
        }
    }

    @Test(
        "who is not logged in is sent to log in, and a right that is missing is said to be",
        arguments: TestRoute.examples)
    func access(route: TestRoute) async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        _ = await browser.get("/echo")
        let send = { (browser: TestBrowser) in
            route.method == .get ? await browser.get(route.path) : await browser.post(route.path)
        }
        let stranger = await send(browser)
        switch (route.access, route.method) {
        case (.everyone, _): #expect(stranger.location != "/log-in" && stranger.status != .forbidden)
        case (_, .get): #expect(stranger.status == .seeOther && stranger.location == "/log-in")
        case (_, .post):
            #expect(stranger.status == .forbidden && stranger.text.contains(WebFault.sessionNeeded.words.what.nb))
            #expect(stranger.text.contains("<a href=\"/log-in\">"))
        }
        browser.cookies["__Host-session"] = await site.sessions.begin("a", rights: ["fetch"], now: site.now)?.text
        _ = await browser.get("/echo")
        let known = await send(browser)
        if case .right = route.access {
            #expect(known.status == .forbidden && known.text.contains(WebFault.rightMissing.words.what.nb))
        } else {
            #expect(known.status != .forbidden)
        }
    }

    @Test("T-092 only the configured name is answered, and nothing a request says gets into a link")
    func host() async throws {
        let browser = TestBrowser(try await TestSite())
        for authority in [
            "evil.example", "site.example.evil.example", "site.example:8443", "", "site.example@evil.example",
        ] {
            let answer = await browser.send(
                "GET", "/", headers: ["X-Forwarded-Host": "site.example"], body: [], authority: authority)
            #expect(answer.status == .misdirectedRequest, "\(authority)")
            #expect(!answer.text.contains("evil"))
        }
        for authority in ["site.example", "SITE.example:443"] {
            #expect(await browser.send("GET", "/", headers: [:], body: [], authority: authority).status == .ok)
        }
        let token = LinkToken(String(repeating: "ab", count: LinkToken.octets))!
        let link = browser.site.origin.address(of: AccountRoute.password(token))
        #expect(link == "https://site.example/password/\(token.text)")
        #expect(link.count < 200)
    }

    @Test("an origin is HTTPS, or plain on this machine itself")
    func origins() {
        for text in [
            "https://a.example", "https://a.example:8443", "http://127.0.0.1:80", "http://localhost:1",
            "http://[::1]:8080",
        ] {
            #expect(WebOrigin(text) != nil, "\(text)")
        }
        for text in [
            "http://a.example", "http://127.evil.example", "https://", "ftp://a", "https://a/b", "https://a?b",
            "https://a@b",
        ] {
            #expect(WebOrigin(text) == nil, "\(text)")
        }
    }

    @Test(
        "T-098 an address that no link of ours can be is found nowhere",
        arguments: [
            "/files/..", "/files/%2e%2e", "/files/a%2Fb", "/files/a%5cb", "/files/%00", "/files/%0d%0a", "/files//x",
            "/files/",
            "/files/%zz", "/files/%e", "/files/%ff", "files", "", "*", "//files", "/./files", "/files/x#y",
        ])
    func paths(path: String) async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        browser.cookies["__Host-session"] = await site.sessions.begin("a", now: site.now)?.text
        #expect(await browser.get(path).status == .notFound)
        #expect(await browser.get("/files/x").status == .ok)
    }

    @Test("faults speak the reader's language, and say what, meaning, action and who", arguments: Language.allCases)
    func faults(language: Language) async throws {
        let browser = TestBrowser(try await TestSite())
        let header = language == .nn ? "sv, nn-NO;q=0.9, en;q=0.5" : "\(language.rawValue), nn;q=0.1"
        let page = await browser.get("/nowhere", headers: ["Accept-Language": header]).text
        for phrase in WebFault.notFound.words.all { #expect(page.contains(phrase.text(language))) }
        for shown in WebFault.allCases { #expect(Set(shown.words.all.map(\.en)).count == 4, "\(shown)") }
    }

    @Test("a fault of ours is told to operations and not to the reader")
    func broken() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        _ = await browser.get("/echo")
        let answer = await browser.post("/echo", ["text": "break"])
        #expect(answer.status == .internalServerError && !answer.text.contains("Broken"))
        #expect(site.reports.withLock { $0 } == ["Broken()"])
    }

    @Test("HEAD is answered as GET without the page")
    func head() async throws {
        let browser = TestBrowser(try await TestSite())
        let answer = await browser.send("HEAD", "/echo", headers: [:], body: [])
        #expect(answer.status == .ok && answer.octets.isEmpty)
        #expect(await answer.headers[.contentLength] == browser.get("/echo").headers[.contentLength])
    }

    @Test("T-099 a file's name can neither end its header nor name a folder")
    func download() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        browser.cookies["__Host-session"] = await site.sessions.begin("a", now: site.now)?.text
        let answer = await browser.get("/files/4601-2026%20feil%22;%20x=%22%C3%B8.zip")
        #expect(
            answer.headers[.contentDisposition]
                == "attachment; filename=\"4601-2026 feil__ x=__.zip\"; filename*=UTF-8''4601-2026%20feil__%20x%3D_%C3%B8.zip"
        )
        #expect(answer.headers[.contentLength] == "3" && answer.headers[.contentType] == "application/zip")
        for name in ["", "..", "a\r\nSet-Cookie: x", "../../etc", "a\\b"] {
            let header = Download(name: name, mediaType: "", length: 0) { AsyncThrowingStream { $0.finish() } }
                .disposition
            #expect(
                !header.contains("\r") && !header.contains("/") && !header.contains("\\") && !header.contains("\"..\""))
        }
    }
}

extension TestRoute {
    var isUpload: Bool { self == .upload }
}

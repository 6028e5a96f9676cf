import Foundation
import HTTPTypes
import PasswordHashing
import Synchronization
import Testing
import Texts

@testable import Web

@Suite("The pages of accounts")
struct AccountPageTests {
    @Test("I-051..I-058 from a new user's wish to the first page after log-in")
    func wholeWay() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        _ = await browser.get(AccountRoute.link(.newUser))
        let asked = await browser.post(AccountRoute.askForLink(.newUser), ["name": "Postmottak@kommune.example"])
        #expect(asked.location == "/new-link/new-user/asked")
        #expect(await browser.get(asked.location ?? "").text.contains("innen 30 minutter"))
        await asked.afterwards?()
        let mail = try #require(site.mails.withLock { $0.first })
        #expect(mail.to.text == TestSite.postbox && mail.until == site.now + 3600)
        let page = await browser.get(AccountRoute.password(mail.token))
        #expect(page.text.contains("T\(Int(mail.until.timeIntervalSince1970))") && page.text.contains("Minst 15"))
        let fields = ["password": TestSite.goodPassword, "again": TestSite.goodPassword]
        #expect(await browser.post(AccountRoute.setPassword(mail.token), fields).location == "/password-set")
        _ = await browser.get(AccountRoute.logIn)
        let wrong = await browser.post(AccountRoute.sendLogIn, ["name": TestSite.postbox, "password": "wrong"])
        #expect(wrong.status == .unprocessableContent && !wrong.text.contains("value=\"wrong\""))
        let right = await browser.post(
            AccountRoute.sendLogIn, ["name": TestSite.postbox, "password": TestSite.goodPassword])
        #expect(right.location == "/files")
        #expect(await browser.get("/files").text.contains("Logget inn som <strong>\(TestSite.postbox)</strong>"))
    }

    @Test("T-103 a mail scanner that opens the link, even with HEAD and again, does not use it up")
    func scanner() async throws {
        let site = try await TestSite()
        let token = try #require(try await site.accounts.askForLink(TestSite.postbox, .newUser, now: site.now)).token
        for method in ["GET", "HEAD", "GET", "OPTIONS", "POST"] {
            _ = await TestBrowser(site).send(method, AccountRoute.password(token).path, headers: [:], body: [])
        }
        let browser = TestBrowser(site)
        _ = await browser.get(AccountRoute.password(token))
        let fields = ["password": TestSite.goodPassword, "again": TestSite.goodPassword]
        #expect(await browser.post(AccountRoute.setPassword(token), fields).status == .seeOther)
        // A used link says when, and a new one is one click away (I-057).
        site.pass(60)
        let used = await browser.get(AccountRoute.password(token))
        #expect(used.status == .gone && used.text.contains("T\(Int(site.now.timeIntervalSince1970) - 60)"))
        let renewed = await browser.post(AccountRoute.renewLink(token))
        await renewed.afterwards?()
        #expect(site.mails.withLock { $0.count } == 1)
        #expect(await browser.post(AccountRoute.setPassword(token), fields).status == .gone)
    }

    @Test("I-053, I-057 a link at 59:59 works, at 60:01 not, and the page offers a new one")
    func expired() async throws {
        for (age, status) in [(3599.0, HTTPResponse.Status.ok), (3601, .gone)] {
            let site = try await TestSite()
            let browser = TestBrowser(site)
            let token = try #require(try await site.accounts.askForLink(TestSite.postbox, .forgotten, now: site.now))
                .token
            site.pass(age)
            let page = await browser.get(AccountRoute.password(token))
            #expect(page.status == status)
            #expect(page.text.contains("action=\"/password/\(token.text)/new-link\"") == (status == .gone))
        }
        let unknown = LinkToken(String(repeating: "0b", count: LinkToken.octets))!
        let page = await TestBrowser(try await TestSite()).get(AccountRoute.password(unknown))
        #expect(page.status == .notFound && page.text.contains("Lenken er ukjent"))
    }

    @Test(
        "I-055, I-056 a password that may not be used says why at its field, and the link still works",
        arguments: [
            ("kort", "kort", "for kort"), (TestSite.goodPassword, "noe annet", "ikke like"),
            ("postmottak@kommune", "postmottak@kommune", "Brukernavnet"),
            ("storvikstorvik2026", "storvikstorvik2026", "lett å gjette"),
        ])
    func broken(first: String, again: String, says: String) async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        let token = try #require(try await site.accounts.askForLink(TestSite.postbox, .newUser, now: site.now)).token
        _ = await browser.get(AccountRoute.password(token))
        let page = await browser.post(AccountRoute.setPassword(token), ["password": first, "again": again])
        #expect(page.status == .unprocessableContent && page.text.contains(says))
        #expect(page.text.contains("aria-invalid=\"true\"") && !page.text.contains(first + "\""))
        let fields = ["password": TestSite.goodPassword, "again": TestSite.goodPassword]
        #expect(await browser.post(AccountRoute.setPassword(token), fields).status == .seeOther)
    }

    @Test("T-083 log-in, new user and forgotten password answer the same for known and unknown, byte for byte")
    func uniform() async throws {
        let site = try await TestSite()
        try await TestBrowser(site).setPassword()
        let names = [TestSite.postbox, "postmottaq@kommune.example"]
        for (route, fields) in [
            (AccountRoute.sendLogIn, ["password": "feil"]), (.askForLink(.newUser), [:]),
            (.askForLink(.forgotten), [:]),
        ] {
            var answers: [String] = []
            for name in names {
                let browser = TestBrowser(site)
                _ = await browser.get(AccountRoute.logIn)
                let answer = await browser.post(route, fields.merging(["name": name]) { $1 })
                let text = answer.text.replacing(name, with: "NAME").replacing(browser.token, with: "TOKEN")
                let headers = answer.headers.filter { $0.name != .setCookie }.map { "\($0)" }
                answers.append("\(answer.status) \(headers) \(text)")
            }
            #expect(answers[0] == answers[1], "\(route)")
        }
        // Asking for a link asks no store before the answer is on its way.
        let questions = await site.keeping.questions
        let browser = TestBrowser(site)
        _ = await browser.get(AccountRoute.link(.forgotten))
        for name in names { _ = await browser.post(AccountRoute.askForLink(.forgotten), ["name": name]) }
        #expect(await site.keeping.questions == questions)
    }

    @Test("T-083 the account that is not there waits as one that is, and takes a hash of the same cost")
    func throttled() async throws {
        let site = try await TestSite()
        try await TestBrowser(site).setPassword()
        for name in [TestSite.postbox, "ingen@kommune.example"] {
            var outcomes: [String] = []
            for _ in 0..<6 {
                switch try await site.accounts.logIn(name, "feil", device: nil, now: site.now) {
                case .refused: outcomes.append("refused")
                case .wait(let until): outcomes.append("wait \(until.timeIntervalSince(site.now))")
                case .welcome: outcomes.append("welcome")
                }
            }
            #expect(outcomes == Array(repeating: "refused", count: 5) + ["wait 30.0"])
        }
    }

    @Test("T-088 the right user's own browser still gets in while strangers try")
    func known() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        _ = try await browser.logIn()
        for _ in 0..<50 { _ = try await site.accounts.logIn(TestSite.postbox, "feil", device: nil, now: site.now) }
        let fields = ["name": TestSite.postbox, "password": TestSite.goodPassword]
        let stranger = TestBrowser(site)
        _ = await stranger.get(AccountRoute.logIn)
        let waits = await stranger.post(AccountRoute.sendLogIn, fields)
        #expect(waits.status == .unprocessableContent && waits.text.contains("for mange ganger"))
        browser.cookies["__Host-session"] = nil
        _ = await browser.get(AccountRoute.logIn)
        #expect(await browser.post(AccountRoute.sendLogIn, fields).location == "/files")
    }

    @Test("a link is used once also when two use it at the same moment, and a new password ends all sessions")
    func race() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        _ = try await browser.logIn()
        site.pass(600)
        let token = try #require(try await site.accounts.askForLink(TestSite.postbox, .forgotten, now: site.now)).token
        let now = site.now
        let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let outcome = try await site.accounts.setPassword(
                        "\(number) blå elger på loftet", by: token, now: now)
                    if case .set = outcome { return true } else { return false }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 } == 1)
        #expect(await browser.get("/files").status == .ok)
        site.pass(600)
        try await TestBrowser(site).setPassword("enda et nytt passord 7")
        #expect(await browser.get("/files").status == .seeOther)
    }

    @Test("I-058 forgotten password is at most three tabs from where the log-in page puts the cursor")
    func tabs() async throws {
        let page = await TestBrowser(try await TestSite()).get(AccountRoute.logIn).text
        let after = try #require(page.components(separatedBy: "autofocus>").last)
        let stops = after.components(separatedBy: "<").filter { tag in
            (tag.hasPrefix("a ") || tag.hasPrefix("button") || tag.hasPrefix("input"))
                && !tag.contains("type=\"hidden\"")
        }
        let place = try #require(stops.firstIndex { $0.contains("/new-link/forgotten") })
        #expect(place < 3)
        #expect(page.components(separatedBy: "autofocus>").count == 2)
        // What is wrong is read first.
        let browser = TestBrowser(try await TestSite())
        _ = await browser.get(AccountRoute.logIn)
        #expect(await !browser.post(AccountRoute.sendLogIn).text.contains("autofocus"))
    }
}

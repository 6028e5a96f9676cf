import Cryptography
import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import Web

@Suite("Sessions")
struct SessionTests {
    let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func sessions(perSubject: Int = 50) -> WebSessions {
        WebSessions(perSubject: perSubject, draw: SecureRandom.bytes)
    }

    @Test("T-090 a session ends after 30 idle minutes, and not before")
    func idle() async throws {
        let sessions = sessions()
        let id = try #require(await sessions.begin("a", now: start))
        #expect(await sessions.find(id, now: start + 1799) != nil)
        #expect(await sessions.find(id, now: start + 1799 + 1799) != nil)
        #expect(await sessions.find(id, now: start + 1799 + 1799 + 1800) == nil)
        // Once ended it does not come back, whatever the clock says.
        #expect(await sessions.find(id, now: start) == nil)
    }

    @Test("T-090 a session ends 12 hours after log-in however much it is used, new ids included")
    func absolute() async throws {
        let sessions = sessions()
        var id = try #require(await sessions.begin("a", now: start))
        for minute in stride(from: 20.0, to: 720, by: 20) {
            #expect(await sessions.find(id, now: start + minute * 60) != nil)
            if minute == 600 { id = try #require(await sessions.renew(id, rights: ["x"], now: start + minute * 60)) }
        }
        #expect(await sessions.find(id, now: start + 43_199) != nil)
        #expect(await sessions.find(id, now: start + 43_200) == nil)
    }

    @Test("T-089 log-in and a change of rights give a new id, and the old one counts no more")
    func fixation() async throws {
        let sessions = sessions()
        let first = try #require(await sessions.begin("a", now: start))
        let second = try #require(await sessions.begin("a", replacing: first, now: start))
        #expect(first != second)
        #expect(await sessions.find(first, now: start) == nil)
        let third = try #require(await sessions.renew(second, rights: ["r"], now: start))
        #expect(await sessions.find(second, now: start) == nil)
        #expect(await sessions.find(third, now: start)?.rights == ["r"])
        #expect(await sessions.renew(second, rights: [], now: start) == nil)
    }

    @Test("T-089 an id that the browser chose is never taken, and log-in replaces it")
    func preset() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        let preset = String(repeating: "ab", count: 32)
        browser.cookies["__Host-session"] = preset
        #expect(await browser.get("/files").status == .seeOther)
        #expect(try await browser.logIn().status == .seeOther)
        #expect(browser.cookies["__Host-session"] != preset)
        #expect(await browser.get("/files").status == .ok)
        browser.cookies["__Host-session"] = preset
        #expect(await browser.get("/files").status == .seeOther)
    }

    @Test("T-090 the cookie cannot be read by scripts, sent by other sites, or set by another host")
    func cookie() async throws {
        let browser = TestBrowser(try await TestSite())
        _ = try await browser.logIn()
        let cookie = try #require(browser.setCookies.first { $0.hasPrefix("__Host-session=") })
        #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax; Secure"))
        #expect(cookie.split(separator: ";")[0].count == "__Host-session=".count + 64)
        let plain = TestBrowser(try await TestSite(origin: "http://localhost:8080"))
        _ = try await plain.logIn()
        #expect(plain.setCookies.contains { $0.hasPrefix("session=") && $0.hasSuffix("; HttpOnly; SameSite=Lax") })
        let twice = ["__Host-session=a; __Host-session=b"]
        #expect(WebCookie.value(.session, of: browser.site.origin, in: twice) == nil)
    }

    @Test("T-090 logging out ends the session at the server: a copy of the cookie is worth nothing")
    func logOut() async throws {
        let site = try await TestSite()
        let browser = TestBrowser(site)
        _ = try await browser.logIn()
        let thief = TestBrowser(site)
        thief.cookies = browser.cookies
        #expect(await thief.get("/files").status == .ok)
        _ = await browser.get("/files")
        let answer = await browser.post(AccountRoute.logOut)
        #expect(answer.location == "/logged-out" && browser.cookies["__Host-session"] == nil)
        #expect(await thief.get("/files").status == .seeOther)
        #expect(await site.sessions.count == 0)
    }

    @Test("what is kept of a session does not let anybody take it over, and lets it go on after a restart")
    func persistence() async throws {
        let kept = Mutex([SessionDigest: WebSession]())
        let persist: @Sendable (SessionChange) async -> Void = { change in
            kept.withLock {
                switch change {
                case .kept(let session): $0[session.digest] = session
                case .ended(let digest): $0[digest] = nil
                }
            }
        }
        let before = WebSessions(draw: SecureRandom.bytes, persist: persist)
        let id = try #require(await before.begin("a", rights: ["r"], now: start))
        let other = try #require(await before.begin("a", now: start))
        await before.end(other)
        let written = try JSONEncoder().encode(Array(kept.withLock { $0.values }))
        #expect(!String(decoding: written, as: UTF8.self).contains(id.text))
        #expect("\(id)" == "•••••")
        let restored = try JSONDecoder().decode([WebSession].self, from: written)
        let after = WebSessions(restoring: restored, draw: SecureRandom.bytes)
        #expect(await after.find(id, now: start + 60)?.rights == ["r"])
        #expect(await after.find(other, now: start + 60) == nil)
        #expect(SessionID(id.text.uppercased()) == nil && SessionID("x") == nil && SessionID(id.text) == id)
    }

    @Test("use is written at most once a minute")
    func writes() async throws {
        let count = Mutex(0)
        let sessions = WebSessions(draw: SecureRandom.bytes) { _ in count.withLock { $0 += 1 } }
        let id = try #require(await sessions.begin("a", now: start))
        for second in 1..<120 { _ = await sessions.find(id, now: start + Double(second)) }
        #expect(count.withLock { $0 } == 2)
    }

    @Test("somebody has at most so many sessions, and all of them can be ended; others' go on")
    func bounds() async throws {
        let sessions = sessions(perSubject: 2)
        let other = try #require(await sessions.begin("b", now: start))
        let first = try #require(await sessions.begin("a", now: start))
        let second = try #require(await sessions.begin("a", now: start + 1))
        let third = try #require(await sessions.begin("a", now: start + 2))
        #expect(await sessions.find(first, now: start + 3) == nil)
        #expect(await sessions.find(second, now: start + 3) != nil)
        await sessions.endAll(of: "a")
        #expect(await sessions.find(third, now: start + 3) == nil)
        #expect(await sessions.find(other, now: start + 3) != nil)
        await sessions.sweep(now: start + 3 + 1800)
        #expect(await sessions.count == 0)
    }
}

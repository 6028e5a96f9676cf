import Cryptography
import Foundation
import PasswordHashing
import Testing

@testable import Web

@Suite("Accounts")
struct AccountTests {
    let start = Date(timeIntervalSince1970: 1_800_000_000)

    private func token() -> LinkToken { LinkToken(drawn: SecureRandom.bytes(LinkToken.octets))! }
    private func hash() -> PasswordHash {
        PasswordHash(
            encoded: "$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")!
    }

    @Test(
        "I-050 an address that several read is taken",
        arguments: [
            "postmottak@kommune.example", " PostMottak@Kommune.example ", "meldingsansvarlig@kommune.example",
            "helseogsosial@kommune.example", "helse.omsorg@kommune.example", "post.storvik@storvik.example",
            "pleie-og-omsorg@kommune.example", "iplos.kontakt@kommune.example", "ikt.drift@kommune.example",
            "post2@k.example",
        ])
    func shared(text: String) throws {
        #expect(try SharedAddress(text).text == text.trimmingCharacters(in: .whitespaces).lowercased())
    }

    @Test(
        "I-050 an address that looks like one person's is refused",
        arguments: [
            "kari.nordmann@kommune.example", "kari.b.nordmann@kommune.example", "k.nordmann@kommune.example",
            "kari_nordmann@kommune.example", "Kari-Nordmann@kommune.example",
        ])
    func personal(text: String) {
        #expect(throws: SharedAddress.Fault.personal) { try SharedAddress(text) }
        // One that two persons approved all the same can be found.
        #expect(SharedAddress(known: text)?.text == text.lowercased())
    }

    @Test(
        "what is no address is refused",
        arguments: [
            "", "@", "a@", "@b.example", "a@b", "a b@c.example", "a@b@c.example", "a..b@c.example", "a@-b.example",
            "a@b.example\r\nBcc: x@y.example", "\"a\"@b.example", "å@b.example", "a@b_c.example",
            String(repeating: "a", count: 65) + "@b.example",
        ])
    func malformed(text: String) {
        #expect(throws: SharedAddress.Fault.malformed) { try SharedAddress(text) }
        #expect(SharedAddress(known: text) == nil)
    }

    @Test("I-053, T-103 a link works for 60 minutes and not a second more, once")
    func lifetime() throws {
        for (age, works) in [(0.0, true), (3599, true), (3600, true), (3601, false), (86_400, false)] {
            let account = try AccountSubject()
            let token = token()
            #expect(account.ask(token, .newUser, now: start))
            let refusal = account.set(hash(), by: token, now: start + age)
            #expect((refusal == nil) == works, "\(age)")
            #expect((account.account.password != nil) == works)
            if works {
                let again = account.set(hash(), by: token, now: start + age)
                #expect(again == .state(.used(at: start + age)))
            } else {
                #expect(refusal == .state(.expired(at: start + 3600)))
            }
        }
    }

    @Test("I-053 a new link cancels the old, and says so; looking at a link changes nothing")
    func replacing() throws {
        let account = try AccountSubject()
        let (old, new) = (token(), token())
        #expect(account.ask(old, .forgotten, now: start))
        let before = account.account
        for _ in 0..<10 { #expect(account.state(old, start + 1) == .usable(until: start + 3600)) }
        #expect(account.account == before)
        #expect(account.ask(new, .forgotten, now: start + 300))
        #expect(account.state(old, start + 301) == .replaced(at: start + 300))
        #expect(
            account.set(hash(), by: old, now: start + 301)
                == .state(.replaced(at: start + 300)))
        #expect(account.set(hash(), by: token(), now: start + 301) == .unknown)
        #expect(account.set(hash(), by: new, now: start + 301) == nil)
    }

    @Test("T-088 whoever uses up the day's links in another's name leaves them one that works or can be asked for")
    func usedUp() throws {
        let account = try AccountSubject()
        for minute in 0..<(48 * 60) {
            let now = start + Double(minute) * 60
            let isSent = account.ask(token(), .forgotten, now: now)
            #expect(isSent || account.account.links.first?.state(now).isUsable == true, "\(minute)")
        }
    }

    @Test("T-084 links cannot be asked for without end, nor be taken away from somebody about to use one")
    func asking() throws {
        let account = try AccountSubject()
        let first = token()
        #expect(account.ask(first, .forgotten, now: start))
        #expect(!account.ask(token(), .forgotten, now: start + 299))
        #expect(account.state(first, start + 299)?.isUsable == true)
        #expect(account.ask(token(), .forgotten, now: start + 300))
        var sent = 2
        for minute in 6..<(24 * 60) where account.ask(token(), .forgotten, now: start + Double(minute) * 60) {
            sent += 1
            if minute < 60 { #expect(sent <= Account.linksPerHour) }
        }
        // Twenty in four hours, and then one an hour.
        #expect(sent == Account.linksPerDay + 20)
        #expect(account.ask(token(), .forgotten, now: start + 2 * 86_400))
        // A used link is no reason to wait.
        let other = try AccountSubject()
        #expect(other.ask(first, .newUser, now: start))
        #expect(other.set(hash(), by: first, now: start + 5) == nil)
        #expect(other.ask(token(), .forgotten, now: start + 10))
    }

    @Test("T-084 a token has 192 bits, is kept only as a digest, and shows itself nowhere")
    func tokens() throws {
        let account = try AccountSubject()
        let token = token()
        #expect(account.ask(token, .newUser, now: start))
        let written = String(decoding: try JSONEncoder().encode(account.account), as: UTF8.self)
        #expect(!written.contains(token.text) && written.contains(token.digest.hexadecimal))
        #expect("\(token)" == "•••••" && token.text.count == 48)
        #expect(try JSONDecoder().decode(Account.self, from: Data(written.utf8)) == account.account)
        for text in ["", "x", token.text.uppercased() + "g", String(token.text.dropLast()), token.text + "0"] {
            #expect(LinkToken(text) == nil)
        }
    }
}

import Foundation
import PasswordHashing
import Store
import TestSupport
import Testing
import Web

@testable import MunicipalNode

@Suite("One account, event by event")
struct UserAccountTests {
    private static let now = Installation.now
    private static let hash = PasswordHash(
        encoded: "$argon2id$v=19$m=64,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8")!
    private static let factor = SecondFactor(sealed: [1], size: 1, since: now, lastStep: 100)

    private func token(_ byte: UInt8) -> LinkToken { LinkToken(drawn: [UInt8](repeating: byte, count: 24))! }

    private func invited() throws -> UserAccount {
        var account = UserAccount(
            try #require(UserName("kari")), person: "Kari Prøvesen", roles: [.auditor, .leader, .auditor],
            at: Self.now, by: "uid:1000")
        account.issueLink(token(1).digest, .invitation, at: Self.now, by: "uid:1000")
        return account
    }

    @Test("M-004 one person may have several roles, in order and each once")
    func roles() throws { #expect(try invited().roles == [.leader, .auditor]) }

    @Test("T-103 a link works once, within 24 hours, and not when a newer one was made")
    func links() throws {
        var account = try invited()
        let late = Self.now + AccountLink.lifetime
        var copy = account
        let taken1 = copy.setPassword(Self.hash, by: token(1).digest, now: late)
        #expect(!taken1)
        let taken2 = copy.setPassword(Self.hash, by: token(2).digest, now: Self.now)
        #expect(!taken2)
        #expect(copy == account)
        let taken3 = copy.setPassword(Self.hash, by: token(1).digest, now: late - 1)
        #expect(taken3)
        let taken4 = copy.setPassword(Self.hash, by: token(1).digest, now: late - 1)
        #expect(!taken4)
        #expect(copy.link(token(1).digest)?.state(late) == .used(at: late - 1))
        account.issueLink(token(2).digest, .newPassword, at: Self.now + 1, by: "user:ola")
        let taken5 = account.setPassword(Self.hash, by: token(1).digest, now: Self.now + 2)
        #expect(!taken5)
        #expect(account.link(token(1).digest)?.state(Self.now + 2) == .replaced(at: Self.now + 1))
        let taken6 = account.setPassword(Self.hash, by: token(2).digest, now: Self.now + 2)
        #expect(taken6)
    }

    @Test("N-04 a new password leaves the second factor; a new second factor needs a new link and a new password")
    func factors() throws {
        var account = try invited()
        let taken7 = account.enrol(Self.factor, codes: [], now: Self.now)
        #expect(!taken7)
        let taken8 = account.setPassword(Self.hash, by: token(1).digest, now: Self.now)
        #expect(taken8)
        var late = account
        let taken9 = late.enrol(Self.factor, codes: [], now: Self.now + AccountLink.lifetime)
        #expect(!taken9)
        let enrolled = account.enrol(Self.factor, codes: [], now: Self.now)
        #expect(enrolled && account.isLive)
        let taken10 = account.enrol(Self.factor, codes: [], now: Self.now)
        #expect(!taken10)
        account.issueLink(token(2).digest, .newPassword, at: Self.now, by: "uid:1000")
        let taken11 = account.setPassword(Self.hash, by: token(2).digest, now: Self.now)
        #expect(taken11)
        #expect(account.hasFactor && !account.mayEnrol(Self.now))
        let stamp = account.stamp
        account.issueLink(token(3).digest, .newFactor, at: Self.now, by: "uid:1000")
        #expect(!account.hasFactor && account.passwordHash == nil && account.stamp > stamp)
        #expect(!account.mayEnrol(Self.now))
    }

    @Test("N-02 no code counts twice, nor one older than the last; a recovery code counts once")
    func replay() throws {
        var account = try invited()
        let code = try #require(RecoveryCode(drawn: [UInt8](1...10)))
        let taken12 = [account.use(step: 200), account.use(code)]
        #expect(taken12 == [false, false])
        let taken13 = account.setPassword(Self.hash, by: token(1).digest, now: Self.now)
        #expect(taken13)
        let taken14 = account.enrol(Self.factor, codes: [code], now: Self.now)
        #expect(taken14)
        let taken15 = [account.use(step: 100), account.use(step: 99)]
        #expect(taken15 == [false, false])
        let taken16 = [account.use(step: 101), account.use(step: 101), account.use(step: 102)]
        #expect(taken16 == [true, false, true])
        let taken17 = [account.use(code), account.use(code)]
        #expect(taken17 == [true, false])
    }

    @Test("N-06 disabling and new roles end what was begun before, and a disabled account's links do not work")
    func ends() throws {
        var account = try invited()
        var stamps = [account.stamp]
        account.set([.auditor])
        stamps.append(account.stamp)
        account.disable(at: Self.now, by: "user:ola")
        stamps.append(account.stamp)
        let taken18 = account.setPassword(Self.hash, by: token(1).digest, now: Self.now)
        #expect(!taken18)
        account.enable()
        stamps.append(account.stamp)
        #expect(Set(stamps).count == 4)
        let taken19 = account.setPassword(Self.hash, by: token(1).digest, now: Self.now)
        #expect(!taken19)
    }

    @Test("N-05 an account that was not used for 90 days is marked, until it is disabled")
    func unused() throws {
        var account = try invited()
        let limit = UserAccount.unusedAfter
        #expect(!account.isUnused(Self.now + limit - 1) && account.isUnused(Self.now + limit))
        account.loggedIn(from: nil, now: Self.now + 10)
        #expect(!account.isUnused(Self.now + limit) && account.isUnused(Self.now + limit + 10))
        account.disable(at: Self.now, by: "uid:1")
        #expect(!account.isUnused(Self.now + 2 * limit))
    }

    @Test("N-01 a user name is small letters and digits, and never an identity number")
    func names() {
        for (written, text) in [(" Kari.Prove@Nord.example ", "kari.prove@nord.example"), ("k1", "k1")] {
            #expect(UserName(written)?.text == text)
        }
        let number = SyntheticPerson.number(1).identityNumber
        for wrong in ["", "k", "kåre", ".kari", "kari-", "ka ri", number, "\(number.prefix(6))-\(number.suffix(5))"] {
            #expect(UserName(wrong) == nil, "\(wrong)")
        }
        #expect(UserName(String(repeating: "a", count: 65)) == nil)
    }

    @Test("M-102 the matrix: only a leader administers accounts, and whoever reviews changes nothing")
    func matrix() {
        #expect(AccountRole.allCases.filter { $0.people.contains(.people) } == [.leader])
        #expect(Set(AccountRole.leader.rights) == Set(AccountRole.allRights))
        for role in [AccountRole.auditor, .dataProtectionOfficer] { #expect(role.rights == ["look", "review"]) }
        #expect(AccountRole.itOperations.rights == ["look", "act"])
        #expect(AccountRole.allCases.allSatisfy { $0.messages.contains(.look) })
    }
}

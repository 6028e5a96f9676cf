import Register
import Reporting
import Testing
import Texts
import Trustee

@testable import Portal

@Suite("The mails that come by themselves, as the sender of reports knows them")
struct ExpectedMailTests {
    @Test("I-073 the list has every kind of mail that the register sends")
    func register() {
        let mine = ExpectedMail.all.filter { $0.sender == .register }
        #expect(mine.map(\.kind) == RegisterMailKind.allCases.map(\.rawValue))
    }

    @Test("I-073 the list is the portal's own, to the letter")
    func portal() {
        let mine = ExpectedMail.all.filter { $0.sender == .portal }
        #expect(mine.map(\.kind) == PortalMail.Kind.allCases.map(\.rawValue))
        for mail in mine {
            let entry = PortalMail.Kind(rawValue: mail.kind).map(PortalMailCatalogue.entry)
            #expect(entry?.subject == mail.subject)
            #expect(entry?.when == mail.when)
            #expect(entry?.to == mail.to)
        }
    }

    @Test("T-086 wrong PINs are told of at the numbers that the trustee has", arguments: Language.allCases)
    func wrongPINs(language: Language) throws {
        let policy = LoginPolicy()
        let mail = try #require(ExpectedMail.all.first { $0.kind == RegisterMailKind.pinWrong.rawValue })
        let words = mail.when.text(language)
        let numbers = words.split { !$0.isNumber }.compactMap { Int($0) }
        #expect([1] + numbers == policy.noticesAt + [policy.wrongPerSeason])
    }
}

import Foundation
import OsloCalendar
import Register
import Reporting
import SealedSubmission
import TestSupport
import Testing
import Texts

@testable import Portal

@Suite("The mails that come by themselves, as the sender of reports knows them")
struct ExpectedMailTests {
    @Test(
        "I-073 the list is the register's own, to the letter",
        arguments: [(Language.nb, RegisterLanguage.bokmål), (.nn, .nynorsk), (.en, .english)])
    func register(language: Language, own: RegisterLanguage) {
        let settings = MailSettings(
            sender: "iplos@register.example", registerName: "Registeret", portal: "https://portal.example",
            helpAddress: "hjelp@register.example", helpPhone: "00 00 00 00")
        let entries = MailCatalogue(settings: settings, language: own).entries
        let mine = ExpectedMail.all.filter { $0.sender == .register }
        #expect(mine.map(\.kind) == entries.map(\.kind.rawValue))
        #expect(mine.map { $0.subject.text(language) } == entries.map(\.subject))
        #expect(mine.map { $0.when.text(language) } == entries.map(\.when))
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
}

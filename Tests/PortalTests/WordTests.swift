import Foundation
import HTTPTypes
import OsloCalendar
import Testing
import Texts
import Web

@testable import Portal

@Suite("The words of the portal")
struct WordTests {
    @Test("every page is there in the three languages, with nothing that was not filled in")
    func pages() async throws {
        let stage = try await PortalStage()
        _ = try await stage.add()
        let browser = try await PortalBrowser.loggedIn(stage)
        for route in [
            PortalRoute.files, .file(PortalStage.id(1)), .askDelete(PortalStage.id(1)), .help, .mails, .sentMails,
            .people, .account(.logIn),
        ] {
            var titles: Set<String> = []
            for language in Language.allCases {
                let answer = await browser.get("\(route.path)?lang=\(language.rawValue)")
                #expect(answer.status == .ok && answer.text.contains("<html lang=\"\(language.rawValue)\">"))
                #expect(!answer.text.contains("{") && !answer.text.contains("<script"))
                titles.insert(answer.text)
            }
            #expect(titles.count == 3)
        }
        #expect(stage.reports.isEmpty)
    }

    @Test("a phrase that takes values takes the same in each language")
    func values() {
        let phrases = [PortalText.phrases, PeopleText.phrases, SentMailText.phrases]
        for (name, phrase) in phrases.flatMap({ $0 }) {
            let counts = Language.allCases.map { language in
                phrase.text(language, values: ["time": "§", "account": "§", "who": "§"]).count { $0 == "§" }
                    - phrase.text(language, values: [:]).count { $0 == "§" }
            }
            #expect(Set(counts).count == 1, "\(name)")
        }
        // Templates call them by one name each.
        #expect(Set(phrases.flatMap(\.keys)).count == phrases.map(\.count).reduce(0, +))
    }

    @Test("moments are those of the Norwegian clock, in summer and winter")
    func moments() {
        let winter = OsloTime.instant(of: CivilDate("2027-01-15")!, hour: 8)
        let summer = OsloTime.instant(of: CivilDate("2027-07-01")!, hour: 0, minute: 5)
        #expect(PortalTime.moment(winter, .nb) == "15.01.2027 kl. 08.00")
        #expect(PortalTime.moment(winter, .en) == "15 January 2027 at 08:00")
        #expect(PortalTime.moment(summer, .nn) == "01.07.2027 kl. 00.05")
    }
}

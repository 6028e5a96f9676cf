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
            PortalRoute.files, .file(PortalStage.id(1)), .askDelete(PortalStage.id(1)), .help, .mails, .account(.logIn),
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
        for text in PortalText.allCases {
            let names = Language.allCases.map { language in
                text.phrase.text(language, values: ["time": "§", "account": "§"]).count { $0 == "§" }
                    - text.phrase.text(language, values: [:]).count { $0 == "§" }
            }
            #expect(Set(names).count == 1, "\(text)")
        }
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

import Archive
import Cryptography
import Foundation
import HTTPTypes
import HealthMessages
import Identifiers
import IplosExtract
import Reporting
import SealedSubmission
import Store
import TestSupport
import Testing
import Web

@testable import MunicipalNode
@testable import ReportWizard

@Suite("The register's feedback in the wizard")
struct WizardFeedbackTests {
    private let stage: WizardStage

    init() async throws {
        stage = try await WizardStage()
        try await stage.settleInbox()
    }

    @Test("I-046 I-041 what has come is fetched by a button, opened by another, and read by who can mend what")
    func whole() async throws {
        let browser = try await stage.fetcher()
        let persons = (1...130).map(String.init)
        let sent = try await stage.answered(WizardStage.answer(persons, message: "Kanarimelding"))
        let id = WizardStage.id(sent)
        #expect(await browser.get(.feedback(.list)).text.contains("Ingen ennå."))
        #expect(await browser.post(.feedback(.fetch)).text.contains("Ingenting har kommet ennå."))
        try await stage.installation.arrive(sent.feedback)
        let fetched = await browser.post(.feedback(.fetch))
        #expect(fetched.status == .ok && fetched.text.contains("Hentet nå: 1."))
        #expect(fetched.text.contains("9901-00, 2016") && fetched.text.contains("Ordinær 1"))
        #expect(fetched.text.contains(", av \(WizardStage.person)"))

        // Looking opens nothing: that is done by the button, and goes on record.
        let closed = await browser.get(.feedback(.one(id)))
        #expect(closed.text.contains("Det blir ført i loggen") && !closed.text.contains("Kanarimelding"))
        #expect(await browser.get(.feedback(.tables(id))).location == WizardRoute.feedback(.one(id)).path)
        let before = try await stage.audit()
        #expect(!before.contains("report.wizard.feedback web:\(WizardStage.person)"))
        #expect(await browser.post(.feedback(.open(id))).location == WizardRoute.feedback(.one(id)).path)

        let page = await browser.get(.feedback(.one(id))).text
        #expect(page.contains("Kommune 9901, bydel 00, år 2016: 131 feil og merknader."))
        #expect(page.contains("Personsensitiv informasjon, unntatt offentlighet"))
        let (registers, extracts) = (
            try #require(page.range(of: "Rettes i fagsystemet, av den som registrerer")),
            try #require(page.range(of: "Rettes i uttrekket, av den som lager det"))
        )
        let control = try #require(page.range(of: "K-303 Institusjon uten nummer: 130 rader, 130 personer"))
        #expect(registers.upperBound < control.lowerBound && control.upperBound < extracts.lowerBound)
        #expect(page.contains("Se alle 130 av K-303") && page.contains("Legg inn nummeret."))
        var rows = 0
        for number in 1...2 {
            let errors = await browser.get(.feedback(.errors(id, "K-303", page: number))).text
            #expect(errors.contains("Side \(number) av 2") && errors.contains("Kanarimelding"))
            rows += errors.components(separatedBy: "<th scope=\"row\">").count - 1
        }
        #expect(rows == 130)
        for (control, number) in [("K-303", 3), ("K-999", 1)] {
            #expect(await browser.get(.feedback(.errors(id, control, page: number))).status == .notFound)
        }
        let tables = await browser.get(.feedback(.tables(id))).text
        #expect(tables.contains("<caption>mottakere</caption>") && tables.contains("<td>40</td>"))

        // What lies in the data directory is ciphertext, and what was done names the person.
        for clear in ["Kanarimelding", sent.password.text] {
            try expectNowhere(Data(clear.utf8), below: stage.installation.directory.path("data"))
        }
        let after = try await stage.audit()
        for action in ["report.fetch", "report.password", "report.wizard.feedback"] {
            #expect(after.contains("\(action) web:\(WizardStage.person)"), "\(action)")
        }
        #expect(stage.reports == [])
    }

    @Test("I-041 each list and table is downloaded as the register made it, and each download is on record")
    func files() async throws {
        let browser = try await stage.fetcher()
        let sent = try await stage.answered()
        let page = try await stage.open(sent, in: browser).text
        let opened = try ArchiveReader.open(sent.archive, password: sent.password)
        var linked = 0
        for entry in opened.entries {
            let route = WizardRoute.feedback(.file(WizardStage.id(sent), entry.name.text))
            let answer = await browser.get(route)
            guard ["csv", "xlsx", "html", "svg"].contains(entry.name.text.split(separator: ".").last) else {
                #expect(answer.status == .notFound && !page.contains(route.path))
                continue
            }
            #expect(try await answer.downloaded() == entry.bytes)
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            linked += page.contains("href=\"\(route.path)\"") ? 1 : 0
        }
        #expect(linked == 8, "lists, counts, workbooks, pages, table and columns; not the chart, nor the checksums")
        let downloads = try await stage.audit().count { $0 == "report.wizard.download web:\(WizardStage.person)" }
        #expect(downloads == linked)
        for name in ["../../etc/passwd", "feilliste.csv", "SHA256SUMS", ".."] {
            #expect(await browser.get(.feedback(.file(WizardStage.id(sent), name))).status == .notFound, "\(name)")
        }
    }

    @Test("I-045 the portal's file opens without a password when it has come to the inbox too, and with one otherwise")
    func upload() async throws {
        let browser = try await stage.fetcher()
        let (sent, alone) = (try await stage.answered(), try await stage.answered(kind: .correction))
        try await stage.installation.arrive(sent.feedback)
        _ = await browser.get(.feedback(.list))
        _ = await browser.post(.feedback(.fetch))
        func bring(_ archive: [UInt8], _ password: String = "") async -> WebAnswer {
            await browser.upload(
                archive, as: "fil.zip", field: "archive", to: .feedback(.upload), fields: ["password": password])
        }
        #expect(await bring(sent.archive).location == WizardRoute.feedback(.one(WizardStage.id(sent))).path)
        for (archive, password, words, field) in [
            (alone.archive, "", "så passordet er ikke her", "password"),
            (alone.archive, "feil", "sju grupper", "password"),
            (alone.archive, ArchivePassword.make().text, "passer ikke", "password"),
            (Array(alone.archive.dropLast(9)), alone.password.text, "ikke hel", "archive"),
            ([1, 2, 3], alone.password.text, "ikke hel", "archive"),
            ([], alone.password.text, "ikke hel", "archive"),
        ] {
            _ = await browser.get(.feedback(.list))
            let answer = await bring(archive, password)
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words)")
            #expect(answer.text.contains("href=\"#\(field)\""), "\(words)")
        }
        #expect(await bring(alone.archive, alone.password.text).location?.hasSuffix(WizardStage.id(alone).text) == true)
        let page = await browser.get(.feedback(.one(WizardStage.id(alone)))).text
        #expect(page.contains("131 feil") == false && page.contains("4 feil og merknader"))
        #expect(page.contains("ikke oppgitt (fil.zip)") && page.contains("lastet opp"))
        // It lies nowhere: closed, it is gone.
        #expect(await browser.post(.feedback(.close(WizardStage.id(alone)))).location == "/feedback")
        #expect(await browser.get(.feedback(.one(WizardStage.id(alone)))).status == .notFound)
        #expect(stage.reports == [])
    }

    @Test("I-062 an uploaded archive that bears the portal's name is shown with the submission that was begun here")
    func named() async throws {
        let browser = try await stage.fetcher()
        let sent = try await stage.answered()
        _ = try await stage.answered(kind: .correction)
        _ = await browser.get(.feedback(.list))
        let portal = "9901-00_2016_tilbakemelding_2017-02-10_\(sent.feedback.submission.text.prefix(8)) (1).zip"
        _ = await browser.upload(
            sent.archive, as: portal, field: "archive", to: .feedback(.upload),
            fields: ["password": sent.password.text])
        let page = await browser.get(.feedback(.one(WizardStage.id(sent)))).text
        #expect(page.contains("Ordinær 1") && !page.contains("ikke oppgitt"))
    }

    @Test("T-097 another municipality's file, and what is no feedback, are not shown whatever opens them")
    func foreign() async throws {
        let browser = try await stage.fetcher()
        let begun = try await stage.installation.ask(
            ReportBegin(tenant: Installation.tenant, unit: ReportingUnit("9901-00")!, year: 2016, kind: .ordinary))
        let other = WizardStage.answer(unit: "9902-00", message: "Naboens")
        let stolen = try SentFeedback(begun, unit: other.unit, package: other.package())
        let nothing = try SentFeedback(begun, unit: ReportingUnit("9901-00")!)
        _ = await browser.get(.feedback(.list))
        for (sent, words) in [(stolen, "gjelder en annen kommune"), (nothing, "ingen tilbakemelding fra registeret")] {
            let answer = await browser.upload(
                sent.archive, as: "x.zip", field: "archive", to: .feedback(.upload),
                fields: ["password": sent.password.text])
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words)")
            #expect(await browser.get(.feedback(.one(WizardStage.id(sent)))).status == .notFound)
        }
        #expect(!browser.seen.contains("Naboens"))
        #expect(try await !stage.audit().contains { $0.hasPrefix("report.wizard.feedback") })
    }

    @Test("I-041 what changed since the last submission and since last year, by local number")
    func difference() async throws {
        let browser = try await stage.fetcher()
        let old = try await stage.answered(WizardStage.answer(["7"], year: 2015, recipients: (38, 30)))
        let first = try await stage.answered()
        let second = try await stage.answered(WizardStage.answer(["12", "99"], recipients: (41, 38)))
        for sent in [old, first] { try await stage.installation.arrive(sent.feedback) }
        let page = try await stage.open(second, in: browser).text
        let previous = try #require(page.range(of: "9901-00, 2016, Ordinær 1 (forrige innsending)"))
        let lastYear = try #require(page.range(of: "9901-00, 2015, Ordinær 1 (året før)"))
        #expect(previous.upperBound < lastYear.lowerBound)
        for (other, wanted) in [
            (first, ["Borte: 7, 31", "Nye: 99", "Står fortsatt: 12", "<td>40</td><td>41</td>"]),
            (old, ["Borte: 7", "Nye: 12, 99", "<td>38</td><td>41</td>"]),
        ] {
            _ = await browser.get(.feedback(.one(WizardStage.id(second))))
            let answer = await browser.post(
                .feedback(.compare(WizardStage.id(second))), ["other": WizardStage.id(other).text])
            let route = WizardRoute.feedback(.difference(WizardStage.id(second), from: WizardStage.id(other)))
            #expect(answer.location == route.path)
            let text = await browser.get(route).text
            for words in wanted { #expect(text.contains(words), "\(words)") }
        }
        for wrong in ["", "x", WizardStage.id(second).text, String(repeating: "0", count: 32)] {
            _ = await browser.get(.feedback(.one(WizardStage.id(second))))
            let answer = await browser.post(.feedback(.compare(WizardStage.id(second))), ["other": wrong])
            #expect(
                answer.status == .unprocessableContent && answer.text.contains("Velg hva det skal sammenlignes med."))
        }
        let alone = try await stage.open(
            try await stage.answered(WizardStage.answer(unit: "9901-03")), in: browser
        ).text
        #expect(alone.contains("Det er ingen annen tilbakemelding her å sammenligne med."))
    }

    @Test("I-041 which errors are mended is seen against the extract that is brought in, and of another unit never")
    func extractDifference() async throws {
        let browser = try await WizardBrowser.admitted(stage)
        let sent = try await stage.answered()
        let foreign = try await stage.answered(WizardStage.answer(unit: "9901-03"))
        let id = WizardStage.id(sent)
        let before = try await stage.open(sent, in: browser).text
        #expect(!before.contains("Uttrekket som er hentet inn nå"))
        #expect(await browser.get(.feedback(.extractDifference(id))).location == WizardRoute.feedback(.one(id)).path)
        let report = try await browser.begin()
        let extract = try WizardStage.extract(faults: [.missingOrganisationNumber: 1]).extract
        _ = try await browser.check(extract, in: report)
        let page = await browser.get(.feedback(.one(id))).text
        #expect(page.contains("Uttrekket som er hentet inn nå ("))
        let chosen = await browser.post(.feedback(.compare(id)), ["other": "extract"])
        #expect(chosen.location == WizardRoute.feedback(.extractDifference(id)).path)
        let answer = await browser.get(.feedback(.extractDifference(id)))
        #expect(answer.status == .ok && answer.text.contains("til uttrekket "))
        // The register had found K-303 at three persons; in the extract it is at one, who is none of them or one.
        #expect(answer.text.contains("K-303") && answer.text.contains("Borte: "))
        #expect(!answer.text.contains("Tall som er endret"), "a feedback's tables and an extract's rows are not alike")
        let other = try await stage.open(foreign, in: browser).text
        #expect(!other.contains("Uttrekket som er hentet inn nå"))
    }

    @Test("I-045 the page says where the password of an uploaded file is, with the send module's address")
    func passwordWhere() async throws {
        let browser = try await stage.fetcher()
        let page = await browser.get(.feedback(.list)).text
        #expect(page.contains("<a href=\"https://sendemodul.example/Sendemodul/\">"))
    }
}

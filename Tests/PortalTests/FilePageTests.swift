import Cryptography
import Foundation
import HTTPTypes
import Identifiers
import OsloCalendar
import Testing
import Texts
import Web

@testable import Portal

@Suite("The pages of files")
struct FilePageTests {
    @Test("I-062 the download is the file itself, under a safe name, and counts as fetched at its end only")
    func download() async throws {
        let stage = try await PortalStage()
        let archive = try PortalStage.archive(String(repeating: "x", count: 10)) + []
        let file = try await stage.add(1, archive)
        let browser = try await PortalBrowser.loggedIn(stage)
        let page = await browser.get(.file(file.id))
        #expect(
            page.text.contains(Hexadecimal.encode(SHA256.digest(archive))) && page.text.contains("\(archive.count) B"))
        let answer = await browser.get(.download(file.id))
        let name = "9901-00_2026_tilbakemelding_2027-02-10_a0a0a0a0.zip"
        #expect(answer.headers[.contentDisposition] == "attachment; filename=\"\(name)\"; filename*=UTF-8''\(name)")
        #expect(answer.headers[.contentType] == "application/zip" && answer.headers[.cacheControl] == "no-store")
        #expect(try await stage.store.file(file.id, of: PortalStage.storvik.account)?.fetched == nil)
        #expect(try await answer.downloaded() == archive)
        #expect(try await stage.store.file(file.id, of: PortalStage.storvik.account)?.fetched == stage.now)
        #expect(await browser.get("/files").text.contains("Hentet 10.02.2027 kl. 12.00"))
    }

    @Test("a file of several pieces comes out whole; who stops before its last piece has not fetched it")
    func pieces() async throws {
        let stage = try await PortalStage()
        let bytes = SecureRandom.bytes(2 * PortalStore.piece + 17)
        let file = try await stage.add(1, bytes)
        let browser = try await PortalBrowser.loggedIn(stage)
        guard case .stream(let length, let read) = await browser.get(.download(file.id)).body else {
            Issue.record("no stream")
            return
        }
        #expect(length == bytes.count)
        var iterator = read().makeAsyncIterator()
        _ = try await iterator.next()
        _ = try await iterator.next()
        #expect(try await stage.store.file(file.id, of: PortalStage.storvik.account)?.fetched == nil)
        #expect(try await browser.get(.download(file.id)).downloaded() == bytes)
        #expect(try await stage.store.file(file.id, of: PortalStage.storvik.account)?.fetched != nil)
    }

    @Test("I-045 a download while the register gives the file anew breaks off: never two archives in one")
    func renewedMeanwhile() async throws {
        let stage = try await PortalStage()
        let account = PortalStage.storvik.account
        let file = try await stage.add(1, SecureRandom.bytes(2 * PortalStore.piece + 17))
        let browser = try await PortalBrowser.loggedIn(stage)
        guard case .stream(_, let read) = await browser.get(.download(file.id)).body else {
            Issue.record("no stream")
            return
        }
        var iterator = read().makeAsyncIterator()
        _ = try await iterator.next()
        let second = SecureRandom.bytes(file.size)
        let renewed = PortalFile(
            id: file.id, unit: file.unit, year: file.year, kind: file.kind, size: second.count,
            sha256: SHA256.digest(second), arrived: stage.now, number: 2)
        #expect(try await stage.store.take(renewed, second) == .taken)
        await #expect(throws: (any Error).self) { while try await iterator.next() != nil {} }
        #expect(try await stage.store.file(file.id, of: account)?.fetched == nil)
        // What was handed over whole just before is no fetching of the new one.
        let old = file.sha256
        #expect(
            try await !stage.store.carryOut(.fetch, file.id, content: old, of: account, by: nil, now: stage.now))
        #expect(try await browser.get(.download(file.id)).downloaded() == second)
        #expect(try await stage.store.file(file.id, of: account)?.fetched != nil)
    }

    @Test("I-049 «forwarded» is one press, once, and everyone who logs in sees it")
    func forwarded() async throws {
        let stage = try await PortalStage()
        let file = try await stage.add()
        let browser = try await PortalBrowser.loggedIn(stage)
        #expect(await browser.get(.file(file.id)).text.contains("Jeg har gitt beskjed videre"))
        #expect(await browser.send(.forward(file.id)).location == "/files/\(file.id)")
        stage.pass(60)
        #expect(await browser.send(.forward(file.id)).location == "/files/\(file.id)")
        let page = await browser.get(.file(file.id)).text
        #expect(page.contains("Videresendt 10.02.2027 kl. 12.00") && !page.contains("Jeg har gitt beskjed videre"))
        #expect(try await stage.store.events(after: 0).count { $0.kind == .fileForwarded } == 1)
    }

    @Test("I-063 a file that also goes as a message says so, and no other does")
    func alsoMessage() async throws {
        let stage = try await PortalStage()
        let file = try await stage.add()
        let browser = try await PortalBrowser.loggedIn(stage)
        #expect(await !browser.get(.file(file.id)).text.contains("rett inn i sikker sone"))
        let body =
            #"{"name": "Storvik kommune", "address": "postmottak@storvik.example", "language": "nb", "exchange": true}"#
        let answer = try await PushRequest(.put, "/v1/units/9901-00", Array(body.utf8)).send(to: stage)
        #expect(answer.word == "taken")
        #expect(await browser.get(.file(file.id)).text.contains("rett inn i sikker sone"))
    }

    @Test("I-064 deleting asks first, can be undone for seven days and no longer, and then nothing is left of it")
    func delete() async throws {
        let stage = try await PortalStage()
        let file = try await stage.add()
        let browser = try await PortalBrowser.loggedIn(stage)
        #expect(await browser.get(.askDelete(file.id)).text.contains("Slette filen?"))
        #expect(try await stage.store.file(file.id, of: PortalStage.storvik.account)?.deleted == nil)
        #expect(await browser.send(.delete(file.id)).location == "/files")
        #expect(await browser.get(.download(file.id)).status == .notFound)
        #expect(await browser.get("/files").text.contains("Kan angres til 17.02.2027 kl. 12.00"))
        stage.pass(PortalFile.undo - 1)
        #expect(try await stage.store.purge(now: stage.now) == 0)
        _ = await browser.logIn(PortalStage.storvik)
        _ = await browser.get("/files")
        #expect(await browser.send(.restore(file.id)).location == "/files/\(file.id)")
        #expect(try await browser.get(.download(file.id)).downloaded().count == file.size)

        _ = await browser.get(.askDelete(file.id))
        _ = await browser.send(.delete(file.id))
        stage.pass(PortalFile.undo)
        _ = await browser.logIn(PortalStage.storvik)
        _ = await browser.get("/files")
        #expect(await browser.send(.restore(file.id)).status == .notFound)
        #expect(try await stage.store.purge(now: stage.now) == 1)
        #expect(try await stage.store.piece(0, of: file) == nil)
        #expect(await browser.get("/files").text.contains("Borte siden"))
        let kinds = try await stage.store.events(after: 0).filter { $0.file == file.id }.map(\.kind)
        #expect(kinds == [.fileArrived, .fileDeleted, .fileRestored, .fileFetched, .fileDeleted, .filePurged])
    }

    @Test("I-064 a file that nobody touches ends by itself on the day its page says")
    func ends() async throws {
        let stage = try await PortalStage()
        let file = try await stage.add()
        let browser = try await PortalBrowser.loggedIn(stage)
        #expect(await browser.get(.file(file.id)).text.contains(PortalTime.moment(file.ends, .nb)))
        #expect(try await stage.store.purge(now: file.ends - 1) == 0)
        #expect(try await stage.store.purge(now: file.ends) == 1)
        #expect(try await stage.store.purge(now: file.ends) == 0)
    }

    @Test(
        "I-043..I-045, I-063 the page says what is secret, where to open it, where the password is, what to journal"
    )
    func words() async throws {
        let stage = try await PortalStage()
        let file = try await stage.add(1, kind: .test)
        let browser = try await PortalBrowser.loggedIn(stage)
        for (language, secret, password) in [
            ("nb", "unntatt offentlighet", "står i sendemodulen"),
            ("nn", "unnatekne offentlegheit", "står i sendemodulen"),
            ("en", "exempt from public disclosure", "stands in the send module"),
        ] {
            let text = await browser.get("/files/\(file.id)?lang=\(language)").text
            #expect(text.contains(secret) && text.contains(password) && text.contains("offentleglova § 13"))
            #expect(text.contains("2026, 9901-00") && text.contains("sikker sone") == (language != "en"))
        }
    }

    @Test(
        "I-068, I-077 an empty list says what happens next, by the season",
        arguments: [
            ("2026-12-01", "åpner 02.01.2027"), ("2027-01-10", "legges ut fra"), ("2027-01-20", "legges ut fra"),
            ("2027-03-01", "se status i sendemodulen"), ("2027-05-01", "er avsluttet"),
        ])
    func empty(day: String, sentence: String) async throws {
        let stage = try await PortalStage()
        let browser = try await PortalBrowser.loggedIn(stage)
        #expect(await browser.get("/files").text.contains("Her er ingen filer ennå. Når feillister er klare"))
        try await stage.store.set(SeasonCalendar.usual(yearReported: 2026))
        stage.set(day)
        _ = await browser.logIn(PortalStage.storvik)
        let text = await browser.get("/files").text
        #expect(text.contains(sentence) && !text.contains("{"))
        _ = try await stage.add()
        #expect(await browser.get("/files").text.contains(sentence) == false)
    }
}

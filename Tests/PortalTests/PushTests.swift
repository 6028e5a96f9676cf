import Archive
import Cryptography
import Foundation
import HTTPTypes
import Identifiers
import OsloCalendar
import Testing
import Texts
import Web

@testable import Portal

@Suite("What the register pushes")
struct PushTests {
    @Test("a file is taken once; the same again is known, another for the same submission is refused")
    func file() async throws {
        let stage = try await PortalStage()
        let archive = try PortalStage.archive()
        #expect(try await PushRequest(file: 1, archive).send(to: stage).word == "taken")
        #expect(try await PushRequest(file: 1, archive).send(to: stage).word == "known")
        let other = try await PushRequest(file: 1, try PortalStage.archive()).send(to: stage)
        #expect(other.status == .conflict && other.word == "otherFile")
        let foreign = try await PushRequest(file: 1, archive, to: PortalStage.lillevik).send(to: stage)
        #expect(foreign.word == "otherFile")
        #expect(try await stage.store.files(of: PortalStage.storvik.account).map(\.size) == [archive.count])
        #expect(try await stage.store.events(after: 0).count { $0.kind == .fileArrived } == 1)
    }

    @Test("I-045 a file that was made anew takes the earlier one's place, and the earlier one never comes back")
    func anew() async throws {
        let stage = try await PortalStage()
        let (id, account) = (PortalStage.id(1), PortalStage.storvik.account)
        let archives = try [PortalStage.archive(), PortalStage.archive()]
        #expect(try await PushRequest(file: 1, archives[0]).send(to: stage).word == "taken")
        #expect(try await stage.store.carryOut(.fetch, id, of: account, now: stage.now))
        func second(_ archive: [UInt8], _ number: String, to unit: PortalUnit = PortalStage.storvik) -> PushRequest {
            var request = PushRequest(file: 1, archive, to: unit)
            request.fields["Portal-Number"] = number
            return request
        }
        for number in ["0", "-1", "x", ""] {
            #expect(try await second(archives[1], number).send(to: stage).word == "malformed", "\(number)")
        }
        #expect(try await second(archives[1], "2", to: PortalStage.lillevik).send(to: stage).word == "otherFile")
        stage.pass(60)
        #expect(try await second(archives[1], "2").send(to: stage).word == "taken")
        #expect(try await second(archives[1], "2").send(to: stage).word == "known")
        let file = try #require(try await stage.store.file(id, of: account))
        #expect(file.fetched == nil && file.arrived == stage.now && file.number == 2)
        #expect(try await stage.store.piece(0, of: file) == archives[1])
        #expect(try await PushRequest(file: 1, archives[0]).send(to: stage).word == "otherFile")
        #expect(try await second(archives[0], "2").send(to: stage).word == "otherFile")
        #expect(try await stage.store.files(of: account).count == 1)
    }

    @Test("a file whose content is gone can be sent again, and one that was only deleted is still known")
    func again() async throws {
        let stage = try await PortalStage()
        let archive = try PortalStage.archive()
        let (id, account) = (PortalStage.id(1), PortalStage.storvik.account)
        #expect(try await PushRequest(file: 1, archive).send(to: stage).word == "taken")
        #expect(try await stage.store.carryOut(.delete, id, of: account, now: stage.now))
        #expect(try await PushRequest(file: 1, archive).send(to: stage).word == "known")
        #expect(try await stage.store.file(id, of: account)?.deleted == stage.now)
        stage.pass(PortalFile.undo)
        #expect(try await stage.store.purge(now: stage.now) == 1)
        #expect(try await PushRequest(file: 1, archive, to: PortalStage.lillevik).send(to: stage).word == "otherFile")
        #expect(try await PushRequest(file: 1, archive).send(to: stage).word == "taken")
        let file = try #require(try await stage.store.file(id, of: account))
        #expect(file.deleted == nil && file.purged == nil && file.arrived == stage.now)
        #expect(try await stage.store.piece(0, of: file) == archive)
    }

    @Test("nobody but the register is heard: no certificate, and another one of the same issuer")
    func certificate() async throws {
        let stage = try await PortalStage()
        for client in [nil, [9, 9, 9]] as [[UInt8]?] {
            for var request in [
                PushRequest(file: 1, try PortalStage.archive()), PushRequest(.get, "/v1/events?after=0"),
                PushRequest(.get, "/v1/nowhere"),
            ] {
                request.client = client
                let answer = try await request.send(to: stage)
                #expect(answer.status == .forbidden && answer.word == "notTheRegister")
            }
        }
        #expect(try await stage.store.files(of: PortalStage.storvik.account).isEmpty)
    }

    @Test("what is damaged, not encrypted, of no unit or not said is refused, and nothing of it is kept")
    func refused() async throws {
        let stage = try await PortalStage()
        let archive = try PortalStage.archive()
        var damaged = PushRequest(file: 1, archive)
        damaged.fields["Portal-SHA256"] = String(repeating: "0", count: 64)
        let nobody = PortalUnit(
            unit: ReportingUnit("9903-00")!, name: "X", account: PortalStage.storvik.account, language: .nb)
        var said = PushRequest(file: 1, archive)
        said.fields["Portal-Kind"] = "plaintext"
        var year = PushRequest(file: 1, archive)
        year.fields["Portal-Year"] = "26"
        let cases: [(PushRequest, String)] = [
            (damaged, "damaged"), (PushRequest(file: 1, Array("Navn;Fødselsnummer\n".utf8)), "notEncrypted"),
            (PushRequest(file: 1, archive, to: nobody), "unknownUnit"), (said, "malformed"), (year, "malformed"),
            (PushRequest(.put, "/v1/files/1", archive), "notFound"),
            (PushRequest(.get, "/v1/season"), "methodNotAllowed"),
            (PushRequest(.put, "/v1/season", Array("{}".utf8)), "malformed"),
            (PushRequest(.put, "/v1/season", [UInt8](repeating: 32, count: 20_000)), "tooLarge"),
            (PushRequest(.get, "/v1/events?after=x"), "malformed"),
        ]
        for (request, word) in cases { #expect(try await request.send(to: stage).word == word) }
        #expect(try await stage.store.files(of: PortalStage.storvik.account).isEmpty)
        #expect(stage.reports.isEmpty)
    }

    @Test("I-041 an archive with one entry that is not encrypted, or anything around the entries' list, is refused")
    func encryption() throws {
        let archive = try PortalStage.archive()
        #expect(ArchiveEncryption.covers(archive))
        let list = try #require(Self.find([0x50, 0x4B, 1, 2], in: archive))
        for (offset, value) in [(8, UInt8(0)), (10, 8)] {
            var changed = archive
            changed[list + offset] = value
            #expect(!ArchiveEncryption.covers(changed))
        }
        #expect(!ArchiveEncryption.covers(archive + [0]) && !ArchiveEncryption.covers([]))
        for length in 0..<archive.count { #expect(!ArchiveEncryption.covers(Array(archive[..<length]))) }
        for place in list..<archive.count {
            var changed = archive
            changed[place] ^= 0xFF
            // Whatever it says, it reads nothing outside the archive.
            _ = ArchiveEncryption.covers(changed)
        }
    }

    @Test(
        "I-050 an address that looks like one person's needs two persons' approval; the account's name is the address")
    func unit() async throws {
        let stage = try await PortalStage()
        let personal = #"{"name": "Ny", "address": "kari.nordmann@ny.example", "language": "nn"}"#
        let approved = personal.replacing("}", with: #", "approved": true}"#)
        let path = "/v1/units/9904-00"
        #expect(try await PushRequest(.put, path, Array(personal.utf8)).send(to: stage).word == "personalAddress")
        #expect(try await PushRequest(.put, path, Array(approved.utf8)).send(to: stage).status == .created)
        #expect(try await PushRequest(.put, path, Array(approved.utf8)).send(to: stage).word == "taken")
        let unit = try #require(try await stage.store.unit(ReportingUnit("9904-00")!))
        #expect(unit.account.text == "kari.nordmann@ny.example" && unit.language == .nn)
        #expect(try await stage.store.account(unit.account)?.passwordHash == nil)
        #expect(try await PushRequest(.put, "/v1/units/99-1", Array(approved.utf8)).send(to: stage).word == "notFound")
        let malformed = Array(#"{"name": "Ny", "address": "ny", "language": "nb"}"#.utf8)
        #expect(try await PushRequest(.put, path, malformed).send(to: stage).word == "malformed")
    }

    @Test("the season is told as data, and events come in order after the last one that the register has")
    func seasonAndEvents() async throws {
        let stage = try await PortalStage()
        let season = SeasonCalendar.usual(yearReported: 2026)
        let answer = try await PushRequest(.put, "/v1/season", Array(try JSONEncoder().encode(season))).send(to: stage)
        #expect(answer.status == .ok)
        #expect(try await stage.store.season() == season)
        _ = try await stage.add()
        var seen: [Event] = []
        for _ in 0..<2 {
            let after = try await PushRequest(.get, "/v1/events?after=\(seen.last?.key ?? 0)").send(to: stage)
            seen += try JSONDecoder().decode([Event].self, from: Data(after.bytes))
        }
        #expect(seen.map(\.key) == [1, 2, 3] && seen.map(\.kind) == ["unitSet", "unitSet", "fileArrived"])
        #expect(seen[2].file == PortalStage.id(1).text && seen[2].unit == "9901-00")
        #expect(seen[2].at == Int64(stage.now.timeIntervalSince1970 * 1_000_000))
        // Whoever has them can see that none was changed: each digest is made over the one before and the event.
        var before = [UInt8](repeating: 0, count: 32)
        for event in seen {
            before = SHA256.digest(
                before + Array("\(event.key) \(event.at) \(event.kind) \(event.unit) \(event.file ?? "-")".utf8))
            #expect(event.digest == Hexadecimal.encode(before))
        }
    }

    /// An event as it travels.
    private struct Event: Decodable {
        let key, at: Int64
        let kind, unit: String
        let file: String?
        let digest: String
    }

    @Test("I-050 a unit's new address is told to the old and the new one, once, and ends the old one's sessions")
    func moved() async throws {
        let stage = try await PortalStage()
        let browser = try await PortalBrowser.loggedIn(stage)
        #expect(await browser.get("/files").status == .ok)
        let form = #"{"name": "Storvik kommune", "address": "helseogomsorg@storvik.example", "language": "nb"}"#
        for word in ["moved", "taken"] {
            let answer = try await PushRequest(.put, "/v1/units/9901-00", Array(form.utf8)).send(to: stage)
            #expect(answer.status == .ok && answer.word == word)
        }
        #expect(await browser.get("/files").status == .seeOther)
        var told: [QueuedPortalMail] = []
        while let mail = try await stage.store.nextMail(after: told.last, now: stage.now) { told.append(mail) }
        #expect(told.map(\.mail.kind) == [.addressChanged, .addressChanged])
        #expect(told.map(\.mail.to.text) == ["postmottak@storvik.example", "helseogomsorg@storvik.example"])
        #expect(told.allSatisfy { $0.mail.plain.contains("21 09 45 49") && !$0.mail.plain.contains("/password/") })
        #expect(told.allSatisfy { $0.messageID.hasSuffix("@etat.example") })
    }

    static func find(_ pattern: [UInt8], in bytes: [UInt8]) -> Int? {
        (0..<max(0, bytes.count - pattern.count)).first { bytes[$0..<$0 + pattern.count].elementsEqual(pattern) }
    }
}

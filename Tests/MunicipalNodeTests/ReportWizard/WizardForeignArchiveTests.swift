import Archive
import Cryptography
import Foundation
import HTTPTypes
import TestSupport
import Testing
import Web

@testable import MunicipalNode
@testable import ReportWizard

@Suite("An archive that no register made, in the wizard")
struct WizardForeignArchiveTests {
    private let stage: WizardStage
    private let password = ArchivePassword.make()

    init() async throws {
        stage = try await WizardStage()
        try await stage.settleInbox()
        _ = try await stage.answered()
    }

    private static let head = "9901-00_2016_"
    private static let listHeading =
        "\u{FEFF}\"Kontroll\";\"Alvor\";\"Følge\";\"Hvem retter\";\"Post\";\"Løpenummer\";\"Rad\";\"Felt\";\"Fant\";\"Melding\"\r\n"
    private static let countHeading =
        "\u{FEFF}\"Kontroll\";\"Hva\";\"Alvor\";\"Følge\";\"Hvem retter\";\"Antall rader\";\"Antall personer\";\"Hva gjøres\"\r\n"

    private static func count(_ control: String, _ rows: String) -> String {
        "\"\(control)\";\"t\";\"Advarsel\";\"Bare melding\";\"Leverandøren\";\(rows);\(rows);\"x\"\r\n"
    }

    private func archive(counts: [String], tables: [String: String] = [:]) throws -> [UInt8] {
        var files = [
            "feilliste.csv": Self.listHeading, "feilliste-antall.csv": Self.countHeading + counts.joined(),
        ]
        for (name, table) in tables { files["kontrolltabell-\(name).csv"] = table }
        let entries = try files.sorted { $0.key < $1.key }.map {
            ArchiveEntry(name: try ArchiveEntryName(Self.head + $0.key), bytes: Array($0.value.utf8))
        }
        return try EncryptedArchive.write(entries, password: password)
    }

    private func bring(_ archive: [UInt8], in browser: WizardBrowser) async -> WebAnswer {
        _ = await browser.get(.feedback(.list))
        return await browser.upload(
            archive, as: "fil.zip", field: "archive", to: .feedback(.upload), fields: ["password": password.text])
    }

    @Test("T-114 counts that no sum can hold are refused with a sentence, and the server answers on")
    func overflow() async throws {
        let browser = try await stage.fetcher()
        let most = "9223372036854775807"
        let archive = try archive(counts: [Self.count("K-300", most), Self.count("K-301", most)])
        let answer = await bring(archive, in: browser)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("ikke slik registeret lager den"))
        let most500 = try self.archive(counts: (0..<500).map { Self.count("K-\($0)", "100000000") })
        let taken = await bring(most500, in: browser)
        let page = await browser.get(taken.location ?? "/nowhere").text
        #expect(page.contains("50000000000 feil og merknader") && stage.reports == [])
    }

    @Test("T-130 the pages say that an uploaded archive is not proved to be the register's, and a fetched one's do not")
    func unproven() async throws {
        let browser = try await stage.fetcher()
        let sent = try await stage.answered()
        let words = "Ingenting viser at den kommer fra registeret"
        let table = "\u{FEFF}\"=1+1\";\"2016\"\r\n\"@SUM(A1)\";3\r\n"
        let archive = try archive(counts: [Self.count("K-303", "1")], tables: ["x": table])
        let uploaded = try #require(await bring(archive, in: browser).location)
        for path in [uploaded, uploaded + "/tables"] {
            #expect(await browser.get(path).text.contains(words), "\(path)")
        }
        let file = await browser.get(uploaded + "/files/\(Self.head)kontrolltabell-x.csv")
        let octets = String(decoding: try await file.downloaded(), as: UTF8.self)
        #expect(octets == "\u{FEFF}\"'=1+1\";\"2016\"\r\n\"'@SUM(A1)\";3\r\n")
        #expect(try await !stage.open(sent, in: browser).text.contains(words))
        #expect(await !browser.get(.feedback(.tables(WizardStage.id(sent)))).text.contains(words))
    }

    @Test("a long table shows its first rows and says how many there are")
    func longTable() async throws {
        let browser = try await stage.fetcher()
        let rows = (1...101).map { "\"rad \($0)\";\($0)\r\n" }
        let heading = "\u{FEFF}\"Rad\";\"2016\"\r\n"
        for (count, isCut) in [(100, false), (101, true)] {
            let table = heading + rows.prefix(count).joined()
            let archive = try archive(counts: [Self.count("K-303", "1")], tables: ["x": table])
            let path = try #require(await bring(archive, in: browser).location)
            let text = await browser.get(path + "/tables").text
            #expect(text.contains("rad 100<") && !text.contains("rad 101<"))
            #expect(text.contains("Bare de første 100 av 101 vises.") == isCut, "\(count)")
        }
    }

    @Test("T-099 what a browser could run, of an uploaded archive, is octets to be saved; a picture of it is not shown")
    func octets() async throws {
        let browser = try await stage.fetcher()
        let sent = try await stage.answered()
        let table = "\u{FEFF}\"Rad\";\"2016\"\r\n\"a\";3\r\n"
        let script = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
        let entries = try [
            "feilliste.csv": Self.listHeading, "feilliste-antall.csv": Self.countHeading,
            "kontrolltabell-x.csv": table, "kontrolltabell-x.svg": script,
            "kontrolltabeller.html": "<script>alert(1)</script>", "feilliste.xlsx": "PK",
        ].sorted { $0.key < $1.key }.map {
            ArchiveEntry(name: try ArchiveEntryName(Self.head + $0.key), bytes: Array($0.value.utf8))
        }
        let uploaded = try #require(
            await bring(try EncryptedArchive.write(entries, password: password), in: browser).location)
        for (name, type) in [
            ("kontrolltabell-x.svg", "application/octet-stream"), ("kontrolltabeller.html", "application/octet-stream"),
            ("feilliste.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("feilliste.csv", "text/csv"),
        ] {
            let answer = await browser.get("\(uploaded)/files/\(Self.head)\(name)")
            #expect(answer.status == .ok && answer.headers[.contentType] == type, "\(name)")
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment;") == true, "\(name)")
            #expect(answer.headers[.xContentTypeOptions] == "nosniff", "\(name)")
            let policy = answer.headers[.contentSecurityPolicy] ?? ""
            #expect(policy.hasPrefix("default-src 'none'") && policy.hasSuffix("; sandbox"), "\(name)")
        }
        #expect(await !browser.get(uploaded + "/tables").text.contains("<img"))
        _ = try await stage.open(sent, in: browser)
        #expect(await browser.get(.feedback(.tables(WizardStage.id(sent)))).text.contains("<img"))
    }
}

import Archive
import Foundation
import IplosContent
import Testing

@testable import ControlReport

@Suite("Feedback packages")
struct FeedbackPackageTests {
    @Test("I-040 a package becomes an archive that its password opens, with every file in it")
    func archive() throws {
        let password = ArchivePassword.make()
        let package = try SyntheticReport.package()
        let sealed = try package.archive(password: password)
        let opened = try ArchiveReader.open(sealed, password: password)
        #expect(Array(opened.entries.dropLast()) == (try package.files()))
        #expect(throws: ArchiveFault.self) { try ArchiveReader.open(sealed, password: .make()) }
        #expect(package.archiveName == "4601-00_2016_tilbakemelding.zip")
    }

    @Test("I-062 files are named by unit and year")
    func names() throws {
        let names = try SyntheticReport.package().files().map(\.name.text)
        #expect(
            names
                == [
                    "feilliste.html", "feilliste.csv", "feilliste-antall.csv", "feilliste.xlsx",
                    "kontrolltabeller.html",
                    "kontrolltabeller.xlsx", "kontrolltabell-tjenester.csv", "kontrolltabell-tjenester.svg",
                    "kolonner.csv",
                ].map { "4601-00_2016_" + $0 })
        let alone = FeedbackPackage(errors: try SyntheticReport.errors(), tables: [])
        #expect(try alone.files().count == 5)
    }

    @Test("I-042 the list of columns has every column of every file, with its meaning")
    func columns() throws {
        let text = try SyntheticReport.text("kolonner.csv", of: SyntheticReport.package())
        #expect(text.split(separator: "\r\n").count == 1 + 10 + 8 + 4)
        #expect(text.contains(#""feilliste";"Løpenummer";"Personens lokale nummer (pePeID) i uttrekket""#))
        #expect(text.contains(#""kontrolltabell-tjenester";"Endring i prosent";"#))
    }

    @Test("T-129 files are the same octets in every time zone and locale, and in any order of what was found")
    func determined() async throws {
        // In a process of its own: zone and locale are one for all that runs in a process, and libraries ask for them.
        await #expect(processExitsWith: .success) {
            let first = try SyntheticReport.package().files()
            for (zone, locale) in [("Asia/Tokyo", "tr_TR.UTF-8"), ("America/St_Johns", "nb_NO.UTF-8"), ("UTC", "C")] {
                for (name, value) in [("TZ", zone), ("LC_ALL", locale), ("LANG", locale)] { setenv(name, value, 1) }
                setlocale(LC_ALL, "")
                tzset()
                let errors = ErrorList(
                    head: try SyntheticReport.head(), rows: SyntheticReport.rows.shuffled(),
                    controls: SyntheticReport.controls.shuffled())
                let again = try FeedbackPackage(errors: errors, tables: [SyntheticReport.table()]).files()
                #expect(again == first)
            }
        }
        #expect(try SyntheticReport.package(.nn).files() != SyntheticReport.package().files())
    }

    @Test("T-129 files are the octets that were made when this test was written, on whatever host")
    func pinned() throws {
        // Whoever changes a word or a form of the report on purpose writes the new number here.
        let octets = try SyntheticReport.package().files().flatMap { Array($0.name.text.utf8) + $0.bytes }
        let sum = octets.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        #expect(sum == 246_907_344_548_098_071)
    }

    @Test("T-124 what is published has no marking and no small count, in any of its forms")
    func publication() throws {
        let tables = [SmallCells.suppress(try SyntheticReport.table())]
        let publication = Publication(title: ControlText("Tall", "Tal", "Figures"), tables: tables)
        let page = String(decoding: publication.page(), as: UTF8.self)
        #expect(!page.contains("Personsensitiv"))
        #expect(page.contains("erstattet med kolon"))
        #expect(page.contains("<th scope=\"row\">Støttekontakt &lt;3&gt;</th><td class=\"n\">:</td>"))
        let csv = String(decoding: Publication.csv(tables[0]), as: UTF8.self)
        #expect(csv.contains("\"Støttekontakt <3>\";:;0;\r\n"))
        let workbook = try SyntheticReport.parts(publication.workbook())
        #expect(workbook["xl/worksheets/sheet1.xml"]?.contains("<v>3</v>") == false)
        #expect(workbook["xl/worksheets/sheet1.xml"]?.contains("<v>120</v>") == true)
    }
}

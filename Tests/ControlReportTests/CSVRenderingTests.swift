import Archive
import IplosContent
import Testing

@testable import ControlReport

@Suite("Comma-separated values")
struct CSVRenderingTests {
    private func render(_ cells: [ReportSheet.Cell]) -> [UInt8] {
        let columns = cells.map { _ in ReportSheet.Column(title: "k", isNumeric: false) }
        let sheet = ReportSheet(id: "a", title: "a", columns: columns, rows: [cells])
        let header = 3 + cells.count * 4 - 1 + 2
        return Array(CSVRendering.render(sheet).dropFirst(header))
    }

    private func text(_ text: String) -> String { String(decoding: render([.text(text)]), as: UTF8.self) }

    @Test("I-042 a byte order mark, semicolons, quotes, decimal commas and CRLF")
    func form() throws {
        let bytes = CSVRendering.render(try SyntheticReport.table().sheet(.nb))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let lines = String(decoding: bytes.dropFirst(3), as: UTF8.self).split(separator: "\r\n")
        #expect(lines.first == #""Tjeneste";"2016";"2015";"Endring i prosent""#)
        #expect(lines.dropFirst().first == #""Helsetjenester i hjemmet";120;110;9,1"#)
        #expect(lines.dropFirst(2).first == #""Støttekontakt <3>";3;0;"#)
        #expect(lines.last == #""I alt";200;188;6,4"#)
        #expect(bytes.suffix(2) == [13, 10])
    }

    @Test("I-042 quotes are doubled, semicolons and line breaks stay inside them; hidden is a colon, missing nothing")
    func quoting() {
        #expect(text(#"a "b"; c"#) == "\"a \"\"b\"\"; c\"\r\n")
        #expect(text("a\nb") == "\"a\nb\"\r\n")
        #expect(text("") == "\"\"\r\n")
        let cells = render([.hidden, .missing, .number(ReportNumber(units: -5, places: 1))])
        #expect(String(decoding: cells, as: UTF8.self) == ":;;-0,5\r\n")
    }

    @Test(
        "T-130 what a spreadsheet could take for a formula gets an apostrophe",
        arguments: [
            "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u{A0}=1", "\u{FEFF}=1", "|cmd", "%0A=1",
            "＝1", "＋1", "－1", "＠a", "=cmd|' /C calc'!A0", "-2+3;=1", "\u{1}=1", "\t", "\ra",
        ])
    func formulas(_ risky: String) {
        #expect(text(risky).hasPrefix("\"'"))
        // A line break within the quotes does not begin a cell of its own, nor does a semicolon.
        #expect(text(risky).hasSuffix("\"\r\n"))
    }

    @Test(
        "T-130 other texts are left as they are", arguments: ["a=1", "1-2", "K-303", "(1)", "'a", "a@b.example", "0"])
    func ordinary(_ plain: String) { #expect(text(plain) == "\"\(plain)\"\r\n") }

    @Test("T-130 no cell of a whole package begins with a sign, in any of its files for spreadsheets")
    func package() throws {
        var files = 0
        for file in try SyntheticReport.package().files() where file.name.text.hasSuffix(".csv") {
            files += 1
            let lines = String(decoding: file.bytes.dropFirst(3), as: UTF8.self).split(separator: "\r\n")
            #expect(lines.count > 1)
            for cell in lines.flatMap({ $0.split(separator: ";") }) {
                #expect(!cell.hasPrefix("\"=") && !cell.hasPrefix("="))
            }
        }
        #expect(files == 4)
        #expect(try SyntheticReport.text("feilliste.csv", of: SyntheticReport.package()).contains("\"'=1+2\""))
    }
}

import Archive
import Foundation
import IplosContent
import Testing

@testable import ControlReport

@Suite("Workbooks")
struct WorkbookRenderingTests {
    /// Whether every element is closed in turn, and no ampersand stands alone: all that can go wrong in what we write.
    private func isWellFormed(_ text: String) -> Bool {
        var open: [Substring] = []
        for part in text.split(separator: "<") where !part.hasPrefix("?") {
            guard let end = part.firstIndex(of: ">") else { return false }
            let name = part.prefix { $0 != " " && $0 != ">" && $0 != "/" }
            if part.hasPrefix("/") {
                guard open.popLast() == part[part.index(after: part.startIndex)..<end] else { return false }
            } else if part[..<end].last != "/" {
                open.append(name)
            }
        }
        let escapes = ["amp;", "lt;", "gt;", "quot;", "#39;", "#13;"]
        let ampersands = text.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
        return open.isEmpty && ampersands.allSatisfy { after in escapes.contains { after.hasPrefix($0) } }
    }

    private func workbook(_ name: String = "feilliste.xlsx") throws -> [String: String] {
        let files = try SyntheticReport.package().files()
        return try SyntheticReport.parts(#require(files.first { $0.name.text.hasSuffix(name) }).bytes)
    }

    private func sheet(_ cells: [ReportSheet.Cell]) throws -> String {
        let columns = cells.map { _ in ReportSheet.Column(title: "k", isNumeric: false) }
        let sheet = ReportSheet(id: "a", title: "a", columns: columns, rows: [cells])
        return try #require(
            SyntheticReport.parts(WorkbookRendering.render([sheet], marking: nil))["xl/worksheets/sheet1.xml"])
    }

    @Test("I-042 a workbook has the parts that spreadsheets ask for, each well-formed")
    func parts() throws {
        let parts = try workbook()
        #expect(
            parts.keys.sorted() == [
                "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml",
                "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml",
            ])
        for text in parts.values { #expect(isWellFormed(text)) }
        for broken in ["<a><b></a></b>", "<a>", "<a>&b</a>", "<a/></a>"] { #expect(!isWellFormed(broken)) }
        for index in 1...3 {
            #expect(parts["[Content_Types].xml"]?.contains("/xl/worksheets/sheet\(index).xml") == true)
            #expect(parts["xl/_rels/workbook.xml.rels"]?.contains("worksheets/sheet\(index).xml") == true)
        }
        #expect(
            parts["xl/workbook.xml"]?.contains(#"<sheet name="Antall per kontroll" sheetId="1" r:id="rId1"/>"#) == true)
    }

    @Test("I-042 the first row is frozen and repeated on paper, columns are as wide as what is in them")
    func layout() throws {
        let parts = try workbook()
        let rows = try #require(parts["xl/worksheets/sheet2.xml"])
        #expect(rows.contains(#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>"#))
        #expect(rows.contains(#"<autoFilter ref="A1:J46"/>"#))
        #expect(parts["xl/workbook.xml"]?.contains("'Feil'!$1:$1") == true)
        let wide = try sheet([
            .text("kort"), .text(String(repeating: "a", count: 40)), .text(String(repeating: "a", count: 90)),
        ])
        for (index, width) in [8, 42, 62].enumerated() {
            #expect(wide.contains(#"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(width)" customWidth="1"/>"#))
        }
    }

    @Test("I-043 each printed page of a workbook for a municipality carries the marking, a public one none")
    func marking() throws {
        for (name, text) in try workbook() where name.hasPrefix("xl/worksheets") {
            #expect(text.contains("<oddHeader>&amp;CPersonsensitiv informasjon, unntatt offentlighet</oddHeader>"))
        }
        #expect(!(try sheet([.hidden])).contains("oddHeader"))
    }

    @Test("I-042 numbers are numbers, with their places; texts are texts, also those that look like numbers")
    func numbers() throws {
        let text = try sheet([.number(ReportNumber(units: -1250, places: 2)), .text("0017"), .hidden, .missing])
        #expect(text.contains(#"<c r="A2" s="6"><v>-12.50</v></c>"#))
        #expect(text.contains(#"<c r="B2" t="inlineStr"><is><t>0017</t></is></c>"#))
        #expect(text.contains(#"<t>:</t>"#))
        #expect(!text.contains(#"r="D2""#))
        #expect(try sheet([.text("a "), .text(" b")]).split(separator: #"<t xml:space="preserve">"#).count == 3)
    }

    @Test("T-130 there is no formula in a workbook, and risky texts are marked as quoted")
    func formulas() throws {
        let text = try sheet([.text("=1+1"), .text("a")])
        #expect(text.contains(#"<c r="A2" s="2" t="inlineStr"><is><t>=1+1</t></is></c>"#))
        #expect(text.contains(#"<c r="B2" t="inlineStr">"#))
        for part in try workbook().values { #expect(!part.contains("<f>") && !part.contains("<f ")) }
        #expect(try workbook()["xl/styles.xml"]?.components(separatedBy: "<xf ")[4].contains("quotePrefix") == true)
    }

    @Test("T-130 markup, control characters and the format's own escapes in a text stay text")
    func escapes() throws {
        let text = try sheet([.text("<a&\"'>\u{1}\u{FFFE}_x0041_\rb"), .text(String(repeating: "a", count: 40_000))])
        #expect(text.contains("&lt;a&amp;&quot;&#39;&gt;\u{FFFD}\u{FFFD}_x005F_x0041_&#13;b"))
        #expect(isWellFormed(text))
        #expect(text.contains(String(repeating: "a", count: 32_766) + "…"))
        #expect(!text.contains(String(repeating: "a", count: 32_767)))
    }

    @Test("I-042 columns beyond Z, and sheets whose names would be alike, have names of their own")
    func names() throws {
        #expect(try sheet(Array(repeating: .text("a"), count: 30)).contains(#"r="AD2""#))
        let long = String(repeating: "Langt navn ", count: 5)
        let sheets = [long + "1", long + "2", "a/b:c"].map {
            ReportSheet(id: "a", title: $0, columns: [.init(title: "k", isNumeric: false)], rows: [])
        }
        let text = try #require(
            SyntheticReport.parts(WorkbookRendering.render(sheets, marking: nil))["xl/workbook.xml"])
        let names = text.components(separatedBy: "<sheet name=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(Set(names).count == 3)
        #expect(names.allSatisfy { $0.count <= 31 && !$0.contains("/") && !$0.contains(":") })
    }
}

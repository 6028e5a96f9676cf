import Archive
import IplosContent
import Testing

@testable import ControlReport

@Suite("Pages and charts")
struct PageRenderingTests {
    private func page(_ name: String, _ language: ReportLanguage = .nb, _ kind: ReportHead.Kind = .ordinary) throws
        -> String
    {
        try SyntheticReport.text(name, of: SyntheticReport.package(language, kind))
    }

    private func count(_ part: String, in text: String) -> Int {
        text.split(separator: part, omittingEmptySubsequences: false).count - 1
    }

    @Test(
        "I-043 the marking stands on the page, on each printed page and in the head of each table",
        arguments: [
            (ReportLanguage.nb, "Personsensitiv informasjon, unntatt offentlighet"),
            (.nn, "Personsensitiv informasjon, unnateke offentlegheita"),
            (.en, "Sensitive personal information, exempt from public disclosure"),
        ])
    func marking(_ language: ReportLanguage, _ text: String) throws {
        for name in ["feilliste.html", "kontrolltabeller.html"] {
            let page = try page(name, language)
            #expect(page.contains("<p class=\"marking\">\(text)</p>"))
            #expect(page.contains("@top-center { content: \"\(text)\"; }"))
            #expect(count("<tr class=\"paper\"><td colspan=", in: page) == count("<table>", in: page))
            #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
        }
    }

    @Test("T-130 a page has no script and fetches nothing, and every text in it is escaped")
    func strict() throws {
        for name in ["feilliste.html", "kontrolltabeller.html"] {
            let page = try page(name)
            #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'"))
            for forbidden in ["<script", "src=", "href=", "url(", "@import", "onload", "<3>", "<kommune>", "& S"] {
                #expect(!page.contains(forbidden), "\(forbidden)")
            }
            #expect(page.contains("Nordbygda &amp; Sørvågen &lt;kommune&gt;"))
        }
        #expect(try page("kontrolltabeller.html").contains("Støttekontakt &lt;3&gt;"))
    }

    @Test("I-042 counts stand before the rows, tables have captions and scopes, and a test says that it is one")
    func structure() throws {
        let errors = try page("feilliste.html")
        let (counts, rows) = (errors.firstRange(of: "Antall per kontroll</h2>"), errors.firstRange(of: "Feil</h2>"))
        #expect(try #require(counts).lowerBound < #require(rows).lowerBound)
        #expect(count("<caption>", in: errors) == 2)
        #expect(count("<th scope=\"col\"", in: errors) == 8 + 10)
        #expect(count("<th scope=\"row\"", in: errors) == 2 + 45)
        #expect(!errors.contains("TEST"))
        #expect(try page("feilliste.html", .nb, .test).contains("TEST – ikke en ordinær innsending"))
    }

    @Test("I-077 a list without errors says so instead of an empty table")
    func empty() throws {
        let none = ErrorList(head: try SyntheticReport.head(), rows: [], controls: [])
        let page = String(decoding: FeedbackPackage(errors: none, tables: []).errorPage(), as: UTF8.self)
        #expect(page.contains("Ingen feil ble funnet."))
        #expect(!page.contains("<table>"))
        #expect(!(try self.page("feilliste.html")).contains("Ingen feil ble funnet."))
    }

    @Test("I-042 a long list is cut on the page, which says so, but not in the other files")
    func long() throws {
        let rows = (0..<FeedbackPackage.rowsOnPage + 1).map { SyntheticReport.row(person: "\($0)") }
        let list = ErrorList(head: try SyntheticReport.head(), rows: rows, controls: [])
        let package = FeedbackPackage(errors: list, tables: [])
        let page = String(decoding: package.errorPage(), as: UTF8.self)
        #expect(page.contains("de første 2000 av 2001 feil"))
        #expect(count("<th scope=\"row\"", in: page) == 1 + 2_000)
        #expect(count("\r\n", in: try SyntheticReport.text("feilliste.csv", of: package)) == 2_002)
    }

    @Test("I-042 what a workbook has no room for is said in it, and stands in the CSV file")
    func longest() throws {
        let rows = (0..<FeedbackPackage.rowsInWorkbook + 1).map { SyntheticReport.row(person: "\($0)") }
        let list = ErrorList(head: try SyntheticReport.head(), rows: rows, controls: [])
        let files = try FeedbackPackage(errors: list, tables: []).files()
        let workbook = try #require(files.first { $0.name.text.hasSuffix("feilliste.xlsx") })
        let sheet = try #require(SyntheticReport.parts(workbook.bytes)["xl/worksheets/sheet2.xml"])
        #expect(sheet.contains("de første 50000 av 50001 feil"))
        #expect(sheet.contains("r=\"A50001\"") && !sheet.contains("r=\"A50002\""))
        let csv = try #require(files.first { $0.name.text.hasSuffix("feilliste.csv") })
        #expect(csv.bytes.count { $0 == 10 } == 50_002)
    }

    @Test("I-042 a table's definition and source stand beside it, figures with thousands apart")
    func definitions() throws {
        let page = try page("kontrolltabeller.html")
        #expect(page.contains("<p>Definisjon: Talt per tjeneste.</p>"))
        #expect(page.contains("<p>Kilde: Egen</p>"))
        #expect(page.contains("<td class=\"n\">9,1</td>"))
        #expect(page.contains("<tr class=\"sum\"><th scope=\"row\">I alt</th>"))
        #expect(ReportNumber(1_234_567).text(mark: ",", thousands: "\u{A0}") == "1\u{A0}234\u{A0}567")
        #expect(ReportNumber(123).text(mark: ",", thousands: "\u{A0}") == "123")
        #expect(ReportNumber(units: -1_005, places: 3).text(mark: ",") == "-1,005")
    }

    @Test("I-042 a chart has title and words for those who do not see it, and figures beside its bars")
    func chart() throws {
        let chart = try #require(BarChart.render(SyntheticReport.table(), .nb))
        #expect(chart.contains(#"role="img" aria-labelledby="diagram-tjenester-t diagram-tjenester-d""#))
        #expect(chart.contains(#"<title id="diagram-tjenester-t">Mottakere</title>"#))
        #expect(
            chart.contains("Helsetjenester i hjemmet: 2016 120, 2015 110. Støttekontakt &lt;3&gt;: 2016 3, 2015 0."))
        // Three rows of two bars, two legends and the ground; the row of sums has none.
        #expect(count("<rect ", in: chart) == 3 * 2 + 2 + 1)
        #expect(chart.contains(##"width="400" height="15" fill="#1d4f91""##))
        #expect(!chart.contains("I alt"))
        var table = try SyntheticReport.table()
        table.rows = []
        #expect(BarChart.render(table, .nb) == nil)
    }

    @Test("T-124 a chart shows a hidden count as a colon, and no bar")
    func hiddenBar() throws {
        let published = SmallCells.suppress(try SyntheticReport.table())
        let chart = try #require(BarChart.render(published.table, .nb))
        #expect(chart.contains("Støttekontakt &lt;3&gt;: 2016 :, 2015 0."))
        #expect(chart.contains(#"width="0" height="15""#))
    }
}

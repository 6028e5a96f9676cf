import IplosContent

/// A page that stands alone: no script, nothing fetched, readable on paper; every text escaped.
enum PageRendering {
    /// A part of the page: a table, with its chart when it has one.
    struct Part {
        let sheet: ReportSheet
        var chart: String?
    }

    /// - Parameters:
    ///   - facts: name and value, under the heading.
    ///   - marking: at the top of the page and of each printed page (I-043); nil for what is public.
    ///   - isTest: says that it is a rehearsal.
    static func render(
        title: String, facts: [(String, String)], parts: [Part], marking: String?, isTest: Bool,
        _ language: ReportLanguage
    ) -> [UInt8] {
        var html = "<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n"
        html += #"<meta http-equiv="Content-Security-Policy" "#
        html += "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        html +=
            "<title>\(Markup.escape(title))</title>\n<style>\n\(style)\(pageHeader(marking))</style>\n</head>\n<body>\n"
        if marking != nil || isTest {
            html += "<header>\n"
            if let marking { html += "<p class=\"marking\">\(Markup.escape(marking))</p>\n" }
            if isTest { html += "<p class=\"marking\">\(Markup.escape(ReportWords.test.text(language)))</p>\n" }
            html += "</header>\n"
        }
        html += "<main>\n<h1>\(Markup.escape(title))</h1>\n"
        if !facts.isEmpty {
            let items = facts.map { "<dt>\(Markup.escape($0))</dt><dd>\(Markup.escape($1))</dd>" }
            html += "<dl>" + items.joined() + "</dl>\n"
        }
        var output = Array(html.utf8)
        for part in parts { append(part, marking, to: &output) }
        output += "</main>\n</body>\n</html>\n".utf8
        return output
    }

    private static func append(_ part: Part, _ marking: String?, to output: inout [UInt8]) {
        let sheet = part.sheet
        var html = "<section>\n<h2 id=\"h-\(sheet.id)\">\(Markup.escape(sheet.title))</h2>\n"
        for remark in sheet.remarks { html += "<p>\(Markup.escape(remark))</p>\n" }
        output += html.utf8
        if !sheet.rows.isEmpty { appendTable(sheet, marking, to: &output) }
        if let chart = part.chart { output += "<figure>\(chart)</figure>\n".utf8 }
        output += "</section>\n".utf8
    }

    private static func appendTable(_ sheet: ReportSheet, _ marking: String?, to output: inout [UInt8]) {
        var html = "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"h-\(sheet.id)\">\n<table>\n"
        html += "<caption>\(Markup.escape(sheet.title))</caption>\n<thead>\n"
        // The head is repeated on each printed page, in browsers too that do not print a page's own header.
        if let marking {
            html += "<tr class=\"paper\"><td colspan=\"\(sheet.columns.count)\">\(Markup.escape(marking))</td></tr>\n"
        }
        html += "<tr>"
        for column in sheet.columns {
            html += "<th scope=\"col\"\(column.isNumeric ? numeric : "")>\(Markup.escape(column.title))</th>"
        }
        output += (html + "</tr>\n</thead>\n<tbody>\n").utf8
        for (index, row) in sheet.rows.enumerated() {
            output += (sheet.sumRows.contains(index) ? "<tr class=\"sum\">" : "<tr>").utf8
            for (place, cell) in row.enumerated() { output += self.cell(cell, isHeading: place == 0).utf8 }
            output += "</tr>\n".utf8
        }
        output += "</tbody>\n</table>\n</div>\n".utf8
    }

    private static let numeric = " class=\"n\""

    private static func cell(_ cell: ReportSheet.Cell, isHeading: Bool) -> String {
        let (text, attributes) =
            switch cell {
            case .text(let text): (Markup.escape(text), "")
            case .number(let number): (number.text(mark: ",", thousands: "\u{A0}"), numeric)
            case .hidden: (":", numeric)
            case .missing: ("–", numeric)
            }
        return isHeading
            ? "<th scope=\"row\"\(attributes)>\(text)</th>" : "<td\(attributes)>\(text)</td>"
    }

    private static func pageHeader(_ marking: String?) -> String {
        let footer = "@bottom-right { content: counter(page) \" / \" counter(pages); }"
        guard let marking else { return "@page { margin: 15mm; \(footer) }\n" }
        // A text of our own, in which nothing needs escaping but to be safe from what may come.
        let safe = marking.filter { $0 != "\"" && $0 != "\\" && $0 != "<" && !$0.isNewline }
        return "@page { margin: 18mm 15mm 15mm; @top-center { content: \"\(safe)\"; } \(footer) }\n"
    }

    private static let style = """
        :root { color-scheme: light; }
        body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; font: 1rem/1.5 sans-serif; color: #1a1a1a;
        background: #fff; }
        h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
        .marking { margin: 0 0 .5rem; padding: .4rem .8rem; border: 2px solid #8a1c1c; color: #8a1c1c;
        font-weight: bold; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dd { margin: 0; }
        .wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; }
        caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        th, td { padding: .3rem .6rem; border: 1px solid #b5bcc6; text-align: left; vertical-align: top; }
        thead th { background: #e3e8ef; } tbody th { font-weight: normal; }
        .n { text-align: right; white-space: nowrap; } .sum > * { font-weight: bold; }
        .paper { display: none; } figure { margin: 1rem 0; } svg { max-width: 100%; height: auto; }
        @media print { body { margin: 0; max-width: none; padding: 0; font-size: 9pt; }
        .wide { overflow: visible; } tr, figure { break-inside: avoid; } h2 { break-after: avoid; }
        .paper { display: table-row; } .paper td { border: 0; font-weight: bold; } }

        """
}

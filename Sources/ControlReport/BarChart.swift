import IplosContent

/// A bar chart of a table's counts as SVG: a bar for each row that is no sum, its figure beside it, and all of it in
/// words for those who do not see it. No script, no font or picture from elsewhere.
enum BarChart {
    /// Draws the first two columns of counts; nil when there is none, or nothing to draw.
    static func render(_ table: ControlTable, _ language: ReportLanguage) -> String? {
        let columns = Array(table.columns.indices.filter { table.columns[$0].kind == .count }.prefix(2))
        let rows = table.rows.filter { !$0.isTotal }
        guard !columns.isEmpty, !rows.isEmpty else { return nil }
        let legends = columns.map { table.columns[$0].title.text(language) }
        let bars = rows.map { row in columns.map { Bar(row.cells[$0]) } }
        let most = max(1, bars.joined().map(\.length).max() ?? 1)

        var shapes = ""
        var top = firstRow
        for (row, bars) in zip(rows, bars) {
            let labelled = shortened(row.label.text(language))
            shapes += text(labelled, x: labelWidth - gap, y: top + 13, anchor: "end")
            for (index, bar) in bars.enumerated() {
                let width = bar.length * barWidth / most
                let y = top + index * barHeight
                shapes += #"<rect x="\#(labelWidth)" y="\#(y)" width="\#(width)" height="\#(barHeight - 3)" "#
                shapes += #"fill="\#(colours[index])"/>"#
                shapes += text(bar.text, x: labelWidth + width + gap, y: y + 12, anchor: "start")
            }
            top += columns.count * barHeight + gap
        }
        let sentences = zip(rows, bars).map { row, bars in
            let figures = zip(legends, bars).map { "\($0) \($1.text)" }
            return "\(row.label.text(language)): \(figures.joined(separator: ", "))"
        }
        let names = (title: "diagram-\(table.id)-t", text: "diagram-\(table.id)-d")
        return #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(width) \#(top + gap)" width="\#(width)" "#
            + #"height="\#(top + gap)" role="img" aria-labelledby="\#(names.title) \#(names.text)" "#
            + #"lang="\#(language.rawValue)" font-family="sans-serif" font-size="13">"#
            + #"<title id="\#(names.title)">\#(Markup.escape(table.title.text(language)))</title>"#
            + #"<desc id="\#(names.text)">\#(Markup.escape(sentences.joined(separator: ". "))).</desc>"#
            + ##"<rect x="0" y="0" width="\##(width)" height="\##(top + gap)" fill="#ffffff"/>"## + legend(legends)
            + shapes
            + "</svg>"
    }

    private struct Bar {
        /// In ten thousandths; what is hidden, missing or negative has no length.
        let length: Int
        let text: String

        init(_ cell: ReportCell) {
            switch cell {
            case .number(let number):
                let scale = (number.places..<4).reduce(1) { value, _ in value * 10 }
                let (scaled, overflows) = number.units.multipliedReportingOverflow(by: scale)
                length = overflows ? 0 : min(1 << 50, max(0, scaled))
                text = number.text(mark: ",", thousands: "\u{A0}")
            case .hidden: (length, text) = (0, ":")
            case .missing: (length, text) = (0, "–")
            case .text(let other): (length, text) = (0, other)
            }
        }
    }

    private static let width = 760
    private static let labelWidth = 260
    private static let barWidth = 400
    private static let barHeight = 18
    private static let gap = 6
    private static let firstRow = 34
    /// Dark enough beside white (4.5 to 1), and told apart without colours by their order and lightness.
    private static let colours = ["#1d4f91", "#767676"]

    private static func legend(_ titles: [String]) -> String {
        titles.enumerated().map { index, title in
            let x = labelWidth + index * 200
            return #"<rect x="\#(x)" y="8" width="12" height="12" fill="\#(colours[index])"/>"#
                + text(shortened(title), x: x + 18, y: 19, anchor: "start")
        }.joined()
    }

    private static func text(_ text: String, x: Int, y: Int, anchor: String) -> String {
        ##"<text x="\##(x)" y="\##(y)" text-anchor="\##(anchor)" fill="#1a1a1a">\##(Markup.escape(text))</text>"##
    }

    private static func shortened(_ text: String) -> String { text.count > 38 ? text.prefix(37) + "…" : text }
}

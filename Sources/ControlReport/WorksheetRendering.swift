/// One sheet of a workbook.
enum WorksheetRendering {
    /// The cell formats, in the order `formats` writes them; sums and headings are bold.
    private enum Style {
        static let plain = 0
        static let heading = 1
        /// Text that could be taken for a formula when it is edited.
        static let quoted = 2
        static let hidden = 3
        /// Numbers with 0 to 4 places, and then the same in bold.
        static let numbers = 4
        static let boldNumbers = 9
        static let boldText = 14
    }

    static var formats: String {
        let numberFormats = [3, 164, 165, 166, 167]
        func format(_ attributes: String, alignment: String = "") -> String {
            let inner = alignment.isEmpty ? "" : "<alignment \(alignment)/>"
            return #"<xf borderId="0" xfId="0" \#(attributes)>\#(inner)</xf>"#
        }
        let plain = #"numFmtId="0" fontId="0" fillId="0""#
        let texts = [
            format(plain),
            format(
                #"numFmtId="0" fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1""#,
                alignment: #"vertical="top" wrapText="1""#),
            format(plain + #" quotePrefix="1""#),
            format(plain + #" applyAlignment="1""#, alignment: #"horizontal="right""#),
        ]
        let numbers = [0, 1].flatMap { font in
            numberFormats.map {
                format(#"numFmtId="\#($0)" fontId="\#(font)" fillId="0" applyNumberFormat="1" applyFont="1""#)
            }
        }
        let bold = format(#"numFmtId="0" fontId="1" fillId="0" applyFont="1""#)
        let all = texts + numbers + [bold]
        return #"<cellXfs count="\#(all.count)">"# + all.joined() + "</cellXfs>"
    }

    /// - Parameter declaration: stands before it.
    static func render(_ sheet: ReportSheet, marking: String?, declaration: String) -> [UInt8] {
        var octets: [UInt8] = []
        // What a row of an error list has, roughly: growing by doubling would hold a large sheet twice.
        octets.reserveCapacity(sheet.rows.count * 700 + 16_384)
        var output = declaration
        output += #"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#
        output += #"<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">"#
        output +=
            #"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>"#
        output += #"<sheetFormatPr defaultRowHeight="15"/><cols>"#
        for (index, width) in widths(sheet).enumerated() {
            output += #"<col min="\#(index + 1)" max="\#(index + 1)" width="\#(width)" customWidth="1"/>"#
        }
        output += "</cols><sheetData>"
        append(sheet.columns.map { .text($0.title) }, row: 1, style: Style.heading, isSum: false, to: &output)
        for (index, row) in sheet.rows.enumerated() {
            append(row, row: index + 2, style: nil, isSum: sheet.sumRows.contains(index), to: &output)
            octets += output.utf8
            output.removeAll(keepingCapacity: true)
        }
        // Definition, source and notes stand below, with a row between.
        for (index, remark) in sheet.remarks.enumerated() {
            append([.text(remark)], row: sheet.rows.count + 3 + index, style: nil, isSum: false, to: &output)
        }
        output += "</sheetData>"
        if !sheet.rows.isEmpty {
            output += #"<autoFilter ref="A1:\#(columnName(sheet.columns.count - 1))\#(sheet.rows.count + 1)"/>"#
        }
        output += #"<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>"#
        if let marking {
            let text = Markup.escape(marking.replacing("&", with: "&&"))
            output +=
                "<headerFooter><oddHeader>&amp;C\(text)</oddHeader><oddFooter>&amp;R&amp;P/&amp;N</oddFooter></headerFooter>"
        }
        octets += (output + "</worksheet>").utf8
        return octets
    }

    /// A cell holds at most so many UTF-16 units.
    private static let longestText = 32_767
    private static let widest = 60

    private static func append(
        _ cells: [ReportSheet.Cell], row: Int, style: Int?, isSum: Bool, to output: inout String
    ) {
        output += #"<row r="\#(row)">"#
        for (index, cell) in cells.enumerated() {
            let place = "\(columnName(index))\(row)"
            switch cell {
            case .text(let text):
                let usual = FormulaGuard.isRisky(text) ? Style.quoted : isSum ? Style.boldText : Style.plain
                output += inline(text, place, style ?? usual)
            case .number(let number):
                let style = (isSum ? Style.boldNumbers : Style.numbers) + number.places
                output += #"<c r="\#(place)" s="\#(style)"><v>\#(number.text(mark: "."))</v></c>"#
            case .hidden: output += inline(":", place, Style.hidden)
            case .missing: break
            }
        }
        output += "</row>"
    }

    private static func inline(_ text: String, _ place: String, _ style: Int) -> String {
        guard !text.isEmpty else { return "" }
        let shown = text.utf16.count > longestText ? cut(text) : text
        // `_x0041_` is read as an A there; the underscore is written so that it is not.
        let literal = Markup.escape(
            shown.utf8.contains(UInt8(ascii: "_")) ? shown.replacing("_x", with: "_x005F_x") : shown)
        // What is usual is left out: a list has millions of cells.
        let format = style == Style.plain ? "" : #" s="\#(style)""#
        let space = text.first?.isWhitespace == true || text.last?.isWhitespace == true ? #" xml:space="preserve""# : ""
        return #"<c r="\#(place)"\#(format) t="inlineStr"><is><t\#(space)>\#(literal)</t></is></c>"#
    }

    private static func cut(_ text: String) -> String {
        String(decoding: text.utf16.prefix(longestText - 1), as: UTF16.self) + "…"
    }

    /// As wide as the widest of the first thousand rows, within bounds, and two more for the button that filters.
    private static func widths(_ sheet: ReportSheet) -> [Int] {
        sheet.columns.indices.map { index in
            let cells = sheet.rows.prefix(1_000).map { length($0[index]) }
            return min(widest, max(6, cells.max() ?? 0, sheet.columns[index].title.count + 2)) + 2
        }
    }

    private static func length(_ cell: ReportSheet.Cell) -> Int {
        switch cell {
        case .text(let text): text.count
        case .number(let number): number.text(mark: ".", thousands: " ").count
        case .hidden, .missing: 1
        }
    }

    /// A, B, …, Z, AA, …
    private static func columnName(_ index: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + index % 26)))
        return index < 26 ? letter : columnName(index / 26 - 1) + letter
    }
}

/// Comma-separated values as Norwegian spreadsheets read them: UTF-8 with a byte order mark, semicolons, CRLF, decimal
/// commas; every text in quotes.
enum CSVRendering {
    static func render(_ sheet: ReportSheet) -> [UInt8] {
        var output: [UInt8] = []
        // What a row of an error list has, roughly: growing by doubling would hold a large list twice.
        output.reserveCapacity(sheet.rows.count * 300 + 1_024)
        output += SpreadsheetText.byteOrderMark
        append(sheet.columns.map { .text($0.title) }, to: &output)
        for row in sheet.rows { append(row, to: &output) }
        return output
    }

    fileprivate static func append(_ row: [ReportSheet.Cell], to output: inout [UInt8]) {
        for (index, cell) in row.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ";")) }
            switch cell {
            case .text(let text): append(text, to: &output)
            case .number(let number): output += number.text(mark: ",").utf8
            case .hidden: output.append(UInt8(ascii: ":"))
            case .missing: break
            }
        }
        output += [13, 10]
    }

    fileprivate static func append(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in FormulaGuard.neutral(text).utf8 {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }
}

/// Lines of comma-separated values that hold nothing but texts, for files that are written line by line.
public enum SpreadsheetText {
    /// What stands first, so that spreadsheets read the file as UTF-8.
    public static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// One line, its end included. A text that a spreadsheet would take for a formula is neutral in it.
    public static func line(_ texts: [String]) -> [UInt8] {
        var output: [UInt8] = []
        CSVRendering.append(texts.map { .text($0) }, to: &output)
        return output
    }

    /// A whole file of ours that has been through other hands, every text in it neutral for spreadsheets: the same octets
    /// when it is as it was written.
    /// - Throws: `FeedbackContents.Fault` for a file that is not of the form.
    public static func neutral(_ file: [UInt8]) throws -> [UInt8] {
        var output = byteOrderMark
        output.reserveCapacity(file.count)
        do {
            try CSVReading.eachLine(file) { fields in
                for (index, field) in fields.enumerated() {
                    if index > 0 { output.append(UInt8(ascii: ";")) }
                    // What stands outside quotes is a figure, or what stands for one.
                    if !field.isQuoted, isFigure(field.text) {
                        output += field.text.utf8
                    } else {
                        let text = field.isQuoted ? CSVReading.unguarded(field.text) : field.text
                        CSVRendering.append(text, to: &output)
                    }
                }
                output += [13, 10]
            }
        } catch is CSVReading.Malformed {
            throw FeedbackContents.Fault.malformed
        } catch is CSVReading.TooMuch { throw FeedbackContents.Fault.tooMuch }
        return output
    }

    private static func isFigure(_ text: String) -> Bool {
        text == ":" || text.isEmpty || text.wholeMatch(of: /-?[0-9]+(,[0-9]+)?/) != nil
    }
}

/// Keeps a spreadsheet from taking a text for a formula (T-130).
enum FormulaGuard {
    /// Programs skip what is not seen before the sign, and some take the wide forms for the ordinary ones.
    private static let signs = Set("=+-@|%＝＋－＠\t\r\n".unicodeScalars)

    /// Whether a program could compute it.
    static func isRisky(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, !first.isASCII || !first.properties.isAlphabetic
        else { return false }
        if signs.contains(first) { return true }
        let visible = text.unicodeScalars.first {
            let kind = $0.properties.generalCategory
            return !$0.properties.isWhitespace && kind != .control && kind != .format
        }
        return visible.map(signs.contains) ?? false
    }

    /// The text with an apostrophe before it when it is risky; a NUL, which cuts texts off, is shown as a sign.
    static func neutral(_ text: String) -> String {
        let whole = text.unicodeScalars.contains("\0") ? text.replacing("\0", with: "\u{FFFD}") : text
        return isRisky(text) ? "'" + whole : whole
    }
}

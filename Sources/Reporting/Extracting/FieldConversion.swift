import IplosContent

/// Brings values as databases and spreadsheets write them into the format's form: dates, months, hours, and numbers that
/// lost their leading zeros. What it does not know it leaves as it is.
enum FieldConversion {
    static func convert(_ text: ArraySlice<UInt8>, to form: FieldForm) -> ArraySlice<UInt8> {
        switch form {
        case .date: day(text) ?? text
        case .month: day(text)?.prefix(6) ?? month(text) ?? text
        case .hours: hours(text) ?? text
        case .digits(let count) where count.lowerBound == count.upperBound && count.lowerBound > 1:
            padded(whole(text), to: count.lowerBound)
        case .digits, .number: whole(text)
        case .provider: compact(whole(text))
        case .text: text
        }
    }

    /// `2016-01-31`, with a time behind it or not, `31.01.2016` and `20160131`, as the last; PostgreSQL's `infinity` is
    /// the format's open end.
    private static func day(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        if text.elementsEqual("infinity".utf8) { return Array("99991231".utf8)[...] }
        let octets = Array(text)
        if octets.count == 8, octets.allSatisfy(isDigit) { return text }
        func at(_ place: Int, _ octet: UInt8) -> Bool { octets.count > place && octets[place] == octet }
        if octets.count >= 10, at(4, UInt8(ascii: "-")), at(7, UInt8(ascii: "-")),
            octets.count == 10 || at(10, UInt8(ascii: "T")) || at(10, UInt8(ascii: " "))
        {
            return digits(octets[0..<4] + octets[5..<7] + octets[8..<10])
        }
        if octets.count == 10, at(2, UInt8(ascii: ".")), at(5, UInt8(ascii: ".")) {
            return digits(octets[6..<10] + octets[3..<5] + octets[0..<2])
        }
        return nil
    }

    /// `2016-01`
    private static func month(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let octets = Array(text)
        guard octets.count == 7, octets[4] == UInt8(ascii: "-") else { return nil }
        return digits(octets[0..<4] + octets[5..<7])
    }

    /// A number with a point or a comma, rounded to hundredths: `12`, `12,5` and `12.4996` become `12.00`, `12.50` and
    /// `12.50`.
    private static func hours(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
        guard let first = parts.first, (1...2).contains(parts.count), (1...6).contains(first.count),
            first.allSatisfy(isDigit)
        else { return nil }
        let decimals = parts.count == 2 ? parts[1] : []
        guard decimals.allSatisfy(isDigit), parts.count == 1 || !decimals.isEmpty else { return nil }
        let three = (Array(decimals) + [48, 48, 48]).prefix(3).map { Int($0) - 48 }
        let whole = first.reduce(0) { $0 * 10 + Int($1) - 48 }
        let hundredths = whole * 100 + three[0] * 10 + three[1] + (three[2] >= 5 ? 1 : 0)
        let part = hundredths % 100
        return Array("\(hundredths / 100).\(part < 10 ? "0" : "")\(part)".utf8)[...]
    }

    /// Without the decimals of a whole number: `21.0` becomes `21`.
    private static func whole(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let point = text.firstIndex(of: UInt8(ascii: ".")), point > text.startIndex,
            text[..<point].allSatisfy(isDigit), text[(point + 1)...].allSatisfy({ $0 == 48 })
        else { return text }
        return text[..<point]
    }

    /// `301` becomes `0301` where four digits are wanted.
    private static func padded(_ text: ArraySlice<UInt8>, to count: Int) -> ArraySlice<UInt8> {
        guard !text.isEmpty, text.count < count, text.allSatisfy(isDigit) else { return text }
        return ([UInt8](repeating: 48, count: count - text.count) + text)[...]
    }

    /// `999 123 456` without its spaces.
    private static func compact(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.contains(0x20) && text.allSatisfy({ isDigit($0) || $0 == 0x20 }) ? text.filter { $0 != 0x20 }[...] : text
    }

    /// An identity number without the space in its middle, and with the zero that a number has lost.
    static func identity(_ text: ArraySlice<UInt8>) -> [UInt8] {
        let bare = whole(text).filter { $0 != 0x20 && $0 != 0x09 }
        return bare.count == 10 && bare.allSatisfy(isDigit) ? [48] + bare : bare
    }

    private static func digits(_ octets: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        octets.allSatisfy(isDigit) ? octets : nil
    }

    private static func isDigit(_ octet: UInt8) -> Bool { (48...57).contains(octet) }
}

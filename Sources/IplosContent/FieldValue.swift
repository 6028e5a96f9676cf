/// Reads what fields hold, from octets.
enum FieldValue {
    /// `99991231`, for what has not ended.
    static let openEnd: Int = 9999_12_31

    /// Digits only, at most 18 of them; nil for anything else.
    static func number(_ octets: UnsafeBufferPointer<UInt8>) -> Int? {
        guard (1...18).contains(octets.count) else { return nil }
        var number: Int = 0
        for octet in octets {
            guard octet &- 48 < 10 else { return nil }
            number = number * 10 + Int(octet - 48)
        }
        return number
    }

    /// `YYYYMMDD` as one number; nil when there is no such day from 1900 on. The open end is a date.
    static func date(_ octets: UnsafeBufferPointer<UInt8>) -> Int? {
        guard octets.count == 8, let number = number(octets) else { return nil }
        if number == openEnd { return number }
        let year = number / 10000, month = number / 100 % 100, day = number % 100
        guard (1900...2099).contains(year), (1...12).contains(month) else { return nil }
        return day >= 1 && day <= lengthOfMonth(month, year) ? number : nil
    }

    /// `YYYYMM` as the number of the month's first day.
    static func month(_ octets: UnsafeBufferPointer<UInt8>) -> Int? {
        guard octets.count == 6, let number = number(octets), (1900...2099).contains(number / 100),
            (1...12).contains(number % 100)
        else { return nil }
        return number * 100 + 1
    }

    /// Hours a week in hundredths: `ddd.dd` with one or two decimals.
    static func hundredths(_ octets: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let point = octets.firstIndex(of: UInt8(ascii: ".")), (1...3).contains(point),
            let whole = number(UnsafeBufferPointer(rebasing: octets[..<point])),
            (1...2).contains(octets.count - point - 1),
            let part = number(UnsafeBufferPointer(rebasing: octets[(point + 1)...]))
        else { return nil }
        return whole * 100 + (octets.count - point == 2 ? part * 10 : part)
    }

    static func isDigits(_ octets: UnsafeBufferPointer<UInt8>) -> Bool { octets.allSatisfy { $0 &- 48 < 10 } }

    /// Nine digits, a zero may follow.
    static func isProvider(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        (octets.count == 9 || octets.count == 10 && octets[9] == 48) && isDigits(octets)
    }

    /// Whether the ninth of nine digits is the check digit of an organisation number.
    static func hasCheckDigit(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        let weights: (Int, Int, Int, Int, Int, Int, Int, Int) = (3, 2, 7, 6, 5, 4, 3, 2)
        func digit(_ place: Int) -> Int { Int(octets[place]) - 48 }
        let first = digit(0) * weights.0 + digit(1) * weights.1 + digit(2) * weights.2 + digit(3) * weights.3
        let second = digit(4) * weights.4 + digit(5) * weights.5 + digit(6) * weights.6 + digit(7) * weights.7
        return (11 - (first + second) % 11) % 11 == digit(8)
    }

    private static func lengthOfMonth(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension FieldValue {
    /// A value in a form as a number: of dates and months `YYYYMMDD`, of hours hundredths, of what is no number its
    /// length; nil when it does not have the form.
    static func read(_ octets: UnsafeBufferPointer<UInt8>, as form: FieldForm) -> Int? {
        switch form {
        case .text(let maximum):
            // More octets than characters there may be beyond ASCII.
            guard octets.count <= maximum || characters(octets) <= maximum else { return nil }
            return number(octets) ?? octets.count
        case .digits(let count): return count.contains(octets.count) ? number(octets) : nil
        case .number: return isDigits(octets) ? number(octets) ?? .max : nil
        case .date: return date(octets)
        case .month: return month(octets)
        case .hours: return hundredths(octets)
        case .provider: return isProvider(octets) ? octets.count : nil
        }
    }

    private static func characters(_ octets: UnsafeBufferPointer<UInt8>) -> Int {
        octets.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }
}

extension [UInt8] {
    /// Without white space around it.
    var trimmed: ArraySlice<UInt8> {
        let isSpace: (UInt8) -> Bool = { [0x20, 0x0A, 0x0D, 0x09].contains($0) }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return []
        }
        return self[first...last]
    }
}

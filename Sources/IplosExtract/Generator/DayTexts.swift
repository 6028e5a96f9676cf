import OsloCalendar

/// The days an extract can name, as it writes them: `YYYYMMDD`, worked out once.
struct DayTexts {
    /// Days since 1970.
    let first: Int
    private let digits: [UInt8]

    /// From the first of January of a year to the last of December of another.
    init(from firstYear: Int, to lastYear: Int) {
        first = Self.newYear(firstYear)
        var digits: [UInt8] = []
        for day in first..<Self.newYear(lastYear + 1) {
            let date = CivilDate(daysSince1970: day)
            var number = date.year * 10_000 + date.month * 100 + date.day
            var text = [UInt8](repeating: 48, count: 8)
            for place in (0..<8).reversed() {
                text[place] += UInt8(number % 10)
                number /= 10
            }
            digits += text
        }
        self.digits = digits
    }

    /// Eight ASCII digits; a day outside the years is the nearest one inside.
    func text(_ day: Int) -> ArraySlice<UInt8> {
        let start = max(0, min(day - first, digits.count / 8 - 1)) * 8
        return digits[start..<start + 8]
    }

    /// Days from 1970 to the first of January of a year.
    static func newYear(_ year: Int) -> Int { CivilDate(year: year, month: 1, day: 1)?.daysSince1970 ?? 0 }
}

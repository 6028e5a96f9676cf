/// The identity number of an invented person: right check digits, and 80 added to the month so that it is nobody's.
///
/// The same index gives the same person in every year from 2016 on, and no two of the first four million give the same number. One of fifty
/// has a D-number.
struct InventedIdentity {
    /// Eleven ASCII digits.
    let digits: [UInt8]
    let birthYear: Int
    let isWoman: Bool
    /// The place of the age group in `CareFigures`, by the age at the end of 2016 or of an earlier year reported.
    let ageGroup: Int

    /// The same number with another last digit.
    var withWrongCheckDigit: [UInt8] { digits.dropLast() + [digits[10] == 48 ? 49 : 48] }

    /// The year at whose end the shares of age groups hold; the same persons are older in later years.
    private static let baseYear = 2016

    /// Takes an index from 0 on, and the year reported.
    init(index: Int, year: Int) {
        let (ageGroup, ordinal) = Self.place(of: index)
        self.ageGroup = ageGroup
        let ages = CareFigures.ages[ageGroup]
        let days = ages.count * Self.daysPerYear
        // The factor has no divisor in common with the count of days, so that all days come before any comes again.
        let day = ordinal % days * 7_919 % days
        birthYear = min(year, Self.baseYear) - ages.lowerBound - day / Self.daysPerYear
        let monthAndDay = day % Self.daysPerYear
        digits = Self.number(
            day: monthAndDay % 28 + 1 + (index % 50 == 17 ? 40 : 0), month: monthAndDay / 28 + 81, year: birthYear,
            place: ordinal / days)
        isWoman = digits[8] % 2 == 0
    }

    /// Twelve months of 28 days: enough, and every date exists.
    private static let daysPerYear = 12 * 28

    /// Which age group a person is of, and the how manieth of it: each block of a hundred has each group by its share.
    private static func place(of index: Int) -> (group: Int, ordinal: Int) {
        let block = index / 100
        var place = (index % 100 * 37 + block * 61) % 100
        for (group, share) in CareFigures.ageShares.enumerated() {
            if place < share { return (group, block * share + place) }
            place -= share
        }
        return (0, block)
    }

    /// The number at a place among those of a day that have check digits.
    private static func number(day: Int, month: Int, year: Int, place: Int) -> [UInt8] {
        let firstIndividual = year < 2000 ? 0 : 500
        var values = [UInt8](repeating: 0, count: 11)
        for (place, pair) in [day, month, year % 100].enumerated() {
            values[2 * place] = UInt8(pair / 10)
            values[2 * place + 1] = UInt8(pair % 10)
        }
        var left = place
        for individual in firstIndividual..<firstIndividual + 500 {
            values[6] = UInt8(individual / 100)
            values[7] = UInt8(individual / 10 % 10)
            values[8] = UInt8(individual % 10)
            guard complete(&values) else { continue }
            if left == 0 { break }
            left -= 1
        }
        return values.map { $0 + 48 }
    }

    /// Sets the check digits; false when none fit.
    private static func complete(_ values: inout [UInt8]) -> Bool {
        let first = (11 - sum(values, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11) % 11
        values[9] = UInt8(first % 10)
        let second = (11 - sum(values, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11
        values[10] = UInt8(second % 10)
        return first < 10 && second < 10
    }

    private static func sum(_ values: [UInt8], _ weights: [Int]) -> Int {
        var sum = 0
        for place in weights.indices { sum += weights[place] * Int(values[place]) }
        return sum
    }
}

/// An invented person whose identity number has 80 added to the month, so that it can never be anybody's.
public struct SyntheticPerson: Sendable, Equatable {
    public let givenName: String
    public let familyName: String
    /// `1990-08-17`.
    public let dateOfBirth: String
    /// Eleven digits, both check digits right.
    public let identityNumber: String
    public let isWoman: Bool

    /// One of as many invented persons as anybody needs; the same index gives the same person.
    public static func number(_ index: Int) -> SyntheticPerson {
        let isWoman = index % 2 == 0
        let year = 1930 + index * 7 % 69
        let month = 1 + index * 5 % 12
        let day = 1 + index * 11 % 28
        return SyntheticPerson(
            givenName: (isWoman ? womensNames : mensNames)[index / 2 % 6], familyName: familyNames[index % 7],
            dateOfBirth: "\(year)-\(twoDigits(month))-\(twoDigits(day))",
            identityNumber: identityNumber(day: day, month: month, year: year, serial: index, isWoman: isWoman),
            isWoman: isWoman)
    }

    /// The first number from a serial on that has check digits: weights and modulus 11 as in all identity numbers.
    private static func identityNumber(day: Int, month: Int, year: Int, serial: Int, isWoman: Bool) -> String {
        let date = twoDigits(day) + twoDigits(month + 80) + twoDigits(year % 100)
        // 000–499 belong to those born in the 1900s; the last of the three digits is even for women.
        let serials = (0..<250).lazy.map { (serial + $0) % 250 * 2 + (isWoman ? 0 : 1) }
        for candidate in serials {
            let digits = (date + threeDigits(candidate)).utf8.map { Int($0) - 48 }
            guard let first = checkDigit(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]),
                let second = checkDigit(digits + [first], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
            else { continue }
            return date + threeDigits(candidate) + "\(first)\(second)"
        }
        return date + "00000"
    }

    private static func checkDigit(_ digits: [Int], _ weights: [Int]) -> Int? {
        let digit = (11 - zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11) % 11
        return digit == 10 ? nil : digit
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    private static func threeDigits(_ number: Int) -> String { number < 100 ? "0" + twoDigits(number) : "\(number)" }

    private static let womensNames = ["Åse", "Mørk", "Vår", "Sølvi", "Bjørg", "Prøve"]
    private static let mensNames = ["Østen", "Pål", "Kåre", "Test", "Jørn", "Bård"]
    private static let familyNames = ["Fjell", "Ås", "Sjø", "Prøvesen", "Eksempel", "Lyng", "Testmoen"]
}

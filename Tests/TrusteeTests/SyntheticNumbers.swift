import Foundation
import NationalIdentity

/// As many invented identity numbers as asked for, all different and with month + 80.
enum SyntheticNumbers {
    /// Numbers from a place on in a fixed row of them, as ASCII digits.
    static func digits(_ count: Int, from start: Int = 0) -> [[UInt8]] {
        var found: [[UInt8]] = []
        found.reserveCapacity(count)
        var candidate = start * 2
        while found.count < count {
            let (serial, rest) = (candidate % 500, candidate / 500)
            let (day, month, year) = (1 + rest % 28, 81 + rest / 28 % 12, rest / 336 % 100)
            let body = [day / 10, day % 10, month / 10, month % 10, year / 10, year % 10]
            if let whole = checked(body + [serial / 100, serial / 10 % 10, serial % 10]) { found.append(whole) }
            candidate += 1
        }
        return found
    }

    static func identities(_ count: Int, from start: Int = 0) throws -> [NationalIdentity] {
        try digits(count, from: start).map { try NationalIdentity($0, in: .test) }
    }

    /// The D-number that a person with this number may have had before: another serial number where the check digits
    /// do not come out.
    static func dNumber(before digits: [UInt8]) throws -> NationalIdentity {
        var body = digits.prefix(9).map { Int($0) - 48 }
        body[0] += 4
        for last in 0...9 {
            body[8] = last
            if let whole = checked(body) { return try NationalIdentity(whole, in: .test) }
        }
        throw IdentityFault.wrongCheckDigit
    }

    private static func checked(_ body: [Int]) -> [UInt8]? {
        guard let first = checkDigit(body, [3, 7, 6, 1, 8, 9, 4, 5, 2]),
            let second = checkDigit(body + [first], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
        else { return nil }
        return (body + [first, second]).map { UInt8(48 + $0) }
    }

    private static func checkDigit(_ digits: [Int], _ weights: [Int]) -> Int? {
        var sum = 0
        for (digit, weight) in zip(digits, weights) { sum += digit * weight }
        let digit = (11 - sum % 11) % 11
        return digit == 10 ? nil : digit
    }
}

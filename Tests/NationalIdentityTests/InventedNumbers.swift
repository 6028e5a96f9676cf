import NationalIdentity

/// Identity numbers for tests, made when they run: nine digits and the check digits that fit them.
///
/// Where a number must look real, it is of one born in 2039, whom nobody has numbered yet, or in the 1850s, who is dead.
enum InventedNumbers {
    /// Nil when no check digits fit the nine digits.
    static func complete(_ stem: String, firstRest: Int = 0) -> [UInt8]? {
        var digits = stem.utf8.map { Int($0) - 48 }
        for (weights, rest) in [([3, 7, 6, 1, 8, 9, 4, 5, 2], firstRest), ([5, 4, 3, 2, 7, 6, 5, 4, 3, 2], 0)] {
            let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * $1.1 }
            guard let digit = (0...9).first(where: { (sum + $0) % 11 == rest }) else { return nil }
            digits.append(digit)
        }
        return digits.map { UInt8($0 + 48) }
    }

    /// The first complete number whose three digits after the date lie in a range.
    static func number(_ date: String, individual: some Sequence<Int> = 500...999, firstRest: Int = 0) -> [UInt8] {
        for candidate in individual {
            if let number = complete(date + String(1_000 + candidate).dropFirst(), firstRest: firstRest) {
                return number
            }
        }
        return []
    }

    static func fault(
        _ ascii: [UInt8], in realm: IdentityRealm, numbering: IdentityNumbering = .until2031
    ) -> IdentityFault? {
        do throws(IdentityFault) {
            _ = try NationalIdentity(ascii, in: realm, numbering: numbering)
            return nil
        } catch {
            return error
        }
    }
}

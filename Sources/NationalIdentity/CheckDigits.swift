/// The last two digits of an identity number: weighted sums that modulus 11 divides.
///
/// They are worked out over the digits as they are written, also where something is added to the day or the month.
enum CheckDigits {
    /// Takes the values of eleven digits.
    static func areRight(_ digits: [UInt8], numbering: IdentityNumbering) -> Bool {
        firstRest(digits) <= (numbering == .until2031 ? 0 : 3) && secondRest(digits) == 0
    }

    private static func firstRest(_ digits: [UInt8]) -> Int { rest(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) }
    private static func secondRest(_ digits: [UInt8]) -> Int { rest(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) }

    private static func rest(_ digits: [UInt8], _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 } % 11
    }
}

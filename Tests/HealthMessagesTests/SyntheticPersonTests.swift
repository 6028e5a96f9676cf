import TestSupport
import Testing

@Test("N-24 invented persons have month + 80 and right check digits, so that they are nobody")
func inventedIdentityNumbers() {
    var seen: Set<String> = []
    for index in 0..<200 {
        let number = SyntheticPerson.number(index).identityNumber
        let digits = number.utf8.map { Int($0) - 48 }
        #expect(digits.count == 11)
        #expect((81...92).contains(digits[2] * 10 + digits[3]))
        #expect(zip(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]).reduce(0) { $0 + $1.0 * $1.1 } % 11 == 0)
        #expect(zip(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]).reduce(0) { $0 + $1.0 * $1.1 } % 11 == 0)
        seen.insert(number)
    }
    #expect(seen.count == 200)
}

import NationalIdentity
import TestSupport
import Testing

@Suite("Identity numbers")
struct NationalIdentityTests {
    @Test("I-033 an invented person is taken in a test, with the right birth date, sex and age", arguments: 0..<200)
    func invented(_ index: Int) throws {
        let person = SyntheticPerson.number(index)
        let identity = try NationalIdentity(Array(person.identityNumber.utf8), in: .test)
        #expect(identity.kind == .birthNumber)
        #expect(identity.isSynthetic)
        #expect(identity.digits == Array(person.identityNumber.utf8))
        #expect(identity.isWoman == person.isWoman)
        let born = try #require(identity.birthDate)
        let written = try #require(Int(person.dateOfBirth.filter { $0 != "-" }))
        #expect(born.year * 10_000 + born.month * 100 + born.day == written)
        #expect(identity.age(atEndOf: 2016) == 2016 - born.year)
        #expect(identity.age(atEndOf: born.year) == 0)
        #expect(identity.age(atEndOf: born.year - 1) == nil)
    }

    @Test("I-033 of all check digits only the right ones are taken, for every number of one invented birthday")
    func checkDigits() {
        var taken = 0
        for individual in 0..<500 {
            let stem = "019150" + String(1_000 + individual).dropFirst()
            let right = InventedNumbers.complete(stem)
            for pair in 0..<100 {
                let number = Array((stem + String(100 + pair).dropFirst()).utf8)
                let fault = InventedNumbers.fault(number, in: .test)
                #expect(fault == (number == right ? nil : .wrongCheckDigit))
                taken += fault == nil ? 1 : 0
            }
        }
        #expect((380...440).contains(taken), "about 83 of 100 numbers have check digits")
    }

    @Test("I-033 no digit can be mistyped, and no two neighbours exchanged, without being found")
    func typingErrors() {
        for index in 0..<40 {
            let right = Array(SyntheticPerson.number(index).identityNumber.utf8)
            for place in right.indices {
                for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != right[place] {
                    var wrong = right
                    wrong[place] = digit
                    #expect(InventedNumbers.fault(wrong, in: .test) != nil)
                }
                guard place > 0, right[place] != right[place - 1] else { continue }
                var wrong = right
                wrong.swapAt(place, place - 1)
                #expect(InventedNumbers.fault(wrong, in: .test) != nil)
            }
        }
    }

    @Test(
        "I-033 the three digits after the date tell the century",
        arguments: [
            ("018160", 500...749, 1860), ("018199", 500...749, 1899), ("018154", 500...749, 1854),
            ("018100", 0...499, 1900), ("018199", 0...499, 1999), ("018140", 900...999, 1940),
            ("018199", 900...999, 1999), ("018100", 500...999, 2000), ("018139", 500...999, 2039),
        ])
    func centuries(_ date: String, _ individual: ClosedRange<Int>, _ year: Int) throws {
        for end in [Array(individual.prefix(20)), individual.suffix(20).reversed()] {
            let identity = try NationalIdentity(InventedNumbers.number(date, individual: end), in: .test)
            #expect(identity.birthDate?.year == year)
        }
    }

    @Test(
        "I-033 a date whose century nobody owns is impossible",
        arguments: [("018153", 500...749), ("018140", 500...899), ("018154", 750...899), ("018199", 750...899)])
    func noCentury(_ date: String, _ individual: ClosedRange<Int>) {
        for end in [Array(individual.prefix(20)), individual.suffix(20).reversed()] {
            #expect(InventedNumbers.fault(InventedNumbers.number(date, individual: end), in: .test) == .impossibleDate)
        }
    }

    @Test(
        "I-033 a day that the calendar has not is impossible",
        arguments: ["008150", "328150", "318450", "308250", "298250", "018050", "019350", "010050", "011350", "016550"])
    func impossibleDates(_ date: String) {
        let number = InventedNumbers.number(date, individual: 0...499)
        #expect(InventedNumbers.fault(number, in: .test) == .impossibleDate)
        #expect(InventedNumbers.fault(number, in: .production) == .impossibleDate)
    }

    @Test("I-033 29 February exists in leap years: 2000 and 1952, not 1900")
    func leapDays() {
        #expect(InventedNumbers.fault(InventedNumbers.number("298252", individual: 0...499), in: .test) == nil)
        #expect(InventedNumbers.fault(InventedNumbers.number("298200", individual: 500...999), in: .test) == nil)
        let in1900 = InventedNumbers.number("298200", individual: 0...499)
        #expect(InventedNumbers.fault(in1900, in: .test) == .impossibleDate)
    }

    @Test("I-006 what is no number is named by what is wrong with it")
    func form() {
        #expect(InventedNumbers.fault([], in: .test) == .missing)
        #expect(InventedNumbers.fault(Array("           ".utf8), in: .test) == .missing)
        let right = Array(SyntheticPerson.number(3).identityNumber.utf8)
        #expect(InventedNumbers.fault(right.dropLast(), in: .test) == .wrongLength)
        #expect(InventedNumbers.fault(right + [48], in: .test) == .wrongLength)
        #expect(InventedNumbers.fault(Array(right.dropFirst()) + [32, 32], in: .test) == .wrongLength)
        for byte in [UInt8(ascii: "/"), UInt8(ascii: ":"), 32, 0, 0xFF, UInt8(ascii: "O")] {
            var wrong = right
            wrong[4] = byte
            #expect(InventedNumbers.fault(wrong, in: .test) == .notDigits)
        }
    }
}

import NationalIdentity
import TestSupport
import Testing

@Suite("Whose identity numbers are taken")
struct IdentityRealmTests {
    @Test(
        "I-033 production takes birth, D-, H- and shared help numbers",
        arguments: [
            ("010139", NationalIdentity.Kind.birthNumber), ("311239", .birthNumber), ("410139", .dNumber),
            ("711239", .dNumber), ("014139", .hNumber), ("315239", .hNumber), ("812345", .sharedHelpNumber),
            ("999999", .sharedHelpNumber),
        ])
    func production(_ date: String, _ kind: NationalIdentity.Kind) throws {
        let number = InventedNumbers.number(date)
        let identity = try NationalIdentity(number, in: .production)
        #expect(identity.kind == kind)
        #expect(!identity.isSynthetic)
        #expect(identity.digits == number)
        #expect((identity.birthDate == nil) == (kind == .sharedHelpNumber))
        #expect((identity.isWoman == nil) == (kind == .sharedHelpNumber))
        #expect(InventedNumbers.fault(number, in: .test) == .realInTest)
    }

    @Test(
        "I-033 production refuses invented persons, D-numbers too", arguments: ["018139", "319239", "418139", "719239"])
    func inventedInProduction(_ date: String) throws {
        let number = InventedNumbers.number(date)
        #expect(InventedNumbers.fault(number, in: .production) == .syntheticInProduction)
        let identity = try NationalIdentity(number, in: .test)
        #expect(identity.isSynthetic)
        #expect(identity.kind == (date.first.map { $0 >= "4" } == true ? .dNumber : .birthNumber))
    }

    @Test("I-033 the health network's invented persons are taken nowhere", arguments: ["016639", "317739", "416639"])
    func otherSeries(_ date: String) {
        let number = InventedNumbers.number(date)
        #expect(InventedNumbers.fault(number, in: .production) == .syntheticInProduction)
        #expect(InventedNumbers.fault(number, in: .test) == .realInTest)
    }

    @Test("I-033 nobody has both a D-number and an H-number", arguments: ["414139", "715239"])
    func both(_ date: String) {
        let number = InventedNumbers.number(date)
        #expect(InventedNumbers.fault(number, in: .production) == .impossibleDate)
        #expect(InventedNumbers.fault(number, in: .test) == .impossibleDate)
    }

    @Test("I-030 whose number it may be is asked before its check digits: a mistyped real number is named as real")
    func realmFirst() {
        var real = InventedNumbers.number("010139")
        real[10] = real[10] == 48 ? 49 : 48
        #expect(InventedNumbers.fault(real, in: .test) == .realInTest)
        #expect(InventedNumbers.fault(real, in: .production) == .wrongCheckDigit)
        var invented = InventedNumbers.number("018139")
        invented[10] = invented[10] == 48 ? 49 : 48
        #expect(InventedNumbers.fault(invented, in: .test) == .wrongCheckDigit)
        #expect(InventedNumbers.fault(invented, in: .production) == .syntheticInProduction)
    }

    @Test("from 2032 the first check digit has four rests, the second one", arguments: 0...10)
    func rests(_ rest: Int) {
        let number = InventedNumbers.number("018139", firstRest: rest)
        #expect(number.count == 11)
        #expect(InventedNumbers.fault(number, in: .test, numbering: .from2032) == (rest <= 3 ? nil : .wrongCheckDigit))
        #expect(InventedNumbers.fault(number, in: .test) == (rest == 0 ? nil : .wrongCheckDigit))
        var wrong = number
        wrong[10] = wrong[10] == 48 ? 49 : 48
        #expect(InventedNumbers.fault(wrong, in: .test, numbering: .from2032) == .wrongCheckDigit)
    }

    @Test("from 2032 neither birth date, age nor sex is read from a number, and every century is possible")
    func nothingDerived() throws {
        for date in ["018139", "298200", "018153"] {
            let number = InventedNumbers.number(date, individual: 500...749)
            let identity = try NationalIdentity(number, in: .test, numbering: .from2032)
            #expect(identity.birthDate == nil)
            #expect(identity.isWoman == nil)
            #expect(identity.age(atEndOf: 2040) == nil)
        }
        let noDay = InventedNumbers.number("308239")
        #expect(InventedNumbers.fault(noDay, in: .test, numbering: .from2032) == .impossibleDate)
    }
}

import IplosContent
import IplosExtract
import NationalIdentity
import TestSupport
import Testing

@Suite("Checking the identity numbers of an extract")
struct IdentityCheckTests {
    private func person(_ local: String, age: Int? = nil, sex: String? = nil) -> PersonRecord {
        var person = PersonRecord(line: 12)
        person.append(.pePeID, local.utf8)
        if let age { person.append(.peAlder, String(age).utf8) }
        if let sex { person.append(.peKjonn, sex.utf8) }
        return person
    }

    private let somebody = SyntheticPerson.number(4)
    private var digits: [UInt8] { Array(somebody.identityNumber.utf8) }
    private var age: Int { 2016 - (Int(somebody.dateOfBirth.prefix(4)) ?? 0) }

    private func controls(
        _ identity: [UInt8], _ person: PersonRecord, realm: IdentityRealm = .test
    ) -> [IdentityControl] {
        var check = IdentityCheck(realm: realm, year: 2016)
        return check.check(identity, of: person).map(\.control)
    }

    @Test("I-033 a right number with the age and sex it gives has no finding")
    func right() {
        #expect(controls(digits, person("1", age: age, sex: somebody.isWoman ? "K" : "M")) == [])
        #expect(controls(digits, person("1")) == [])
    }

    @Test("I-033 each fault of a number is one control, by which the person counts nowhere")
    func faults() {
        var wrong = digits
        wrong[10] = wrong[10] == 57 ? 48 : wrong[10] + 1
        #expect(controls([], person("1")) == [.missing])
        #expect(controls(Array("12".utf8), person("1")) == [.malformed])
        #expect(controls(Array("abcdefghijk".utf8), person("1")) == [.malformed])
        #expect(controls(Array("99999999999".utf8), person("1"), realm: .production) == [.wrongCheckDigit])
        #expect(controls(wrong, person("1")) == [.wrongCheckDigit])
        #expect(controls(digits, person("1"), realm: .production) == [.syntheticInProduction])
        for control: IdentityControl in [.missing, .malformed, .wrongCheckDigit, .syntheticInProduction] {
            #expect(control.leavesPersonOut)
        }
    }

    @Test("I-033 age and sex that differ from the number's are told, and the person counts")
    func derived() {
        #expect(controls(digits, person("1", age: age + 1)) == [.otherAge])
        #expect(controls(digits, person("1", sex: somebody.isWoman ? "M" : "K")) == [.otherSex])
        #expect(!IdentityControl.otherAge.leavesPersonOut && !IdentityControl.otherSex.leavesPersonOut)
    }

    @Test("I-033 two local numbers with one identity are told at the second")
    func twice() {
        var check = IdentityCheck(realm: .test, year: 2016)
        #expect(check.check(digits, of: person("1")).isEmpty)
        let second = check.check(digits, of: person("2"))
        #expect(second.map(\.control) == [.twice])
        #expect(second.map(\.localNumber) == ["2"])
    }

    @Test("M-002 a finding never tells the number")
    func bland() {
        var check = IdentityCheck(realm: .production, year: 2016)
        let finding = check.check(digits, of: person("1"))
        #expect(!"\(finding)".contains(somebody.identityNumber))
    }

    @Test("I-076 every control has its texts in three languages", arguments: IdentityControl.allCases)
    func texts(_ control: IdentityControl) {
        for text in [control.title, control.action] {
            #expect(!text.nb.isEmpty && !text.nn.isEmpty && !text.en.isEmpty)
        }
    }
}

import PasswordHashing
import Testing

@Suite("T-104 rules for passwords")
struct PasswordRulesTests {
    private let username = "postmottak@nordbygda.kommune.example"

    @Test(
        "I-055 the rule that is used",
        arguments: [
            ("trang fjord 7 måker", []),
            ("kubeskrue flakser mot nord", []),
            ("72930184657283910457", []),
            ("ﬁre røde hvaler i sne", []),
            ("旅館の朝は静かで庭に雪が降る夜", []),
            ("blåfarge-ukjent", []),
            ("abcd-fjortenteg", []),
            ("blåfarge-ukjen", [.tooShort]),
            ("aB3$xy", [.tooShort]),
            ("", [.tooShort, .guessable]),
            (String(repeating: "lang setning med ord som ", count: 6), [.tooLong]),
            ("passord12345678", [.common]),
            ("P4$$ord!!!!!!!!!", [.common]),
            ("password", [.tooShort, .common]),
            ("correcthorsebatterystaple", [.common]),
            ("123456789012345", [.guessable]),
            ("qwertyuiopåasdfg", [.guessable]),
            ("aaaaaaaaaaaaaaaa", [.guessable]),
            ("ababababababababab", [.guessable]),
            ("passordpassordpassord", [.guessable]),
            ("Sommeren2017!!!!", [.guessable]),
            ("Sommer2017Sommer2017", [.guessable]),
            ("sommer høst vinter", [.guessable]),
            ("nordbygda kommune 2017", [.guessable]),
            ("NORDBYGDAhøsten2017", [.guessable]),
            ("Januar2017Februar2017", [.guessable]),
            ("vårsommerhøstvinter", []),
            ("postmottak ved fjorden", [.containsUsername]),
            ("1POSTMOTTAK@nordbygda.kommune.example", [.containsUsername]),
            ("p0stm0tt4k ved sjøen", [.containsUsername]),
        ] as [(String, [PasswordRules.Broken])])
    func standard(_ password: String, _ broken: [PasswordRules.Broken]) {
        #expect(PasswordRules.standard.check(password, username: username) == broken)
    }

    @Test(
        "I-055 the rule of the guide of 2017 is kept as a profile",
        arguments: [
            ("fjord7", []),
            ("fjor7", [.tooShort]),
            ("fjorden", [.noDigit]),
            ("7294031", [.noLetter]),
            ("ÆØÅæø9", []),
            ("passord1", []),
            ("postmottak1", [.containsUsername]),
            ("mottak", [.noDigit, .containsUsername]),
            ("postmotak1", [.resemblesUsername]),
            ("Pøstmöttåk9", [.resemblesUsername]),
            ("brevmottak1", []),
        ] as [(String, [PasswordRules.Broken])])
    func guide(_ password: String, _ broken: [PasswordRules.Broken]) {
        #expect(PasswordRules.guide2017.check(password, username: username) == broken)
    }

    @Test("T-104 lengths at the bounds: 14, 15, 64, 65, 128 and 129 characters")
    func lengths() {
        let text = "ukjente måker seiler over kalde fjorder mens trær venter på en ny morgen ved sjøen og så kommer "
        let long = text + "endelig båten hjem igjen til kaia "
        func broken(_ count: Int) -> [PasswordRules.Broken] {
            PasswordRules.standard.check(String(long.prefix(count)), username: username)
        }
        #expect(broken(14) == [.tooShort])
        for count in [15, 64, 65, 128] { #expect(broken(count) == []) }
        #expect(broken(129) == [.tooLong])
        let heap = "a" + String(repeating: "\u{301}", count: 100_000)
        #expect(PasswordRules.standard.check(heap, username: username) == [.tooLong])
    }

    @Test("T-104 names of places that the caller knows count as words everyone tries")
    func places() {
        #expect(PasswordRules.standard.check("Sørvågenkommune99", username: "x", placeNames: []) == [])
        #expect(
            PasswordRules.standard.check("Sørvågenkommune99", username: "x", placeNames: ["Sørvågen"]) == [.guessable])
    }

    @Test("I-055 at least 64 characters are always allowed, and each rule has its own code")
    func profiles() {
        for rules in [PasswordRules.standard, .guide2017] { #expect(rules.longest >= 64) }
        #expect(PasswordRules.standard.shortest == 15)
        #expect(PasswordRules.guide2017.shortest == 6)
        #expect(Set(PasswordRules.Broken.allCases.map(\.rawValue)).count == 8)
    }
}

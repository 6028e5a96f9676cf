import Identifiers
import NationalIdentity
import TestSupport
import Testing

@Suite("What identities print as")
struct RedactionTests {
    private let number = SyntheticPerson.number(17).identityNumber

    /// A value in every way Swift prints one.
    private func printed(_ value: some Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        var printed = ""
        print(value, to: &printed)
        var debugged = ""
        debugPrint(value, to: &debugged)
        return [
            "\(value)", String(describing: value), String(reflecting: value), dumped, printed, debugged, "\([value])",
            "\(["key": value])", "\((value, 1))", "\(Optional(value) as Any)",
            String(describing: Mirror(reflecting: value)),
            Mirror(reflecting: value).children.map { "\($0)" }.joined(),
        ]
    }

    @Test("T-123 an identity number never prints, by whatever way")
    func identity() throws {
        let identity = try NationalIdentity(Array(number.utf8), in: .test)
        let value = try #require(Int(number))
        for text in printed(identity) {
            #expect(!text.contains(number.prefix(6)) && !text.contains(number.suffix(5)))
            #expect(!text.contains("\(value)"))
        }
        #expect("\(identity)" == "•••••••••••")
    }

    @Test("T-123 nor does a linked identity or a birth date")
    func linked() throws {
        let link = try #require(LinkID(bytes: [UInt8](repeating: 0xAB, count: 16)))
        let linked = LinkedIdentity(link: link, digits: Array(number.utf8))
        let bytes = number.utf8.map { "\($0)" }.joined(separator: ", ")
        for text in printed(linked) {
            #expect(!text.contains(number.prefix(6)) && !text.contains(bytes))
            #expect(!text.contains("171") && !text.lowercased().contains("abab"))
        }
        let born = try #require(try linked.identity(in: .test).birthDate)
        for text in printed(born) { #expect(!text.contains("\(born.year)")) }
    }

    @Test("T-123 faults say what is wrong and show nothing")
    func faults() {
        for fault in IdentityFault.allCases {
            #expect(!"\(fault)".contains { $0.isNumber })
            #expect(IdentityFault(rawValue: fault.rawValue) == fault)
        }
        #expect(Set(IdentityFault.allCases.map { "\($0)" }).count == IdentityFault.allCases.count)
        #expect(IdentityFault.allCases.map(\.rawValue) == [1, 2, 3, 4, 5, 6, 7], "the numbers travel; none is free")
    }
}

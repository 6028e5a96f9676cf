import Foundation
import Identifiers
import Testing

@Suite struct HERIdTests {
    @Test("M-063 a HER-id is one to nine digits", arguments: ["1", " 8094866 ", "999999999", "0079768"])
    func accepts(_ text: String) { #expect(HERId(text) != nil) }

    @Test("r.31 anything else is no HER-id", arguments: ["", "0", "-1", "12a", "1 2", "1000000000", "HER1", "１２"])
    func refuses(_ text: String) { #expect(HERId(text) == nil) }

    @Test("a HER-id travels through JSON as a number, and a bad one is refused")
    func json() throws {
        let id = try #require(HERId(8_094_866))
        #expect(String(decoding: try JSONEncoder().encode([id]), as: UTF8.self) == "[8094866]")
        #expect(try JSONDecoder().decode([HERId].self, from: Data("[8094866]".utf8)) == [id])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([HERId].self, from: Data("[0]".utf8)) }
    }
}

@Suite struct OrganisationNumberTests {
    @Test("M-013 the check digit is modulus 11", arguments: ["999000011", "999 000 038"])
    func accepts(_ text: String) throws {
        let sum = zip(text.filter { $0 != " " }.compactMap(\.wholeNumberValue), [3, 2, 7, 6, 5, 4, 3, 2, 1])
            .reduce(0) { $0 + $1.0 * $1.1 }
        #expect((OrganisationNumber(text) != nil) == (sum % 11 == 0))
    }

    @Test("M-013 exactly the right check digit is accepted for any eight digits")
    func checkDigit() {
        for stem in stride(from: 99_900_000, to: 99_900_500, by: 7) {
            let accepted = (0...9).filter { OrganisationNumber("\(stem)\($0)") != nil }
            #expect(accepted.count <= 1)
        }
        let all = (99_900_000..<99_900_500).filter { stem in
            (0...9).contains { OrganisationNumber("\(stem)\($0)") != nil }
        }
        #expect(all.count > 400, "about ten of eleven stems have a check digit")
    }

    @Test("M-013 letters, eight and ten digits are refused", arguments: ["", "99900001", "9990000110", "99900001x"])
    func refuses(_ text: String) { #expect(OrganisationNumber(text) == nil) }
}

@Suite struct TenantIDTests {
    @Test("M-039 a tenant's name can name a file", arguments: ["a", "nordvik", "legekontor-2"])
    func accepts(_ name: String) { #expect(TenantID(name) != nil) }

    @Test(
        "T-098 a tenant's name is never a path",
        arguments: ["", "..", "a/b", "A", "2a", "-a", "å", "a.b", String(repeating: "a", count: 41)])
    func refuses(_ name: String) { #expect(TenantID(name) == nil) }
}

@Suite struct EDIAddressTests {
    @Test(
        "M-067 an EDI address, with or without mailto:",
        arguments: ["Post@Nordvik.example", "mailto:post@nordvik.example"])
    func accepts(_ text: String) { #expect(EDIAddress(text)?.text == "post@nordvik.example") }

    @Test(
        "T-053 an address can carry no second header or command",
        arguments: [
            "", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nRCPT TO:<x@y>", "a@b>", "<a@b", "a\0@b", "a\"@b", "å@b",
        ])
    func refuses(_ text: String) { #expect(EDIAddress(text) == nil) }

    @Test("the domain is what follows the @")
    func domain() { #expect(EDIAddress("a@edi.example").map { String($0.domain) } == "edi.example") }
}

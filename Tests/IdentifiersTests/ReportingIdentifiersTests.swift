import Foundation
import Identifiers
import Testing

@Suite struct ReportingUnitTests {
    @Test("I-007 a municipality's number is four digits", arguments: ["4601", "0301", "9999"])
    func municipality(_ text: String) { #expect(MunicipalityNumber(text)?.digits == text) }

    @Test(
        "I-007 anything else is no municipality",
        arguments: ["", "0000", "301", "46010", "4 01", "460a", " 4601", "-601", "４６０１"])
    func noMunicipality(_ text: String) { #expect(MunicipalityNumber(text) == nil) }

    @Test("I-007 a district's number is two digits, 00 for the whole", arguments: ["00", "01", "15", "99"])
    func district(_ text: String) {
        #expect(DistrictNumber(text)?.digits == text)
        #expect((DistrictNumber(text) == .whole) == (text == "00"))
    }

    @Test("I-007 anything else is no district", arguments: ["", "0", "3", "003", "a1", " 1", "１２"])
    func noDistrict(_ text: String) { #expect(DistrictNumber(text) == nil) }

    @Test("a unit reads back from what it writes, and nothing else reads as one")
    func unit() throws {
        let unit = try #require(ReportingUnit("0301-12"))
        #expect(unit.description == "0301-12")
        #expect(unit.municipality.digits == "0301")
        #expect(unit.district.digits == "12")
        for text in ["", "0301", "0301-", "0301-1", "0301-12-", "-12", "0301–12", "0301-12 ", "0000-00"] {
            #expect(ReportingUnit(text) == nil)
        }
    }

    @Test("a municipality alone reports as a whole")
    func whole() throws {
        let unit = ReportingUnit(municipality: try #require(MunicipalityNumber("4601")))
        #expect(unit.description == "4601-00")
    }

    @Test("units are in order of municipality, then district")
    func order() {
        let units = ["4601-01", "0301-15", "0301-02", "4601-00"].compactMap { ReportingUnit($0) }
        #expect(units.sorted().map(\.description) == ["0301-02", "0301-15", "4601-00", "4601-01"])
    }

    @Test("a unit travels through JSON with its zeros, and a bad one is refused")
    func json() throws {
        let unit = try #require(ReportingUnit("0301-02"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(unit), as: UTF8.self)
        #expect(json == #"{"district":"02","municipality":"0301"}"#)
        #expect(try JSONDecoder().decode(ReportingUnit.self, from: Data(json.utf8)) == unit)
        for bad in [#"{"district":"2","municipality":"0301"}"#, #"{"district":"02","municipality":301}"#] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(ReportingUnit.self, from: Data(bad.utf8)) }
        }
    }
}

@Suite struct LinkIDTests {
    private let bytes = (0..<16).map { UInt8($0 * 17) }

    @Test("I-032 a link id is sixteen bytes, and gives them back in order")
    func bytesAndBack() {
        #expect(LinkID(bytes: bytes)?.bytes == bytes)
        #expect(LinkID(bytes: bytes.dropLast()) == nil)
        #expect(LinkID(bytes: bytes + [0]) == nil)
        #expect(LinkID(bytes: []) == nil)
    }

    @Test("I-032 two link ids are the same only when every byte is")
    func equality() throws {
        let link = try #require(LinkID(bytes: bytes))
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1
            #expect(LinkID(bytes: changed) != link)
        }
    }

    @Test("I-032 as an attribute it is 32 hexadecimal digits in lower case, and nothing else is read")
    func hexadecimal() throws {
        let link = try #require(LinkID(bytes: bytes))
        #expect(String(decoding: link.hexadecimal, as: UTF8.self) == "00112233445566778899aabbccddeeff")
        #expect(LinkID(hexadecimal: link.hexadecimal) == link)
        for bad in [
            "", "00112233445566778899aabbccddeef", "00112233445566778899aabbccddeeff0",
            "00112233445566778899AABBCCDDEEFF", "00112233445566778899aabbccddeefg", "0x112233445566778899aabbccddeeff",
        ] {
            #expect(LinkID(hexadecimal: Array(bad.utf8)) == nil)
        }
    }

    @Test("I-032 a link id never shows its bytes in a log")
    func bland() throws {
        let link = try #require(LinkID(bytes: bytes))
        var dumped = ""
        dump(link, to: &dumped)
        for text in ["\(link)", String(reflecting: link), dumped, "\([link])", "\(Optional(link) as Any)"] {
            #expect(text.contains("LinkID"))
            #expect(!text.contains { $0.isNumber && $0 != "1" && $0 != "0" }, "only the count of elements")
            #expect(!text.lowercased().contains("eeff"))
        }
    }
}

@Suite struct SubmissionIDTests {
    @Test("I-020 a submission's id is a UUID in lower case, sixteen bytes, and back")
    func spelling() throws {
        let text = "00112233-4455-6677-8899-aabbccddeeff"
        let id = try #require(SubmissionID(text))
        #expect(id.description == text)
        #expect(id.bytes == (0..<16).map { UInt8($0 * 17) })
        #expect(SubmissionID(bytes: id.bytes) == id)
        #expect(SubmissionID(bytes: id.bytes.dropLast()) == nil)
    }

    @Test(
        "I-020 any other spelling is refused, and can so be no path",
        arguments: [
            "", "00112233-4455-6677-8899-AABBCCDDEEFF", "00112233445566778899aabbccddeeff",
            "0011223-34455-6677-8899-aabbccddeeff", "00112233-4455-6677-8899-aabbccddeef",
            "00112233-4455-6677-8899-aabbccddeeff-", "{00112233-4455-6677-8899-aabbccddeeff}",
            "../12233-4455-6677-8899-aabbccddeeff", " 00112233-4455-6677-8899-aabbccddeeff",
        ])
    func refuses(_ text: String) { #expect(SubmissionID(text) == nil) }

    @Test("I-020 a random one is marked as such (RFC 9562 5.4)")
    func random() throws {
        for fill in [UInt8(0), 0xFF, 0x5A] {
            let id = try #require(SubmissionID(random: [UInt8](repeating: fill, count: 16)))
            #expect(Array(id.text)[14] == "4")
            #expect("89ab".contains(Array(id.text)[19]))
            #expect(SubmissionID(id.text) == id)
        }
        #expect(SubmissionID(random: [UInt8](repeating: 1, count: 15)) == nil)
    }

    @Test("a submission's id travels through JSON as text, and a bad one is refused")
    func json() throws {
        let id = try #require(SubmissionID("00112233-4455-6677-8899-aabbccddeeff"))
        let data = try JSONEncoder().encode([id])
        #expect(String(decoding: data, as: UTF8.self) == #"["00112233-4455-6677-8899-aabbccddeeff"]"#)
        #expect(try JSONDecoder().decode([SubmissionID].self, from: data) == [id])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([SubmissionID].self, from: Data(#"["x"]"#.utf8))
        }
    }
}

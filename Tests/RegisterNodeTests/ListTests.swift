import CommandOutcome
import Foundation
import Identifiers
import OsloCalendar
import Register
import Testing

@testable import MailRelay
@testable import RegisterNode

@Suite("Lists that an operator gives")
struct ListTests {
    private static let head = "municipality;district;name;organisationNumber;sharedAddress;language\r\n"

    private func faults(_ text: String) -> [String] {
        do {
            _ = try MunicipalityFile(Array(text.utf8))
            return []
        } catch { return error.details }
    }

    @Test("a list of municipalities as a spreadsheet saves it")
    func municipalities() throws {
        let text =
            "\u{FEFF}" + Self.head + "9901;;Nordbygda;999700004;post@nordbygda.example;\r\n"
            + "9902;01;\"Sørvågen; \"\"øst\"\"\";999700012;post@sorvagen.example;nn\r\n\r\n"
        let read = try MunicipalityFile(Array(text.utf8)).municipalities
        #expect(read.map(\.unit.description) == ["9901-00", "9902-01"])
        #expect(read[1].name == "Sørvågen; \"øst\"" && read[1].language == .nynorsk)
        let short = "municipality,name,organisationNumber,sharedAddress\n9901,Nordbygda,999700004,a@b.example"
        #expect(try MunicipalityFile(Array(short.utf8)).municipalities.map(\.language) == [.bokmål])
    }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            (
                "9901;;A;999700004;post@a.example;\n990;;B;999700004;b@b.example;",
                "Line 3: a municipality has four digits"
            ),
            ("9901;;A;999700001;post@a.example;", "Line 2: the organisation number is none."),
            ("9901;;A;999700004;post;", "Line 2: the shared address"),
            ("9901;;A;999700004;post@a.example;sv", "Line 2: the language"),
            ("9901;;;999700004;post@a.example;", "Line 2: the name is missing."),
            ("9901;;A;999700004;a@a.example;\n9901;00;A;999700004;a@a.example;", "Line 3: 9901-00 stands here twice."),
        ])
    func wrongLines(_ lines: String, _ sentence: String) {
        #expect(faults(Self.head + lines).contains { $0.hasPrefix(sentence) })
    }

    @Test("I-010 a list of care providers: a district's own list, a zero after the number, and what is wrong")
    func providers() throws {
        func read(_ lines: String) throws -> [ProviderFile.Entry] {
            try ProviderFile(Array(("municipality;district;organisationNumber;name\n" + lines).utf8)).entries
        }
        let entries = try read("9901;;999700004;A\n9901;01;9997000120;B\n9901;;999700012;B\n9901;;999700012;\n")
        #expect(entries.map(\.numbers.count) == [2, 1])
        #expect(entries.map { $0.district?.description } == [nil, "01"])
        for wrong in ["990;;999700004;", "9901;x;999700004;", "9901;;999700005;", "9901;;99970000412;", "9901;;;"] {
            #expect(throws: AdministrationError.self, "\(wrong)") { try read(wrong + "\n") }
        }
        #expect(throws: AdministrationError.self) { try ProviderFile(Array("organisationNumber\n999700004".utf8)) }
    }

    @Test("other columns, other encodings and nothing at all are refused")
    func wrongFiles() {
        #expect(faults("kommune;navn\n9901;A").first?.hasPrefix("Line 1: the columns are") == true)
        #expect(faults("").count == 1)
        #expect(throws: AdministrationError.self) { try MunicipalityFile([0xFF, 0xFE, 0x39]) }
    }

    @Test("I-004 the usual dates are a file that can be set; dates in an impossible order are refused")
    func season() throws {
        let usual = SeasonCalendar.usual(yearReported: 2016)
        let text = SeasonFile.text(usual)
        #expect(try SeasonFile.read(Array(text.utf8)) == usual)
        let wrong = text.replacing("2017-01-15", with: "2017-12-15")
        #expect(throws: AdministrationError.self) { try SeasonFile.read(Array(wrong.utf8)) }
        #expect(throws: AdministrationError.self) { try SeasonFile.read(Array("{}".utf8)) }
    }

    @Test("a subject outside ASCII is encoded in words of whole characters, each short enough")
    func encodedWords() throws {
        #expect(MailWriting.encodedWords("Receipt 2016") == "Receipt 2016")
        let text = "Kvittering: data er mottatt fra Sørvågen kommune, æøå 🇳🇴 og mye mer som er langt"
        let words = MailWriting.encodedWords(text).split(separator: " ")
        #expect(words.count > 1)
        var decoded = ""
        for word in words {
            #expect(word.utf8.count <= 75 && word.hasPrefix("=?utf-8?B?") && word.hasSuffix("?="))
            let bytes = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
            decoded += try #require(String(data: bytes, encoding: .utf8))
        }
        #expect(decoded == text)
        // What looks like an encoded word is encoded itself.
        #expect(MailWriting.encodedWords("=?x?q?y?=").hasPrefix("=?utf-8?B?"))
    }
}

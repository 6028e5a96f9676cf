import Identifiers
import IplosContent
import Testing

@Suite struct PersonCheckTests {
    /// Exactly what the letter calls the minimum.
    private static let minimum = """
        <IPLOS xmlns="http://www.npr.no/xmlstds/iplos/2018" versjon="3.5"><INNHINFO><iiKomnr>4601</iiKomnr>
        <iiBydelsnr>00</iiBydelsnr><iiFraDato>20180101</iiFraDato><iiTilDato>20181231</iiTilDato></INNHINFO>
        <PERSON pePeID="1"><TJENESTE tjPeID="1" tjTjID="1"><tjTjenType>21</tjTjenType><tjVedtak>2</tjVedtak>
        <tjInstOrgnr>999700004</tjInstOrgnr></TJENESTE></PERSON>
        <PERSON pePeID="2"><TJENESTE tjPeID="2" tjTjID="1"><tjTjenType>1</tjTjenType><tjVedtak>1</tjVedtak></TJENESTE>
        </PERSON></IPLOS>
        """

    private func read(_ changes: (String, String)...) throws -> SampleReading {
        var extract = SampleExtract()
        extract.text = Self.minimum
        for (old, new) in changes { extract = try extract.replacing(old, new) }
        return try SampleReading(extract)
    }

    @Test("I-007 exactly the minimum passes without a warning")
    func exactlyTheMinimum() throws {
        let reading = try read()
        #expect(reading.findings.allSatisfy { $0.severity == .note && $0.consequence == .report })
        #expect(!reading.findings.isEmpty)
        #expect(reading.checked.allSatisfy { $0.record != nil } && reading.checked.count == 2)
    }

    @Test("I-006, I-007 each part of the minimum that is missing is a strong warning by name and row, never a lock")
    func lessThanTheMinimum() throws {
        let number = ("<tjInstOrgnr>999700004</tjInstOrgnr>", "")
        for (change, control, line, local) in [
            (("<iiBydelsnr>00</iiBydelsnr>", ""), ControlID.district, 1, nil), (number, .institutionNumber, 3, "1"),
            (("<tjTjenType>1</tjTjenType>", ""), .serviceType, 5, "2"), (("pePeID=\"2\"", ""), .personID, 5, nil),
            (("999700004", "999700005"), .providerCheckDigit, 3, "1"),
        ] {
            let reading = try read(change)
            let strong = reading.findings.filter { $0.severity >= .warning }
            #expect(strong.map(\.control) == [control])
            #expect(strong.first?.severity == .strongWarning)
            #expect(strong.first?.line == line && strong.first?.localNumber == local)
            #expect(reading.checked.count == 2)
        }
    }

    @Test("a value that is set to null, a row that is dropped and a person that is dropped count no more")
    func consequences() throws {
        var reading = try SampleReading(SampleExtract().replacing("<poHusstand>1", "<poHusstand>8"))
        var person = try #require(reading.checked.first)
        #expect(person.rows(.circumstances).first?.text(.poHusstand) == nil)
        #expect(person.rows(.circumstances).first?.number(.poPrivHjelp) == 6)
        #expect(person.record?.text(.poHusstand, row: 1) == nil)
        #expect(reading.persons.first?.text(.poHusstand, row: 1) == "8")

        reading = try SampleReading(SampleExtract().replacing("<tjSoknadDato>20150103", "<tjSoknadDato>20190101"))
        person = try #require(reading.checked.first)
        #expect(person.rows(.service).map { $0.number(.tjTjID) } == [2, 3])
        #expect(person.rows(.service).first?.date(.tjFraDato) == 2018_04_01)
        #expect(person.record?.rows.count == 7)

        reading = try SampleReading(SampleExtract().replacing("<peKjonn>K", "<peKjonn>X"))
        person = try #require(reading.checked.first)
        #expect(person.isDropped && person.record == nil && person.rows(.service).isEmpty)

        person = try #require(try SampleReading(SampleExtract()).checked.first)
        #expect(!person.isDropped && person.rows(.service).count == 3 && person.own.text(.peKjonn) == "K")
        #expect(person.rows(.service).first?.hundredths(.tjTimerUke) == 12_50)
    }

    @Test("what could be an identity number is never in a finding, and long or odd text is shortened")
    func nothingPersonal() throws {
        for number in ["01819012345", "018190 12345", "018190-12345", "01.81.90.12345"] {
            let extract = try SampleExtract().replacing("<poHusstand>1", "<poHusstand>\(number)")
                .replacing("pePeID=\"7\"", "pePeID=\"\(number)\"").replacing("fnFnID=\"1\"", "fnFnID=\"\(number)\"")
            let reading = try SampleReading(extract)
            #expect(reading.findings(.wrongForm).first?.found == "•••")
            #expect(reading.findings(.personID).first?.localNumber == "•••")
            #expect(reading.findings(.rowID).contains { $0.rowID == "•••" })
            for finding in reading.findings {
                let told = [finding.message.nb, finding.found, finding.localNumber ?? "", finding.rowID ?? ""]
                #expect(!told.joined().contains("12345"))
            }
        }
        let long = try SampleExtract().replacing(
            "<poHusstand>1", "<poHusstand>=1+\n\(String(repeating: "x", count: 99))")
        let found = try #require(try SampleReading(long).findings(.wrongForm).first?.found)
        #expect(found.count == 40 && found.hasSuffix("…") && found.hasPrefix("=1+ x"))
    }

    @Test("codes are those of the year: 12 and 16 until 2018, 29 from 2019, 10 never")
    func codesOfTheYear() throws {
        for (year, code, isKnown) in [
            (2018, "12", true), (2018, "16", true), (2018, "29", false), (2018, "10", false), (2019, "12", false),
            (2019, "16", false), (2019, "29", true), (2016, "13", true), (2016, "29", false), (2019, "10", false),
        ] {
            let extract = try SampleExtract(year: year).replacing("<tjTjenType>15", "<tjTjenType>\(code)")
            #expect(try SampleReading(extract).findings(.unknownCode).isEmpty == isKnown, "\(code) in \(year)")
        }
        let plan = try SampleExtract(year: 2019).replacing("<poIndPlan>2", "<poIndPlan>9")
        #expect(try SampleReading(plan).findings(.unknownCode).map(\.expected) == [.oneOf(["1", "2", "3", "4"])])
        #expect(try SampleReading(SampleExtract().replacing("<poIndPlan>2", "<poIndPlan>9")).findings == [])
    }

    @Test("row numbers of every length that there may be are told apart; longer ones are no row numbers")
    func rowNumbers() throws {
        // 4294967297 is 1 in 32 bits, and 9999999999 the longest.
        for (two, three, isSame) in [
            ("4294967297", "9999999999", false), ("9999999999", "9999999999", true), ("0000000001", "2", true),
        ] {
            let extract = try SampleExtract().replacing("tjTjID=\"2\"", "tjTjID=\"\(two)\"")
                .replacing("tjTjID=\"3\"", "tjTjID=\"\(three)\"")
            #expect(try SampleReading(extract).findings(.duplicateRow).isEmpty != isSame, "\(two) \(three)")
        }
        // 17179869185 is 1 in 34 bits.
        let reading = try SampleReading(SampleExtract().replacing("tjTjID=\"3\"", "tjTjID=\"17179869185\""))
        #expect(reading.findings(.duplicateRow).isEmpty && reading.findings(.rowID).count == 1)
    }

    @Test("the same local number is noticed however many lie between")
    func localNumbers() throws {
        let extract = SampleExtract()
        let persons = (100..<3000).map { "<PERSON pePeID=\"\($0)\"/>" }.joined()
        let many = try SampleReading(extract.replacing("</IPLOS>", persons + "</IPLOS>"))
        #expect(many.findings(.duplicatePerson).isEmpty && many.counts?.persons == 2901)
        let again = try SampleReading(
            extract.replacing("</IPLOS>", persons + "<PERSON pePeID=\"0100\"/></IPLOS>"))
        #expect(again.findings(.duplicatePerson).map(\.localNumber) == ["0100"])
    }

    @Test("descriptions, which end up in logs, say nothing of a person")
    func bland() throws {
        let reading = try SampleReading(SampleExtract().replacing("<poHusstand>1", "<poHusstand>8"))
        let person = try #require(reading.checked.first)
        var dumped = ""
        dump(reading.persons, to: &dumped)
        dump(reading.findings, to: &dumped)
        #expect("\(reading.persons) \(person) \(person.own)".contains("PersonRecord(line 8)"))
        #expect(dumped.contains("K-103 at line 11"))
        for text in [dumped, "\(reading.persons)\(person)\(person.own)\(reading.findings)\(reading.head as Any)"] {
            #expect(!text.contains("poHusstand") && !text.contains("Prøve") && !text.contains("P70"))
        }
    }

    @Test("a head of another municipality or year stops the file, and no person is checked")
    func foreignHead() throws {
        let own = HeadCheck(municipality: .init("4601"), year: 2018)
        #expect(try SampleReading(SampleExtract(), head: own).findings == [])
        for check in [HeadCheck(municipality: .init("5001"), year: 2018), HeadCheck(year: 2017)] {
            let reading = try SampleReading(SampleExtract(), head: check)
            #expect(reading.findings.map(\.severity) == [.stop])
            #expect(reading.checked.isEmpty)
        }
    }
}

import Identifiers
import IplosContent
import Testing
import XML

@Suite struct ContentReaderTests {
    @Test("head, contacts, persons and rows are read, with their lines")
    func everything() throws {
        let reading = try SampleReading(SampleExtract().adding(person: 8))
        let head = try #require(reading.head)
        #expect(head.revision == .v3_5 && head.municipality?.digits == "4601" && head.district == .whole)
        #expect(head.year == 2018 && head.line == 3 && head[.iiSysID] == "PROVE")
        #expect(head.contacts.map(\.name) == ["Kari Prøve", "Ola Prøve"] && head.contacts[1].email == "c@b.example")
        #expect(reading.persons.map(\.localNumber) == ["7", "8"])
        let person = try #require(reading.persons.first)
        #expect(person.line == 8 && person.link == nil)
        #expect(
            person.rows.map(\.kind) == [
                .person, .circumstances, .function, .service, .service, .service, .diagnosis, .stay,
            ])
        #expect(person.rows.map(\.line) == [8, 11, 16, 18, 22, 25, 28, 30])
        #expect(person.text(.tjVeID, row: 3) == "100" && person.text(.diDiagKode, row: 6) == "P70")
        #expect(person.text(.tjVeID, row: 2) == nil && person.text(.peFraDato) == "20150101")
        #expect(reading.counts?.rows(.service) == 6 && reading.counts?.rows(.stay) == 2)
        #expect(reading.counts?.persons == 2 && reading.counts?.unknownElements == 0)
    }

    @Test("the file cut anywhere gives the same")
    func pieces() throws {
        let extract = SampleExtract(year: 2016).adding(person: 8)
        let whole = try SampleReading(extract)
        for size in [1, 2, 13, 100] {
            let cut = try SampleReading(extract, pieces: size)
            #expect(cut.head == whole.head && cut.counts == whole.counts)
            #expect(cut.persons.map(Self.contents) == whole.persons.map(Self.contents))
        }
    }

    private static func contents(_ person: PersonRecord) -> [String] {
        person.rows.indices.flatMap { row in
            person.rows[row].kind.fields.fields.map { "\($0.name)=\(person.text($0, row: row) ?? "")" }
        }
    }

    @Test("the identity number is an unknown element, told by name and kept nowhere")
    func identity() throws {
        let extract = try SampleExtract(year: 2016).replacing("<peAlder>", "<peFnr>01819012345</peFnr><peAlder>")
        let caught = try SampleReading(extract, expecting: ["peFnr"])
        #expect(caught.unknown == ["peFnr=01819012345"])
        #expect(caught.counts?.unknownElements == 0 && caught.findings == [])
        #expect(!caught.persons.map { Self.contents($0).joined() }.joined().contains("01819012345"))
        #expect(caught.persons.first?.text(.peAlder) == "80")

        let uncaught = try SampleReading(extract)
        #expect(uncaught.counts?.unknownElements == 1 && uncaught.counts?.firstUnknownName == "peFnr")
        #expect(uncaught.findings.map(\.control) == [.unknownElements])
        #expect(!uncaught.findings.map { $0.message.nb + $0.found }.joined().contains("01819012345"))
    }

    @Test("elements of another revision, namespace or place are skipped with what is inside them")
    func skipped() throws {
        let strange = "<x:peAlder xmlns:x=\"urn:x\">1</x:peAlder><TJENESTER><peKjonn>M</peKjonn></TJENESTER>"
        let reading = try SampleReading(SampleExtract().replacing("<peAlder>", strange + "<peAlder>"))
        #expect(reading.persons.first?.text(.peKjonn) == "K" && reading.persons.first?.text(.peAlder) == "80")
        #expect(reading.counts?.unknownElements == 2 && reading.unknown == ["TJENESTER="])

        let later = try SampleReading(
            SampleExtract().replacing("<poHusstand>", "<poVenteliste>1</poVenteliste><poHusstand>"))
        #expect(later.counts?.unknownElements == 1 && later.counts?.firstUnknownName == "poVenteliste")
        let known = try SampleReading(
            SampleExtract(year: 2019).replacing("<poTilDato>99991231</poTilDato>", "<poVenteliste>1</poVenteliste>"))
        #expect(known.counts?.unknownElements == 0 && known.persons.first?.text(.poVenteliste, row: 1) == "1")
    }

    @Test("a second head is skipped")
    func secondHead() throws {
        let reading = try SampleReading(
            SampleExtract().replacing("<PERSON ", "<INNHINFO><iiKomnr>5001</iiKomnr></INNHINFO><PERSON "))
        #expect(reading.head?.municipality?.digits == "4601" && reading.counts?.persons == 1)
        #expect(reading.findings.map(\.control) == [.unknownElements])
    }

    @Test("another order is read and counted, and of a repeated field the first stands")
    func order() throws {
        let moved = try SampleReading(
            SampleExtract().replacing("<peAlder>80</peAlder>", "").replacing(
                "</PERSON>", "<peAlder>80</peAlder></PERSON>"))
        #expect(moved.persons.first?.text(.peAlder) == "80")
        #expect(moved.counts?.misplacedElements == 1 && moved.counts?.firstMisplacedLine == 32)
        let repeated = try SampleReading(
            SampleExtract().replacing("<peAlder>80</peAlder>", "<peAlder>80</peAlder><peAlder>81</peAlder>"))
        #expect(repeated.persons.first?.text(.peAlder) == "80" && repeated.counts?.repeatedFields == 1)
    }

    @Test("of 2017 and before no namespace was ever published: none is taken too, and minor versions")
    func withoutNamespace() throws {
        let bare = try SampleExtract(year: 2016).replacing(" xmlns=\"http://www.npr.no/xmlstds/iplos\"", "")
        #expect(try SampleReading(bare).findings == [])
        #expect(try SampleReading(bare.replacing("\"3.0\"", "\"3.0.5\"")).findings == [])
        #expect(try SampleReading(bare.replacing("\"3.0\"", "\"2.9\"")).fault?.code == .unknownVersion)
    }

    @Test("what is no extract is refused")
    func refused() throws {
        func fault(_ old: String, _ new: String, _ limits: ContentLimits = ContentLimits()) throws -> ContentFault.Code?
        {
            try SampleReading(SampleExtract().replacing(old, new), limits: limits).fault?.code
        }
        #expect(try fault("IPLOS", "IPLOSS") == .unknownFormat)
        #expect(try fault("iplos/2018", "iplos/2017") == .unknownFormat)
        #expect(try fault(" versjon=\"3.5\"", "") == .unknownVersion)
        #expect(try fault("INNHINFO>", "INNHOLD>") == .headMissing)
        #expect(try fault("pePeID=\"7\"", "pePeID=\"7\" lenke=\"12\"") == .badLink)
        #expect(try fault("PROVE", "PROVE", ContentLimits(rows: 7)) == nil)
        #expect(try fault("PROVE", "PROVE", ContentLimits(rows: 6)) == .tooLarge)
        #expect(try fault("PROVE", "PROVE", ContentLimits(octets: 300)) == .tooLarge)
        #expect(try fault("PROVE", "PROVE", ContentLimits(contacts: 1)) == .tooLarge)
        #expect(throws: XMLError.self) { try SampleReading(SampleExtract().replacing("</PERSON>", "")) }
        #expect(throws: XMLError.self) {
            try SampleReading(SampleExtract().replacing("<IPLOS", "<!DOCTYPE IPLOS><IPLOS"))
        }
    }
}

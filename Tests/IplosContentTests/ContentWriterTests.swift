import Identifiers
import IplosContent
import Testing

@Suite struct ContentWriterTests {
    private func written(_ reading: SampleReading, links: [LinkID?] = []) throws -> (SampleExtract, Int) {
        let head = try #require(reading.head)
        var writer = ContentWriter(revision: head.revision)
        writer.begin(head)
        var octets = writer.take()
        for (index, person) in reading.persons.enumerated() {
            var linked = person
            linked.link = index < links.count ? links[index] : nil
            writer.person(linked)
            #expect(writer.count > 0)
            octets += writer.take()
        }
        writer.end()
        octets += writer.take()
        var extract = SampleExtract()
        extract.text = String(decoding: octets, as: UTF8.self)
        return (extract, writer.withheld)
    }

    private func contents(_ person: PersonRecord) -> [String] {
        person.rows.indices.flatMap { row in
            person.rows[row].kind.fields.fields.compactMap { field in
                person.text(field, row: row).map { "\(person.rows[row].kind) \(field.name)=\($0)" }
            }
        }
    }

    @Test("what is written reads back the same, link ids too", arguments: [2016, 2018, 2019])
    func roundTrip(year: Int) throws {
        let extract = SampleExtract(year: year).adding(person: 8)
        let first = try SampleReading(extract)
        let link = try #require(LinkID(bytes: (0..<16).map { UInt8($0 * 7) }))
        let (text, withheld) = try written(first, links: [link, nil])
        let second = try SampleReading(text)
        #expect(second.findings == [] && withheld == 0)
        #expect(second.persons.map(contents) == first.persons.map(contents))
        #expect(second.persons.map(\.link) == [link, nil])
        #expect(second.head?.contacts == first.head?.contacts && second.head?.year == year)
        #expect(text.text.contains("lenke=\"\(String(decoding: link.hexadecimal, as: UTF8.self))\""))
        let (again, _) = try written(second, links: [link, nil])
        #expect(again.text == text.text)
    }

    @Test("values are escaped, and what XML cannot hold is replaced")
    func escaped() throws {
        let values: [(String, String)] = [
            ("<&>\"'", "<&>\"'"), ("a\u{1}b\u{FFFE}", "a\u{FFFD}b\u{FFFD}"), ("Blåbær 🧁", "Blåbær 🧁"),
            ("a\r\nb", "a\r\nb"),
        ]
        for (value, expected) in values {
            var person = PersonRecord()
            person.append(.pePeID, "1".utf8)
            person.append(.peKomnr, value.utf8)
            person.beginRow(.service)
            person.append(.tjVeID, value.utf8)
            var writer = ContentWriter(revision: .v3_5)
            writer.begin(ExtractHead(revision: .v3_5))
            writer.person(person)
            writer.end()
            var extract = SampleExtract()
            extract.text = String(decoding: writer.take(), as: UTF8.self)
            let read = try #require(try SampleReading(extract).persons.first)
            #expect(read.text(.peKomnr) == expected && read.text(.tjVeID, row: 1) == expected)
        }
    }

    @Test("the identity number, fields of other revisions and what could be an identity number are not written")
    func onlyKnownFields() throws {
        let extract = try SampleExtract(year: 2016)
            .replacing("<peAlder>", "<peFnr>01819012345</peFnr><peAlder>")
            .replacing("<diDiagKode>P70", "<diDiagKode>01819012345")
        let reading = try SampleReading(extract)
        let (text, withheld) = try written(reading)
        #expect(withheld == 1)
        #expect(!text.text.contains("01819012345") && !text.text.contains("peFnr"))
        #expect(text.text.contains("<peDiagReserv>2</peDiagReserv>"))

        var writer = ContentWriter(revision: .v3_7)
        writer.person(try #require(reading.persons.first))
        #expect(!String(decoding: writer.take(), as: UTF8.self).contains("peDiagReserv"))
    }

    @Test("a person that was checked is written without what was dropped")
    func checked() throws {
        let reading = try SampleReading(
            SampleExtract().replacing("fnFnID=\"1\"", "").replacing("<poHusstand>1", "<poHusstand>8"))
        var writer = ContentWriter(revision: .v3_5)
        writer.person(try #require(reading.checked.first?.record))
        let text = String(decoding: writer.take(), as: UTF8.self)
        #expect(!text.contains("FUNKSJON") && !text.contains("poHusstand") && text.contains("poPrivHjelp"))
    }
}

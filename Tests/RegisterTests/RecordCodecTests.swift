import IplosContent
import Testing

@testable import Register

@Suite("Stored records")
struct RecordCodecTests {
    private let codec = RecordCodec()

    private func person(_ fill: (inout PersonRecord) -> Void) -> PersonRecord {
        var person = PersonRecord()
        fill(&person)
        return person
    }

    /// What a record says, row by row.
    private func values(_ person: PersonRecord) -> [[String]] {
        person.rows.indices.map { row in
            ["\(person.rows[row].kind)"]
                + IplosField.allCases.compactMap { field in person.text(field, row: row).map { "\(field)=\($0)" } }
        }
    }

    private func roundTrip(_ person: PersonRecord) throws -> PersonRecord {
        let (content, numbers) = codec.encode(person)
        var read = PersonRecord()
        try codec.decode(content, numbers: numbers, into: &read)
        return read
    }

    @Test("a whole person comes back as it was")
    func whole() throws {
        let person = InventedPerson(7) { $0.provider = "999700006" }.record(year: 2016)
        #expect(try values(roundTrip(person)) == values(person))
    }

    @Test("rows with another person's number, or none, keep it")
    func foreignNumbers() throws {
        let person = person {
            $0.append(.pePeID, "7".utf8)
            for number in ["7", "8", ""] {
                $0.beginRow(.service)
                if !number.isEmpty { $0.append(.tjPeID, number.utf8) }
                $0.append(.tjTjenType, "15".utf8)
            }
        }
        #expect(try values(roundTrip(person)) == values(person))
    }

    @Test("a person without a number, and long and strange values, come back")
    func strange() throws {
        let person = person {
            $0.append(.peKomnr, String(repeating: "æ", count: 500).utf8)
            $0.beginRow(.diagnosis)
            $0.append(.diPeID, "12345678901234567890".utf8)
            $0.append(.diDiagKode, "=1+1 \u{0}".utf8)
        }
        #expect(try values(roundTrip(person)) == values(person))
    }

    @Test("the content alone holds no number of the municipality's")
    func apart() throws {
        let content = codec.encode(InventedPerson(7_654_321).record(year: 2016)).content
        #expect(!String(decoding: content, as: UTF8.self).contains("7654321"))
        var read = PersonRecord()
        try codec.decode(content, numbers: nil, into: &read)
        #expect(read.localNumber == nil && read.rows.count > 10)
    }

    @Test("every cut and every changed octet gives a person or an error, never a trap")
    func damage() throws {
        let (content, numbers) = codec.encode(InventedPerson(7).record(year: 2016))
        var read = PersonRecord()
        var errors = 0
        for index in content.indices {
            do { try codec.decode(Array(content[..<index]), numbers: numbers, into: &read) } catch { errors += 1 }
            var changed = content
            changed[index] ^= 0x80
            do { try codec.decode(changed, numbers: numbers, into: &read) } catch { errors += 1 }
        }
        #expect(errors > content.count / 2)
        #expect(throws: RegisterError.damaged) { try codec.decode([], numbers: nil, into: &read) }
        #expect(throws: RegisterError.damaged) { try codec.decode([2], numbers: nil, into: &read) }
    }

    @Test("the numbers that fields are stored under never change")
    func fieldNumbers() {
        let fields: [(IplosField, UInt8)] = [
            (.pePeID, 14), (.poPeID, 23), (.fnPeID, 56), (.tjPeID, 62), (.dgTilDato, 89),
        ]
        for (field, number) in fields { #expect(field.rawValue == number, "\(field)") }
    }
}

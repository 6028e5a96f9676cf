import Identifiers
import NationalIdentity
import Testing
import XML

@testable import IplosExtract

@Suite("Invented extracts")
struct ExtractGeneratorTests {
    @Test("T-129 the same parameters give the same bytes, and any other one gives others")
    func sameBytes() throws {
        let one = try GeneratedExtract(persons: 60)
        #expect(try GeneratedExtract(persons: 60).bytes == one.bytes)
        #expect(try GeneratedExtract(persons: 60, seed: 2).bytes != one.bytes)
        #expect(try GeneratedExtract(persons: 60, year: 2015).bytes != one.bytes)
        #expect(try GeneratedExtract(persons: 60, faults: [.wrongAge: 1]).bytes != one.bytes)
        #expect(try GeneratedExtract(persons: 61).bytes.starts(with: one.bytes.dropLast(9)), "all but </IPLOS>")
    }

    @Test("T-129 the bytes are those of other machines and of earlier days")
    func knownBytes() throws {
        let hash = try GeneratedExtract(persons: 20, year: 2018).bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01B3
        }
        #expect(hash == 15_267_122_314_852_753_049)
    }

    @Test("the generator of numbers is SplitMix64 and stays within its bounds")
    func numbers() {
        var random = SeededGenerator(seed: 1_234_567)
        let known: [UInt64] = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        #expect(known == (0..<3).map { _ in random.next() })
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<7_000 { counts[random.below(7)] += 1 }
        #expect(counts.allSatisfy { (850...1_150).contains($0) })
        #expect(random.below(0) == 0 && random.below(-1) == 0)
        #expect((0..<100).allSatisfy { _ in (3...5).contains(random.within(3, 5)) })
        #expect(random.place(among: [0, 0, 9, 0]) == 2)
    }

    @Test("an extract comes in pieces, none much larger than a quarter of a megabyte, whatever its size")
    func pieces() throws {
        var sizes: [Int] = []
        let generator = ExtractGenerator(persons: 200, seed: 3, municipality: .init("0301")!, year: 2017)
        try generator.write { sizes.append($0.count) }
        #expect(sizes.count > 3)
        #expect(sizes.allSatisfy { $0 > 0 && $0 < 300_000 })
        struct Full: Error {}
        #expect(throws: Full.self) { try generator.write { _ in throw Full() } }
    }

    @Test(
        "I-002 each revision has its root, its year and its municipality",
        arguments: [
            (2007, "3.0", "http://www.npr.no/xmlstds/iplos"), (2017, "3.0", "http://www.npr.no/xmlstds/iplos"),
            (2018, "3.5", "http://www.npr.no/xmlstds/iplos/2018"),
            (2021, "3.7", "http://www.npr.no/xmlstds/iplos/2019"),
        ])
    func head(_ year: Int, _ version: String, _ namespace: String) throws {
        let extract = try GeneratedExtract(
            ExtractGenerator(
                persons: 5, seed: 1, municipality: .init("0301")!, district: .init("12")!, year: year))
        #expect(extract.root.is("IPLOS", namespace))
        #expect(extract.root.attribute("versjon") == version)
        let head = try #require(extract.root.first("INNHINFO", namespace))
        #expect(head.field("iiInnhType") == "P")
        #expect(head.field("iiKomnr") == "0301")
        #expect(head.field("iiBydelsnr") == "12")
        #expect(head.field("iiFraDato") == "\(year)0101")
        #expect(head.field("iiTilDato") == "\(year)1231")
        #expect(head.rows("iiKontakt").count == 2)
        #expect(head.rows("iiKontakt").allSatisfy { $0.field("Epost")?.hasSuffix(".example") == true })
        #expect(extract.persons.count == 5)
    }

    @Test("the revision is the year's unless another is asked for", arguments: 2015...2022)
    func revision(_ year: Int) {
        let expected: GeneratedRevision = year <= 2017 ? .r30 : year == 2018 ? .r35 : .r37
        #expect(ExtractGenerator(persons: 1, seed: 1, municipality: .init("4601")!, year: year).revision == expected)
        let other = ExtractGenerator(persons: 1, seed: 1, municipality: .init("4601")!, year: year, revision: .r35)
        #expect(other.revision == .r35)
    }

    @Test("I-032 to the data of 2017 the identity is in the extract: right, invented, and of the age and sex given")
    func identitiesInside() throws {
        for person in try GeneratedExtract(persons: 150, year: 2017).persons {
            #expect(person.children.first?.name == "peFnr")
            let identity = try NationalIdentity(Array(try #require(person.field("peFnr")).utf8), in: .test)
            #expect(identity.age(atEndOf: 2017).map(String.init) == person.field("peAlder"))
            #expect(identity.isWoman == (person.field("peKjonn") == "K"))
        }
    }

    @Test(
        "I-032 from the data of 2018 on it is in a file beside, and nothing of it in the extract",
        arguments: [2018, 2019])
    func identitiesBeside(_ year: Int) throws {
        let extract = try GeneratedExtract(persons: 200, year: year)
        let companion = extract.companion()
        #expect(companion.count == 200)
        for person in extract.persons {
            #expect(person.field("peFnr") == nil)
            let digits = try #require(companion[person.attribute("pePeID") ?? ""])
            let identity = try NationalIdentity(digits, in: .test)
            #expect(identity.age(atEndOf: year).map(String.init) == person.field("peAlder"))
            #expect(identity.isWoman == (person.field("peKjonn") == "K"))
        }
        let text = String(decoding: extract.bytes, as: UTF8.self)
        #expect(companion.values.allSatisfy { !text.contains(String(decoding: $0, as: UTF8.self)) })
    }

    @Test("T-121 no identity comes twice in a large population, and D-numbers are among them")
    func unique() throws {
        var seen: Set<[UInt8]> = []
        var kinds: [NationalIdentity.Kind: Int] = [:]
        // From many places of the row, so that the last days are asked as well as the first.
        for index in stride(from: 0, to: 500_000, by: 499) {
            for neighbour in index..<index + 3 {
                let digits = InventedIdentity(index: neighbour, year: 2019).digits
                #expect(seen.insert(digits).inserted)
                kinds[try NationalIdentity(digits, in: .test).kind, default: 0] += 1
            }
        }
        #expect(Set(kinds.keys) == [.birthNumber, .dNumber])
        #expect((25...120).contains(kinds[.dNumber] ?? 0), "about one of fifty")
    }

    @Test("I-033 the same persons come again in another year and another municipality, a year older")
    func sameAgain() throws {
        let one = try GeneratedExtract(persons: 40, year: 2018).companion()
        let later = ExtractGenerator(
            persons: 20, seed: 99, municipality: .init("0301")!, year: 2019, firstPerson: 20)
        let other = try GeneratedExtract(later).companion()
        for index in 0..<20 { #expect(other["\(10_000 + index)"] == one["\(10_020 + index)"]) }
    }

    @Test("I-010 organisation numbers are right, begin with 999, and differ from municipality to municipality")
    func providers() throws {
        let one = ExtractGenerator(persons: 1, seed: 1, municipality: .init("4601")!, year: 2016).providers
        let other = ExtractGenerator(persons: 1, seed: 1, municipality: .init("4602")!, year: 2016).providers
        #expect(one.count >= 5)
        #expect((one + other).allSatisfy { $0.digits.hasPrefix("999") })
        #expect(Set(one).isDisjoint(with: other))
    }
}

import IplosExtract
import Testing
import XML

@Suite("How invented care is spread")
struct GeneratedFiguresTests {
    private static let made = Result { try GeneratedExtract(persons: 1_000, seed: 11) }
    private let extract: GeneratedExtract

    init() throws { extract = try Self.made.get() }

    private func share(_ count: Int, of total: Int) -> Double { 100 * Double(count) / Double(total) }

    /// The granted services of a person that go on at the end of the year.
    private func atYearEnd(_ person: XMLElement) -> [XMLElement] {
        person.rows("TJENESTE").filter { $0.field("tjVedtak") == "2" && $0.field("tjTilDato") == "99991231" }
    }

    @Test("about thirty rows and six to seven kilobytes a person")
    func size() {
        let kinds = ["PERSONOPPL", "FUNKSJON", "TJENESTE", "DIAGNOSE", "DOGNTILBUD"]
        let rows = extract.persons.reduce(0) { $0 + $1.children.count { kinds.contains($0.name) } }
        #expect((28...34).contains(rows / 1_000))
        #expect((5_800...7_000).contains(extract.bytes.count / 1_000))
    }

    @Test("kinds of care at the end of the year are as published, within three points of a hundred")
    func careGroups() {
        var counts: [String: Int] = [:]
        for person in extract.persons {
            let types = Set(atYearEnd(person).compactMap { $0.field("tjTjenType") })
            guard !types.isEmpty else { continue }
            let group =
                if types.contains("21") {
                    "long"
                } else if !types.isDisjoint(with: ["18", "19", "20"]) {
                    "limited"
                } else {
                    types.contains("1")
                        ? (types.contains("15") ? "both" : "practical")
                        : types.contains("15") ? "nursing" : "other"
                }
            counts[group, default: 0] += 1
        }
        let total = counts.values.reduce(0, +)
        // Of 278 017 at the end of 2016.
        let published = [
            ("long", 11.9), ("limited", 3.4), ("both", 22.4), ("practical", 12.9), ("nursing", 31.4), ("other", 17.9),
        ]
        for (group, percent) in published { #expect(abs(share(counts[group] ?? 0, of: total) - percent) < 3) }
        #expect(abs(share(total, of: 1_000) - 78.3) < 3, "278 017 of 355 000")
    }

    @Test("ages are as published, and mean hours at home within a sixth")
    func agesAndHours() {
        let ages = extract.persons.compactMap { Int($0.field("peAlder") ?? "") }
        for (range, percent) in [
            (0...17, 5.0), (18...49, 22), (50...66, 14), (67...79, 21), (80...89, 25), (90...120, 13),
        ] {
            #expect(abs(share(ages.count { range.contains($0) }, of: 1_000) - percent) < 0.1)
        }
        let hours = extract.persons.map(atYearEnd)
            .filter { !$0.isEmpty && !$0.contains { $0.field("tjTjenType") == "21" } }
            .map { $0.compactMap { Double($0.field("tjTimerUke") ?? "") }.reduce(0, +) }
        let mean = hours.reduce(0, +) / Double(hours.count)
        #expect(abs(mean - 8.7) < 1.5, "8.7 in 2014, 9.2 in 2017")
    }
}

@Suite("Invented extracts without planted faults")
struct FaultlessExtractTests {
    @Test("dates are in order, touch the year and exist", arguments: [2007, 2016, 2019, 2040])
    func dates(_ year: Int) throws {
        for person in try GeneratedExtract(persons: 150, year: year).persons {
            #expect(Int(person.field("peAlder") ?? "") ?? -1 >= 0)
            for row in person.children where !row.children.isEmpty {
                var dates: [String: String] = [:]
                for field in row.children where field.name.hasSuffix("Dato") {
                    #expect(field.text.count == 8)
                    #expect(field.text == "99991231" || ("20050101"..."\(year)1231").contains(field.text))
                    dates[String(field.name.dropFirst(2))] = field.text
                }
                guard let from = dates["FraDato"], let to = dates["TilDato"] else { continue }
                #expect(from <= to)
                #expect(to >= "\(year)0101")
                if let applied = dates["SoknadDato"], let decided = dates["VedtDato"] {
                    #expect(applied <= decided && decided <= from)
                }
            }
        }
    }

    @Test("row numbers are unique and every person has services and functions")
    func rows() throws {
        for person in try GeneratedExtract(persons: 200).persons {
            for (kind, id) in [
                ("TJENESTE", "tjTjID"), ("FUNKSJON", "fnFnID"), ("PERSONOPPL", "poPoID"), ("DIAGNOSE", "diDiID"),
            ] {
                let ids = person.rows(kind).compactMap { $0.attribute(id) }
                #expect(ids.count == Set(ids).count)
                #expect(kind == "DIAGNOSE" || !ids.isEmpty)
            }
            let functions = Set(person.rows("FUNKSJON").compactMap { $0.field("fnFunkType") })
            #expect(functions.count == 17)
        }
    }
}

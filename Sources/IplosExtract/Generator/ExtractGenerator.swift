public import Identifiers

/// Makes an extract of invented recipients of care, of any size, for tests, demonstrations and measurements.
///
/// About thirty rows and 6–7 kB of XML a person; services, need and hours are spread as `CareFigures` says. The same
/// parameters give the same bytes everywhere. Identity numbers have 80 added to the month, organisation numbers begin
/// with 999. Nothing is held in memory but one person and the table of planted faults.
public struct ExtractGenerator: Sendable {
    public let persons: Int
    public let seed: UInt64
    public let unit: ReportingUnit
    public let year: Int
    public let revision: GeneratedRevision
    /// Where each fault lies, in the order of the persons.
    public let placedFaults: [PlacedFault]
    private let firstPerson: Int
    private let faultsByPerson: [Int: PlantedFault]

    /// - Parameters:
    ///   - persons: at most 4 000 000 together with `firstPerson`, so that no identity comes twice.
    ///   - year: 2007 to 2040, else the nearest; the extract is about the whole of it.
    ///   - revision: that of the year when nil.
    ///   - firstPerson: where in the endless row of invented persons to begin. Municipalities that begin far enough
    ///     apart have none in common; the same persons come again in other years from 2016 on, and grow older.
    ///   - faults: how many persons get each; together no more than there are persons, the rest is left out.
    public init(
        persons: Int, seed: UInt64, municipality: MunicipalityNumber, district: DistrictNumber = .whole, year: Int,
        revision: GeneratedRevision? = nil, firstPerson: Int = 0, faults: [PlantedFault: Int] = [:]
    ) {
        let persons = max(0, persons)
        self.persons = persons
        self.seed = seed
        self.unit = ReportingUnit(municipality: municipality, district: district)
        self.year = min(max(year, 2007), 2040)
        self.revision = revision ?? GeneratedRevision(year: self.year)
        self.firstPerson = firstPerson
        let all = PlantedFault.allCases.flatMap { repeatElement($0, count: max(0, faults[$0] ?? 0)) }.prefix(persons)
        let places = all.enumerated().map { (person: $0.offset * persons / all.count, fault: $0.element) }
        faultsByPerson = Dictionary(places.map { ($0.person, $0.fault) }, uniquingKeysWith: { first, _ in first })
        placedFaults = places.map { PlacedFault(fault: $0.fault, localNumber: Self.localNumber(ofPerson: $0.person)) }
    }

    /// The organisations that give the services: what a municipality's list of them would hold.
    public var providers: [OrganisationNumber] { InventedOrganisations.providers(of: unit.municipality) }

    /// Writes the extract in pieces of about 256 kB.
    public func write(to sink: ([UInt8]) throws -> Void) throws {
        let season = season
        var out = ExtractBytes(days: DayTexts(from: 2005, to: year + 1))
        out.reserve(Self.pieceLength + 65_536)
        writeHead(season, to: &out)
        for index in 0..<persons {
            var random = SeededGenerator(seed: seed, item: index)
            let person = InventedPerson(
                index: index, season: season, fault: faultsByPerson[index], random: &random)
            let writing = PersonWriting(person: person, season: season, random: random)
            writing.write(to: &out)
            if person.fault == .duplicatePerson { writing.write(to: &out) }
            if out.bytes.count >= Self.pieceLength {
                try sink(out.bytes)
                out.removeAll()
            }
        }
        out.text("</IPLOS>\n")
        try sink(out.bytes)
    }

    /// Writes the file of identity numbers that lies beside an extract without them: a heading, then a line of local
    /// number, semicolon and identity number for each person; a person without identity has no line.
    public func writeIdentities(to sink: ([UInt8]) throws -> Void) throws {
        var out = ExtractBytes(days: DayTexts(from: 2005, to: 2005))
        out.text("pePeID;identity\n")
        for index in 0..<persons where faultsByPerson[index] != .missingIdentity {
            let identity = InventedIdentity(index: firstPerson + index, year: year)
            out.number(Self.localNumber(ofPerson: index))
            out.text(";")
            out.octets(
                faultsByPerson[index] == .invalidIdentity ? identity.withWrongCheckDigit : identity.digits)
            out.text("\n")
            if out.bytes.count >= Self.pieceLength {
                try sink(out.bytes)
                out.removeAll()
            }
        }
        try sink(out.bytes)
    }

    static func localNumber(ofPerson index: Int) -> Int { 10_000 + index }

    private static let pieceLength = 262_144

    private var season: GeneratedSeason {
        let others = InventedOrganisations.others.map { Array($0.digits.utf8) }
        return GeneratedSeason(
            year: year, revision: revision, municipality: Array(unit.municipality.digits.utf8),
            district: Array(unit.district.digits.utf8), firstPerson: firstPerson,
            providers: providers.map { Array($0.digits.utf8) }, hospital: others.first ?? [],
            unknownProvider: others.last ?? [], firstDay: DayTexts.newYear(2006), newYear: DayTexts.newYear(year),
            lastDay: DayTexts.newYear(year + 1) - 1)
    }

    /// The start of the document and INNHINFO.
    private func writeHead(_ season: GeneratedSeason, to out: inout ExtractBytes) {
        out.text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<IPLOS xmlns=\"")
        out.text(revision.namespace)
        out.text("\" versjon=\"")
        out.octets(Array(revision.rawValue.utf8))
        out.text("\">\n<INNHINFO>")
        out.field("iiInnhType", "P")
        out.field("iiKomnr", octets: season.municipality)
        out.field("iiBydelsnr", octets: season.district)
        for (type, name, telephone) in [(1, "Bjørg Prøvesen", 68_050_001), (2, "Kåre Testmoen", 68_050_002)] {
            out.text("<iiKontakt>")
            out.field("Type", type)
            out.field("Navn", octets: Array(name.utf8))
            out.field("Telefon", telephone)
            out.field("Epost", octets: Array("iplos\(type)@kommune-\(unit.municipality).example".utf8))
            out.text("</iiKontakt>")
        }
        out.field("iiFraDato", day: season.newYear)
        out.field("iiTilDato", day: season.lastDay)
        out.field("iiLagetDato", day: season.lastDay + 3)
        out.field("iiSysID", "PROVE")
        out.field("iiSysVersjon", "1.0")
        out.field("iiLopenr", 1)
        out.text("</INNHINFO>\n")
    }
}

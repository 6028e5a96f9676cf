import IplosContent

/// What the figures need of one checked person, read once: services that count, the newest circumstances, functions and
/// diagnoses. Dates are numbers `YYYYMMDD`.
struct PersonFacts {
    /// One service that counts: granted, or of a kind that needs no decision, and begun.
    struct Service {
        let type: Int
        let start: Int
        let stop: Int
        /// Hours a week in hundredths; nil when not given.
        let hours: Int?
        let provider: String?
    }

    private static let openEnd = 9999_12_31
    /// Services that count without a granted decision, since the format asks for none: alarms, dwellings, acute stays …
    private static let withoutDecision: Set<Int> = [6, 12, 13, 16, 24, 25, 26, 27, 28]

    let year: Int
    let age: Int?
    let services: [Service]
    /// The scored functions at the end of the year: type to value 1–5.
    let functions: [Int: Int]
    let hasDiagnosis: Bool
    let hasFunction: Bool
    /// The newest row of circumstances.
    let circumstances: CheckedRow?
    private let death: Int

    /// - Returns: nil for a person whose own row is left out, or who died before the year.
    init?(_ person: CheckedPerson) {
        guard !person.isDropped else { return nil }
        let first = person.year * 10_000 + 101
        let last = person.year * 10_000 + 1231
        death = person.own.date(.peDodDato) ?? Self.openEnd
        guard death >= first else { return nil }
        year = person.year
        age = person.own.number(.peAlder)
        services = person.rows(.service).compactMap { Self.service($0, first: first, last: last) }
        let valid = person.rows(.function).filter {
            ($0.date(.fnFraDato) ?? 0) <= last && ($0.date(.fnTilDato) ?? Self.openEnd) >= last
        }
        hasFunction = !valid.isEmpty
        var newest: [Int: (from: Int, value: Int)] = [:]
        for row in valid {
            guard let type = row.number(.fnFunkType), let value = row.number(.fnFunkVerdi) else { continue }
            let from = row.date(.fnFraDato) ?? 0
            if (newest[type]?.from ?? -1) <= from { newest[type] = (from, value) }
        }
        functions = newest.mapValues(\.value).filter { (1...5).contains($0.value) }
        hasDiagnosis = person.rows(.diagnosis).contains { $0.text(.diDiagKode) != nil }
        circumstances = person.rows(.circumstances).reduce(nil) { best, row in
            guard (row.date(.poFraDato) ?? 0) <= last else { return best }
            return (best?.date(.poFraDato) ?? 0) <= (row.date(.poFraDato) ?? 0) ? row : best
        }
    }

    var lastDay: Int { year * 10_000 + 1231 }

    /// Whether the person is a recipient on the last day of the year.
    var isRecipientAtEnd: Bool { !servicesAtEnd.isEmpty }

    /// Services that go on on the last day of the year, for who is alive then.
    var servicesAtEnd: [Service] {
        death < lastDay ? [] : services.filter { $0.stop >= lastDay }
    }

    private static func service(_ row: CheckedRow, first: Int, last: Int) -> Service? {
        guard let type = row.number(.tjTjenType), let start = row.date(.tjFraDato), start <= last else { return nil }
        let stop = row.date(.tjTilDato) ?? openEnd
        let decision = row.number(.tjVedtak)
        guard stop >= first, decision == 2 || decision == nil && withoutDecision.contains(type) else { return nil }
        return Service(
            type: type, start: start, stop: stop, hours: row.hundredths(.tjTimerUke), provider: row.text(.tjInstOrgnr))
    }
}

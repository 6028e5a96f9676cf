/// One invented recipient of care: who it is, how much care it needs and in which days of the year it gets it.
struct InventedPerson {
    let localNumber: Int
    let identity: InventedIdentity
    /// On 31 December of the year reported.
    let age: Int
    let group: CareGroup
    let need: CareNeed
    /// Hundredths of an hour.
    let weeklyHours: Int
    /// Days since 1970: registered from, and services until; nil when they go on.
    let since: Int
    let until: Int?
    let hasDied: Bool
    let reservesDiagnosis: Bool
    let fault: PlantedFault?

    /// Draws everything that is not said by the index alone.
    init(index: Int, season: GeneratedSeason, fault: PlantedFault?, random: inout SeededGenerator) {
        localNumber = ExtractGenerator.localNumber(ofPerson: index)
        identity = InventedIdentity(index: season.firstPerson + index, year: season.year)
        age = max(0, season.year - identity.birthYear)
        self.fault = fault

        let drawnGroup = random.place(among: CareFigures.groupShares[identity.ageGroup])
        group = fault?.careGroup ?? CareGroup(rawValue: drawnGroup) ?? .nursing
        need = CareNeed(rawValue: random.place(among: CareFigures.needShares[group.rawValue])) ?? .limited
        let mean = CareFigures.weeklyHours[identity.ageGroup][need.rawValue]
        weeklyHours = min(14_000, max(25, mean / 4 + random.below(mean * 3 / 2)))

        let earliest = max(season.firstDay, DayTexts.newYear(identity.birthYear + 1))
        let yearsBack = group == .longTermStay ? 4 : group == .timeLimitedStay ? 1 : 6
        since = max(earliest, season.lastDay - 40 - random.below(yearsBack * 365))
        let endsInYear = fault == nil && random.chance(perThousand: CareFigures.endedInYear)
        until = endsInYear ? random.within(max(since, season.newYear) + 20, season.lastDay) : nil
        hasDied = endsInYear && random.chance(perThousand: age >= 80 ? 500 : 60)
        reservesDiagnosis = fault?.needsDiagnosis != true && random.chance(perThousand: 30)
    }

    /// The last day in the year on which it gets care.
    func lastDay(in season: GeneratedSeason) -> Int { until ?? season.lastDay }

    /// A day in the year on which something changed, for so many of a thousand; what was before it then lasted into the
    /// year, as all must that is reported.
    func turn(in season: GeneratedSeason, perThousand: Int, _ random: inout SeededGenerator) -> Int? {
        let day = random.within(max(since, season.newYear) + 1, lastDay(in: season))
        return random.chance(perThousand: perThousand) && day > since + 10 ? day : nil
    }
}

/// The year that an invented extract is about, and what all its persons share.
struct GeneratedSeason {
    let year: Int
    let revision: GeneratedRevision
    let municipality: [UInt8]
    let district: [UInt8]
    let firstPerson: Int
    /// Organisation numbers in ASCII: who gives the services, a hospital, and one that nobody knows.
    let providers: [[UInt8]]
    let hospital: [UInt8]
    let unknownProvider: [UInt8]
    /// Days since 1970: the earliest that is written, and the first and last of the year.
    let firstDay: Int
    let newYear: Int
    let lastDay: Int
}

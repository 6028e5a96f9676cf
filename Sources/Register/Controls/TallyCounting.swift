import IplosContent

/// Counts one person after another into a tally. Everything is at the end of the year unless its name says otherwise;
/// someone with several services of a group counts once in it.
struct TallyCounting: Sendable {
    private(set) var tally = Tally()
    private let rule: AssistanceNeedRule

    init(rule: AssistanceNeedRule) { self.rule = rule }

    /// The groups of service types that the key figures (KOSTRA) speak of.
    enum Services {
        static let home: Set<Int> = [1, 2, 3, 7, 11, 15]
        static let activation: Set<Int> = [4, 5, 6, 9, 26]
        static let institution: Set<Int> = [18, 19, 20, 21]
        static let timeLimited: Set<Int> = [8, 18, 19, 20]
        static let hours: Set<Int> = [1, 2, 3, 4, 7, 9, 11, 15, 17, 22]
        static let housing: Set<Int> = [12, 13, 29]
        /// What an individual plan is not counted for.
        static let withoutPlan: Set<Int> = [14, 21, 22, 23, 24, 25, 26, 27, 28]
        static let longTerm = 21
        static let assistant = 3
        static let nursing = 15
    }

    /// Persons whose record is left out or who died before the year count as persons and for nothing else.
    mutating func add(_ facts: PersonFacts?) {
        tally.add(.persons)
        guard let facts, !facts.services.isEmpty else { return }
        tally.add(.recipients)
        for type in Set(facts.services.map(\.type)) {
            tally.add(.service(type))
            if facts.hasDiagnosis { tally.add(.diagnosed(type)) }
        }
        guard facts.isRecipientAtEnd else { return }
        tally.add(.recipientsAtEnd)
        let types = Set(facts.servicesAtEnd.map(\.type))
        let need = rule.need(facts.functions)
        tally.add(.need(need, AgeGroup(facts.age)))
        addRegistered(facts, types)
        addIndicators(facts, types, need)
    }

    private mutating func addRegistered(_ facts: PersonFacts, _ types: Set<Int>) {
        let place: Living = types.contains(Services.longTerm) ? .longTerm : .home
        tally.add(.living(place))
        let row = facts.circumstances
        let items: [(RegisteredItem, Bool)] = [
            (.function, facts.hasFunction), (.diagnosis, facts.hasDiagnosis),
            (.doctor, row?.text(.poVurdLege) != nil), (.dentist, row?.text(.poVurdTann) != nil),
            (.individualPlan, row?.text(.poIndPlan) != nil), (.household, row?.text(.poHusstand) != nil),
        ]
        for (item, isRegistered) in items where isRegistered { tally.add(.registered(item, place)) }
    }

    private mutating func addIndicators(_ facts: PersonFacts, _ types: Set<Int>, _ need: AssistanceNeed) {
        let isHome = !types.isDisjoint(with: Services.home)
        let isActive = !types.isDisjoint(with: Services.activation)
        let isExtensive = need == .extensive
        count(.homeServices, isHome)
        count(.activation, isActive)
        count(.both, isHome && isActive)
        count(.extensiveAtHome, isHome && isExtensive)
        count(.extensiveAtHome80, isHome && isExtensive && (facts.age ?? 0) >= 80)
        count(.institution, !types.isDisjoint(with: Services.institution))
        count(.timeLimitedExtensive, isExtensive && !types.isDisjoint(with: Services.timeLimited))
        count(
            .individualPlan, facts.circumstances?.number(.poIndPlan) == 1 && !types.isSubset(of: Services.withoutPlan))
        count(.assistants, types.contains(Services.assistant))
        count(
            .staffedHousing,
            facts.servicesAtEnd.contains { Services.housing.contains($0.type) && $0.provider != nil })
        count(.privateHelp, (1...5).contains(facts.circumstances?.number(.poPrivHjelp) ?? 0))
        addHours(facts, types, isHome: isHome)
    }

    /// Hours of who lives at home; a service without hours adds none, and someone without any is not in the mean.
    private mutating func addHours(_ facts: PersonFacts, _ types: Set<Int>, isHome: Bool) {
        guard !types.contains(Services.longTerm) else { return }
        let hours = sum(facts) { Services.hours.contains($0) }
        let nursing = sum(facts) { $0 == Services.nursing }
        if hours > 0 {
            count(.hoursPersons, true)
            tally.add(.indicator(.hoursSum), hours)
        }
        if nursing > 0 {
            count(.nursingPersons, true)
            tally.add(.indicator(.nursingSum), nursing)
        }
        count(.highHours, hours >= 3_550)
        count(.highHoursAtHome, isHome && hours > 3_550)
    }

    private func sum(_ facts: PersonFacts, of types: (Int) -> Bool) -> Int {
        facts.servicesAtEnd.reduce(0) { $0 + (types($1.type) ? $1.hours ?? 0 : 0) }
    }

    private mutating func count(_ part: IndicatorPart, _ applies: Bool) {
        if applies { tally.add(.indicator(part)) }
    }
}

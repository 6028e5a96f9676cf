/// The field rules of one revision and year, laid out so that a row is checked without a look-up by name.
public struct RuleSet: Sendable {
    public let revision: IplosRevision
    public let year: Int

    /// A rule without references, as the check of each value needs it.
    struct Compiled: Sendable {
        let form: FieldForm
        let hasCodes: Bool
        /// Bit n for code n.
        let numbers: UInt64
        /// Bit n for the n-th capital letter.
        let letters: UInt64
        let hasPeriod: Bool
        let onWrongForm: Consequence
        let onMissing: Consequence
        let onUnknownCode: Consequence
        let onOutsidePeriod: Consequence
        /// Bit n for service type n, where the field is required for some.
        let requiredServices: UInt64
    }

    private let sources: [FieldRule?]
    private let compiled: [Compiled?]
    /// For each record kind: the places that must be filled in any case.
    private let requiredPlaces: [UInt64]
    /// The fields of services that some types require.
    let serviceRequirements: [IplosField]

    /// Rules of the year's data in that revision.
    public init(revision: IplosRevision, year: Int) {
        self.revision = revision
        self.year = year
        var sources = [FieldRule?](repeating: nil, count: IplosField.allCases.count)
        var places = [UInt64](repeating: 0, count: RecordKind.allCases.count)
        var services: [IplosField] = []
        for rule in FieldRule.all
        where rule.years.contains(year) && revision.has(rule.field) {
            sources[Int(rule.field.rawValue)] = rule
            let kind = rule.field.kind
            switch rule.required {
            case .never: break
            case .always: places[Int(kind.rawValue)] |= 1 << UInt64(rule.field.place(in: kind))
            case .services: services.append(rule.field)
            }
        }
        self.sources = sources
        compiled = sources.map { $0.map { Self.compile($0, year: year) } }
        requiredPlaces = places
        serviceRequirements = services
    }

    /// The rule of a field; nil when the revision or year does not have it.
    public func rule(_ field: IplosField) -> FieldRule? { sources[Int(field.rawValue)] }

    func compiled(_ field: IplosField) -> Compiled? { compiled[Int(field.rawValue)] }

    func requiredPlaces(_ kind: RecordKind) -> UInt64 { requiredPlaces[Int(kind.rawValue)] }

    private static func compile(_ rule: FieldRule, year: Int) -> Compiled {
        let codes = rule.codes?.codes(in: year).map(\.value) ?? []
        let numbers = codes.compactMap(UInt64.init)
        let letters = codes.compactMap { $0.utf8.first }.filter { (65...90).contains($0) }
        var services: UInt64 = 0
        if case .services(let types) = rule.required { services = types.reduce(0) { $0 | 1 << UInt64($1) } }
        return Compiled(
            form: rule.form, hasCodes: rule.codes != nil, numbers: numbers.reduce(0) { $0 | 1 << $1 },
            letters: letters.reduce(0) { $0 | 1 << UInt64($1 - 65) }, hasPeriod: rule.period != nil,
            onWrongForm: rule.onWrongForm, onMissing: rule.onMissing, onUnknownCode: rule.onUnknownCode,
            onOutsidePeriod: rule.onOutsidePeriod, requiredServices: services)
    }
}

public import Identifiers
public import IplosContent
public import IplosExtract

/// What a check of an extract came to: whether it would be taken, what would be left out, and what is wrong by control.
public struct CheckSummary: Sendable {
    /// What the register would do with the extract as it stands.
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// Nothing was found that anybody must mend.
        case clean
        /// It would be taken whole; there are findings to mend.
        case findings
        /// It would be taken, but rows or persons would be left out.
        case losses
        /// It would not be taken: not readable, or of another version, municipality or period.
        case stopped
    }

    /// The findings of one control.
    public struct Group: Sendable {
        /// The first finding: it knows the control's texts.
        public let first: ReportFinding
        public internal(set) var count: Int
        /// The first few.
        public internal(set) var examples: [ReportFinding]

        /// For how many rows each consequence was drawn.
        public internal(set) var consequences: [Consequence: Int]
    }

    /// Who reports and on which year; nil when the head does not say.
    public internal(set) var unit: ReportingUnit?
    public internal(set) var year: Int?
    public internal(set) var revision: IplosRevision?
    public internal(set) var counts = ContentCounts()
    /// Persons that would get no pseudonym, or whose own row would be left out.
    public internal(set) var personsLeftOut = 0
    /// Persons by type of service, for comparing with other years: a granted service counts once a person.
    public internal(set) var recipients: [Int: Int] = [:]
    /// By control, in the order of their numbers.
    public private(set) var groups: [Group] = []
    /// Why the file could not be read to its end.
    public internal(set) var unreadable: UnreadableExtract?

    private var places: [String: Int] = [:]
    private let exampleCount: Int

    init(examples: Int) { exampleCount = examples }

    public var persons: Int { counts.persons }

    /// Whether nobody had an identity number, in an extract that has them in a file of their own.
    public var lacksIdentities: Bool {
        revision.map { $0 != .v3_0 } == true && persons > 0 && count(of: .missing) == persons
    }

    /// How many persons have this fault of identity.
    public func count(of control: IdentityControl) -> Int {
        groups.first { $0.first.control == control.rawValue }?.count ?? 0
    }

    public var verdict: Verdict {
        if unreadable != nil || groups.contains(where: { $0.first.severity == .stop }) { return .stopped }
        // Nobody at all is the greatest loss, though no row was left out for it.
        if persons == 0 { return .losses }
        let drawn = groups.flatMap(\.consequences.keys)
        if drawn.contains(.dropRow) { return .losses }
        return groups.isEmpty ? .clean : .findings
    }

    mutating func note(_ finding: ReportFinding) {
        if let place = places[finding.control] {
            groups[place].count += 1
            groups[place].consequences[finding.consequence, default: 0] += 1
            if groups[place].examples.count < exampleCount { groups[place].examples.append(finding) }
            return
        }
        places[finding.control] = groups.count
        groups.append(
            Group(first: finding, count: 1, examples: [finding], consequences: [finding.consequence: 1]))
    }

    /// Puts the groups in the order of their controls.
    mutating func sort() {
        groups.sort { $0.first.control < $1.first.control }
        places = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1.first.control, $0) })
    }
}

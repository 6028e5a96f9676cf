public import Identifiers
import IplosExtract

/// What changed from one side to the other: to the last submission, or to last year.
///
/// Persons are named by the municipality's own numbers, never by identity. A fault is the same when the same control
/// struck at the same person; rows have other numbers from one year to the next.
public struct ReportDifference: Sendable, Equatable {
    /// Why two sides are not compared.
    public enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        case otherUnits

        public var description: String { "The two are of different municipalities or districts." }
    }

    /// What became of a control's faults. Local numbers; an empty one is for what belongs to no person.
    public struct Control: Sendable, Equatable {
        public let control: String
        public let title: String
        public let gone: [String]
        public let new: [String]
        public let stillThere: [String]
    }

    /// A figure that is not the same.
    public struct Figure: Sendable, Equatable {
        public let table: String
        public let row: String
        /// Empty for a table of one figure a row.
        public let column: String
        public let before: String?
        public let after: String?
    }

    /// Who is reported now and who was.
    public struct Persons: Sendable, Equatable {
        public let before: Int
        public let after: Int
        public let gained: [String]
        public let lost: [String]
    }

    public let unit: ReportingUnit
    public let years: [Int]
    /// By number; only those with something on either side.
    public let controls: [Control]
    public let figures: [Figure]
    /// Nil unless both are extracts: a feedback names only those with errors.
    public let persons: Persons?
    /// Whether a list lacks rows, so that faults may seem to have come or gone.
    public let isShortened: Bool

    /// - Throws: `Refusal`.
    public init(from old: ReportSide, to new: ReportSide) throws(Refusal) {
        guard old.unit == new.unit else { throw .otherUnits }
        unit = new.unit
        years = [old.year, new.year]
        isShortened = old.isShortened || new.isShortened
        controls = Self.controls(old, new)
        figures = old.source == new.source ? Self.figures(old, new) : []
        if let before = old.persons, let after = new.persons {
            persons = Persons(
                before: before.count, after: after.count, gained: Self.ordered(after.subtracting(before)),
                lost: Self.ordered(before.subtracting(after)))
        } else {
            persons = nil
        }
    }

    private static func controls(_ old: ReportSide, _ new: ReportSide) -> [Control] {
        let before = Dictionary(grouping: old.faults, by: \.control)
        let after = Dictionary(grouping: new.faults, by: \.control)
        // What no register can find is neither new in an extract nor gone from a list that came back.
        let unlike = old.source == new.source ? [] : IdentityControl.allCases.filter(\.isSeenHereAlone).map(\.rawValue)
        return Set(before.keys).union(after.keys).subtracting(unlike).sorted().map { control in
            let (was, now) = (
                Set((before[control] ?? []).map(\.localNumber)), Set((after[control] ?? []).map(\.localNumber))
            )
            return Control(
                control: control, title: new.titles[control] ?? old.titles[control] ?? control,
                gone: ordered(was.subtracting(now)), new: ordered(now.subtracting(was)),
                stillThere: ordered(was.intersection(now)))
        }
    }

    private static func figures(_ old: ReportSide, _ new: ReportSide) -> [Figure] {
        Set(old.figures.keys).union(new.figures.keys).sorted().compactMap { place in
            let (before, after) = (old.figures[place], new.figures[place])
            if before == after { return nil }
            return Figure(table: place.table, row: place.row, column: place.column, before: before, after: after)
        }
    }

    /// As in a record system: numbers by size.
    private static func ordered(_ numbers: Set<String>) -> [String] {
        numbers.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }
}

import Foundation
import OsloCalendar
public import Store

/// How many deviations there are of each category in each month, how far they have come, and how long they took.
public enum DeviationStatistics {
    /// The deviations of one category opened in one month of the Norwegian calendar.
    public struct Row: Sendable, Equatable, Codable {
        /// `2026-11`.
        public let month: String
        public let category: Deviation.Category
        public var count = 0
        public var states: [Deviation.State: Int] = [:]
        /// From opening to closing, hours, of those that are closed; nil when none is.
        public var medianHours: Double?
    }

    /// One row for each month and category that has any, the newest month first.
    public static func rows(_ figures: [DeviationFigure]) -> [Row] {
        let groups = Dictionary(grouping: figures) { Key(month: month(of: $0), category: $0.category) }
        return groups.map { key, figures in
            var row = Row(month: key.month, category: key.category)
            row.count = figures.count
            row.states = Dictionary(figures.map { ($0.state, 1) }, uniquingKeysWith: +)
            row.medianHours = medianHours(figures)
            return row
        }.sorted { one, other in
            one.month == other.month ? order(one.category) < order(other.category) : one.month > other.month
        }
    }

    /// From opening to closing, hours, of those that are closed; nil when none is.
    public static func medianHours(_ figures: [DeviationFigure]) -> Double? {
        let hours = figures.compactMap { figure in
            figure.closedAt.map { $0.timeIntervalSince(figure.openedAt) / 3_600 }
        }.sorted()
        guard !hours.isEmpty else { return nil }
        let middle = hours.count / 2
        return hours.count.isMultiple(of: 2) ? (hours[middle - 1] + hours[middle]) / 2 : hours[middle]
    }

    private struct Key: Hashable {
        let month: String
        let category: Deviation.Category
    }

    private static func month(of figure: DeviationFigure) -> String {
        String(OsloTime.day(at: figure.openedAt).description.prefix(7))
    }

    private static func order(_ category: Deviation.Category) -> Int {
        Deviation.Category.allCases.firstIndex(of: category) ?? 0
    }
}

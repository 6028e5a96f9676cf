import ControlReport
import Foundation
public import Identifiers
public import Monitoring
public import Store
public import Texts

/// How many deviations there are of each category in each month, and how long they took until they were closed.
public struct DeviationCount: AdministrationRequest {
    public static let name = "deviation.count"

    public struct Reply: Codable, Sendable, Equatable {
        public let count: Int
        public let states: [Deviation.State: Int]
        /// From opening to closing, hours; nil when none is closed.
        public let medianHours: Double?
        /// The newest month first.
        public let rows: [DeviationStatistics.Row]

        /// Headings of `lines`.
        public static func columns(_ language: Language) -> [String] {
            [
                Phrase("Måned", "Månad", "Month").text(language), DeviationText.label(.category, language),
                Phrase("Antall", "Tal", "Count").text(language),
            ] + Deviation.State.allCases.map { DeviationText.state($0, language) } + [
                Phrase(
                    "Median til lukket, timer", "Median til lukka, timar", "Median until closed, hours"
                ).text(language)
            ]
        }

        /// The rows in words and figures, and all together last.
        public func lines(_ language: Language) -> [[String]] {
            let all = Phrase("Alle", "Alle", "All").text(language)
            return rows.map { row in
                [row.month, DeviationText.category(row.category, language)]
                    + figures(row.count, row.states, row.medianHours, language)
            } + (rows.isEmpty ? [] : [[all, ""] + figures(count, states, medianHours, language)])
        }

        /// As spreadsheets read it: nothing in it can be taken for a formula.
        public func csv(_ language: Language) -> [UInt8] {
            ([Self.columns(language)] + lines(language)).reduce(into: SpreadsheetText.byteOrderMark) {
                $0 += SpreadsheetText.line($1)
            }
        }

        private func figures(
            _ count: Int, _ states: [Deviation.State: Int], _ median: Double?, _ language: Language
        ) -> [String] {
            ["\(count)"] + Deviation.State.allCases.map { "\(states[$0] ?? 0)" }
                + [median.map { "\(Int($0.rounded()))" } ?? "–"]
        }
    }

    public var tenant: TenantID?

    public init(tenant: TenantID?) {
        self.tenant = tenant
    }

    public func perform(in session: AdministrationSession) async throws -> Reply {
        let tenant = try await session.tenant(tenant)
        return try await session.read(tenant) { store in
            let figures = try store.deviationFigures()
            return Reply(
                count: figures.count,
                states: Dictionary(figures.map { ($0.state, 1) }, uniquingKeysWith: +),
                medianHours: DeviationStatistics.medianHours(figures), rows: DeviationStatistics.rows(figures))
        }
    }
}

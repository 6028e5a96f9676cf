public import Foundation
public import Identifiers
public import OsloCalendar
import Register

/// How every municipality and district stands in one year's reporting.
public struct StatusQuestion: RegisterRequest {
    public static let name = "status"

    /// How far a unit is.
    public enum Standing: String, Codable, Sendable, CaseIterable {
        case notSent
        case sent
        /// Sent for the first time after the last day.
        case late
        case corrected
        /// The last one that came was refused, and none counts: it must be sent again.
        case refused
    }

    public struct Unit: Codable, Sendable, Equatable {
        public let unit: ReportingUnit
        public let name: String
        public let standing: Standing
        /// Submissions that arrived, refused ones too; tests apart.
        public let submissions: Int
        public let tests: Int
        /// The one that counts.
        public let inForce: Counting?
        /// Where notices go.
        public let sharedAddress: String
        /// Whether the municipality has confirmed that address; nil while that is not known here.
        public let addressConfirmed: Bool?
    }

    /// A submission that counts.
    public struct Counting: Codable, Sendable, Equatable {
        public let submission: SubmissionID
        public let label: SubmissionLabel
        public let sequence: Int
        public let state: String
        public let persons: Int
        public let withoutPseudonym: Int
        public let findings: Int?
        public let arrivedAt: Date
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let year: Int
        public let units: [Unit]
        /// Submissions whose receipt should have gone and has not (I-037).
        public let withoutReceipt: [SubmissionID]
    }

    /// The year that the data are about; nil for that of the newest season.
    public let year: Int?

    public init(year: Int?) { self.year = year }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        let now = administration.clock()
        let newest = try administration.store.seasons().map(\.yearReported).max()
        let year = year ?? newest ?? OsloTime.day(at: now).year - 1
        return Reply(
            year: year, units: try administration.store.overview(of: year).map(Self.unit),
            withoutReceipt: try administration.store.submissionsWithoutReceipt(now: now))
    }

    private static func unit(_ overview: UnitOverview) -> Unit {
        let real = overview.submissions.filter { $0.label != .test }
        return Unit(
            unit: overview.municipality.unit, name: overview.municipality.name, standing: standing(of: overview, real),
            submissions: real.count, tests: overview.submissions.count - real.count,
            inForce: overview.inForce.map { counting in
                Counting(
                    submission: counting.id, label: counting.label, sequence: counting.sequence,
                    state: counting.state.rawValue, persons: counting.persons,
                    withoutPseudonym: counting.withoutPseudonym, findings: counting.findings,
                    arrivedAt: counting.arrivedAt)
            }, sharedAddress: overview.municipality.sharedAddress, addressConfirmed: nil)
    }

    private static func standing(of overview: UnitOverview, _ real: [Submission]) -> Standing {
        let counting = overview.inForce ?? real.last { $0.state != .refused }
        guard let counting else { return real.isEmpty ? .notSent : .refused }
        return switch counting.label {
        case .correction: .corrected
        case .late: .late
        case .ordinary, .test: .sent
        }
    }
}

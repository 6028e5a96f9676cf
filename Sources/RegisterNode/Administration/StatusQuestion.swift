public import Foundation
public import Identifiers
public import OsloCalendar
public import Register

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
        /// Addresses of it, shared or a contact's, that the newest mail did not reach.
        public let undelivered: [UndeliveredMail]

        /// Whether somebody should find out who reads the shared address: nobody has confirmed it, or mail to it comes
        /// back.
        public var needsAddress: Bool { addressConfirmed == false || undelivered.contains(where: \.isSharedAddress) }
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
        /// How its file stands at the portal; nil before there is one.
        public let file: FileAtPortal?
    }

    public struct Reply: Codable, Sendable, Equatable {
        public let year: Int
        public let units: [Unit]
        /// Submissions whose receipt should have gone and has not (I-037).
        public let withoutReceipt: [SubmissionID]
        /// How the line to the portal stands; nil while the configuration names none.
        public let portal: PortalState?
    }

    /// The year that the data are about; nil for that of the newest season.
    public let year: Int?

    public init(year: Int?) { self.year = year }

    public func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply {
        let now = administration.clock()
        let newest = try administration.store.seasons().map(\.yearReported).max()
        let year = year ?? newest ?? OsloTime.day(at: now).year - 1
        let store = administration.store
        let portal = administration.configuration.portal == nil ? nil : try store.portalState()
        let confirmed = portal == nil ? nil : try store.addressConfirmations()
        let undelivered = try store.undeliveredMails()
        return Reply(
            year: year,
            units: try store.overview(of: year).map { overview in
                let file = try overview.inForce.flatMap { try store.portalFile(of: $0.id) }
                let unit = overview.municipality.unit
                return Self.unit(overview, file, confirmed.map { $0["\(unit)"] != nil }, undelivered[unit] ?? [])
            }, withoutReceipt: try store.submissionsWithoutReceipt(now: now), portal: portal)
    }

    private static func unit(
        _ overview: UnitOverview, _ file: FileAtPortal?, _ isConfirmed: Bool?, _ undelivered: [UndeliveredMail]
    ) -> Unit {
        let real = overview.submissions.filter { $0.label != .test }
        return Unit(
            unit: overview.municipality.unit, name: overview.municipality.name, standing: standing(of: overview, real),
            submissions: real.count, tests: overview.submissions.count - real.count,
            inForce: overview.inForce.map { counting in
                Counting(
                    submission: counting.id, label: counting.label, sequence: counting.sequence,
                    state: counting.state.rawValue, persons: counting.persons,
                    withoutPseudonym: counting.withoutPseudonym, findings: counting.findings,
                    arrivedAt: counting.arrivedAt, file: file)
            }, sharedAddress: overview.municipality.sharedAddress, addressConfirmed: isConfirmed,
            undelivered: undelivered)
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

public import Identifiers
import OsloCalendar
public import Trustee

/// How far all submissions have come, and what the service is at.
public struct StatusQuestion: TrusteeRequest {
    public static let name = "status"

    public struct Reply: Codable, Sendable, Equatable {
        /// The year that is reported, and where in its season we are: `notOpen`, `ordinary`, `late`, `correction` or
        /// `closed`.
        public let yearReported: Int
        public let phase: String
        /// In order of arrival.
        public let submissions: [SubmissionOverview]
        /// The generation of pseudonyms that is being made; nil while none is replaced.
        public let generationBeingMade: Int?
        /// Requests that wait for another person.
        public let openRequests: Int
        public let alarms: Int
    }

    let unit: ReportingUnit?
    let waiting: Bool

    /// - Parameters:
    ///   - unit: the one whose submissions are wanted; all when nil.
    ///   - waiting: whether only those are wanted that are on their way.
    public init(unit: ReportingUnit? = nil, waiting: Bool = false) {
        self.unit = unit
        self.waiting = waiting
    }

    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        let (store, configuration) = (administration.store, administration.configuration)
        return Reply(
            yearReported: configuration.season.yearReported,
            phase: configuration.season.phase(at: administration.now).word,
            submissions: try await store.submissionOverview().filter(isWanted),
            generationBeingMade: try await store.generationBeingMade(of: configuration.register.name),
            openRequests: try await Permits(store: store).open(at: administration.now).count,
            alarms: try await store.alarms().count)
    }

    private func isWanted(_ submission: SubmissionOverview) -> Bool {
        (unit == nil || submission.unit == unit)
            && (!waiting || submission.state != .delivered && submission.state != .refused)
    }
}

/// What somebody must be told of: guessed PINs, foreign submissions.
public struct AlarmQuestion: TrusteeRequest {
    public static let name = "alarm.list"

    public struct Reply: Codable, Sendable, Equatable {
        /// In the order they were raised.
        public let alarms: [Alarm]
    }

    let number: Int64

    /// - Parameter number: only those after the alarm with this number.
    public init(after number: Int64 = 0) { self.number = number }

    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        Reply(alarms: try await administration.store.alarms(after: number))
    }
}

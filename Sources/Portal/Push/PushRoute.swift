import HTTPTypes
import Identifiers

/// The addresses that the register asks for.
enum PushRoute: Equatable {
    /// `PUT /v1/units/9901-00`
    case unit(ReportingUnit)
    /// `PUT /v1/files/<submission>`
    case file(SubmissionID)
    /// `PUT /v1/season`
    case season
    /// `PUT /v1/mails`
    case mail
    /// `GET /v1/events?after=<key>`
    case events

    init?(_ path: String) {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        guard segments.first == "v1", segments.count >= 2 else { return nil }
        switch (segments[1], segments.count) {
        case ("units", 3):
            guard let unit = ReportingUnit(segments[2]) else { return nil }
            self = .unit(unit)
        case ("files", 3):
            guard let id = SubmissionID(segments[2]) else { return nil }
            self = .file(id)
        case ("season", 2): self = .season
        case ("mails", 2): self = .mail
        case ("events", 2): self = .events
        default: return nil
        }
    }

    var method: HTTPRequest.Method {
        switch self {
        case .unit, .file, .season, .mail: .put
        case .events: .get
        }
    }
}

import Foundation

/// How messages travel between the offices of a course.
enum Carriage: String, CaseIterable, Sendable {
    /// SMTP to a mail server, POP3 from it.
    case mail
    /// Each office posts to the other's server (ebMS 2.0 B.2), which posts its answers back.
    case http

    /// Runs a course over it and closes everything afterwards.
    func run(_ course: (Course) async throws -> Void) async throws {
        switch self {
        case .mail: try await SocketPost.run(course)
        case .http: try await HTTPRoad.run { try await course($0.course) }
        }
    }
}

/// Two offices and the way between them, on which a course of HITS 1171 §9 runs.
struct Course {
    let country: Country
    let hospital: Office
    let municipality: Office
    let checkpoint: Checkpoint

    /// Lets both work until nothing more happens, after so many seconds.
    func settle(after seconds: TimeInterval = 0) async throws {
        try await country.settle([hospital, municipality], after: seconds)
    }

    /// What has travelled so far, in order.
    var travelled: [Checkpoint.Cargo] { checkpoint.messages.map(Checkpoint.Cargo.init) }

    /// Lets the first of a kind vanish, or be put off, on its way.
    func hit(_ cargo: Checkpoint.Cargo, _ fate: Checkpoint.Fate, times: Int = 1) {
        checkpoint.hit(cargo, fate, times: times)
    }
}

import EbXML
import Testing

/// A message bent in one place, and what the rule must say of it.
struct ProfileVector: Sendable {
    let rule: String
    /// What is bent.
    let what: String
    let outcome: RuleOutcome
    let message: @Sendable () throws -> ProfileMessage

    /// Refused by the rule.
    static func breaks(
        _ rule: String, _ what: String, in kind: ProfileMessage.Kind = .business,
        _ change: @escaping @Sendable (ProfileMessage) throws -> ProfileMessage
    ) -> ProfileVector {
        ProfileVector(rule: rule, what: what, outcome: .broken) { try change(.good(kind)) }
    }

    /// Refused, where the departure is not tolerated.
    static func departs(
        _ rule: String, _ tolerance: Tolerance, _ what: String, in kind: ProfileMessage.Kind = .business,
        _ change: @escaping @Sendable (ProfileMessage) throws -> ProfileMessage
    ) -> ProfileVector {
        ProfileVector(rule: rule, what: what, outcome: .departs(tolerance)) { try change(.good(kind)) }
    }

    /// Accepted: another way to keep the rule than that of the good messages.
    static func keeps(
        _ rule: String, _ what: String, in kind: ProfileMessage.Kind = .business,
        _ change: @escaping @Sendable (ProfileMessage) throws -> ProfileMessage
    ) -> ProfileVector {
        ProfileVector(rule: rule, what: what, outcome: .kept) { try change(.good(kind)) }
    }

    static let all: [ProfileVector] =
        mail + package + parts + envelope + messageHeader + parties + register + signature + signatureMethod
        + certificate
        + content + signals + business + description + payload
}

/// A rule under test, shown by its number.
struct RuleCase: Sendable, CustomTestStringConvertible {
    let rule: ProfileRule

    var testDescription: String { "\(rule.reference) (\(rule.id)): \(rule.text.en)" }

    static let all = ProfileRules.all.filter(\.isJudged).map(RuleCase.init)
}

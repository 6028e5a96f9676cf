import MIME
import XML

/// What the rules say of one message. The same message and knowledge give the same examination (HITS 1172 4.2.5).
public struct ProfileExamination: Sendable {
    /// One rule and what came of judging it.
    public struct Entry: Sendable {
        public let rule: ProfileRule
        public let outcome: RuleOutcome
        /// Line of the start tag where the rule looks, counted from 1 in the SOAP part; nil outside the envelope.
        public let line: Int?
    }

    /// Every judged rule that is about this kind of message, in the order of the standard.
    public let entries: [Entry]
    /// Departures that no rule has a number for.
    public let unnumbered: Set<Tolerance>
    /// What is sorted out before any rule is asked (4.2.2); nil for a message.
    public let sortedOut: SortedOut?

    /// Mail about a message, which is no message itself.
    public enum SortedOut: String, Sendable, Codable { case fault, deliveryReport }

    /// Judges every rule. Never fails.
    public init(_ subject: ProfileSubject, rules: [ProfileRule] = ProfileRules.all) {
        self.init(subject, rules, withUnnumbered: true)
    }

    /// Judges only what an attachment has turned out to hold, of a message that has been judged before.
    public init(payloadOf subject: ProfileSubject) {
        self.init(subject, ProfileRules.ofPayload, withUnnumbered: false)
    }

    private init(_ subject: ProfileSubject, _ rules: [ProfileRule], withUnnumbered: Bool) {
        sortedOut =
            (subject.topType ?? nil)?.value == "multipart/report"
            ? .deliveryReport : subject.blocks.isFault ? .fault : nil
        guard sortedOut == nil else {
            entries = []
            unnumbered = []
            return
        }
        unnumbered = withUnnumbered ? UnnumberedDepartures.found(in: subject) : []
        entries = rules.compactMap { rule in
            guard case .judged(let judge) = rule.standing, !rule.scope.isDisjoint(with: subject.scope) else {
                return nil
            }
            let outcome = judge(subject)
            let isFine = outcome == .kept || outcome == .moot
            return Entry(
                rule: rule, outcome: outcome,
                line: isFine ? nil : subject.blocks.element(at: rule.place)?.line)
        }
    }

    /// The rules that are broken, departures among them.
    public var breaches: [Entry] { entries.filter { $0.outcome != .kept && $0.outcome != .moot } }

    /// Every known departure by name, those that break no rule among them.
    public var departures: Set<Tolerance> {
        entries.reduce(into: unnumbered) { names, entry in
            if case .departs(let tolerance) = entry.outcome { names.insert(tolerance) }
        }
    }

    /// Whether a receiver that tolerates these departures accepts the message.
    public func accepts(tolerating tolerances: Set<Tolerance>) -> Bool {
        !entries.contains { $0.isGrave(tolerating: tolerances) }
    }

    /// The first breach for which a business message that was authenticated is turned away; nil when there is none.
    ///
    /// The same breaches as those of ``accepts(tolerating:)``, but for one: whether an attachment is a CMS structure is
    /// for whoever opens it to say, in the words it has for all that cannot be opened (T-042).
    public func refusal(tolerating tolerances: Set<Tolerance>) -> Entry? {
        entries.first { entry in
            entry.isGrave(tolerating: tolerances)
                && (entry.rule.place != .attachment || entry.rule.code != .securityFailure)
        }
    }
}

extension ProfileExamination.Entry {
    fileprivate func isGrave(tolerating tolerances: Set<Tolerance>) -> Bool {
        guard rule.severity == .error else { return false }
        switch outcome {
        case .kept, .moot: return false
        case .departs(let tolerance): return !tolerances.contains(tolerance)
        case .broken: return true
        }
    }
}

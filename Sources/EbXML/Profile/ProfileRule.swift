/// One rule of HITS 1172: what it demands, how grave a breach is, what answers it, and how it is judged.
///
/// The rules stand in `Profile/Rules`, one file for each section of the standard. ``ProfileRules/all`` has them all. Each
/// is made once; a class, because a hundred of them are handed around for every message.
public final class ProfileRule: Sendable, Identifiable {
    /// As the standard prints it, `102`; a number it prints twice has a `b` the second time, and a demand in prose its
    /// clause and a word, `5.11.2-body`.
    public let id: String
    /// The section of HITS 1172 it stands in.
    public let clause: String
    public let severity: Severity
    /// Which messages it is about.
    public let scope: Scope
    /// What the standard answers a breach with.
    public let answer: Answer
    /// The code in an error list; nil where no error list is due.
    public let code: EbXMLErrorCode?
    /// Where the fault is found when there is one.
    public let place: ProfilePlace
    /// What it demands, in our own words.
    public let text: Text
    public let standing: Standing

    /// How grave a breach is by the letter. On reception tolerances decide (HITS 1172 1.1).
    public enum Severity: String, Sendable, Codable, CaseIterable { case error, warning, information }

    public enum Answer: String, Sendable, Codable, CaseIterable {
        /// Nobody can be told by an error list: a SOAP Fault to the mail's sender (4.2.2.3).
        case soapFault
        case errorList
        /// An error list that accepts (4.2.2.1).
        case warningList
        /// Nobody is told: an answer is never answered, and a mail's fields are no reason to refuse.
        case log
        /// Kept until the register or the keys are there.
        case hold
        case none
    }

    /// Which messages a rule is about.
    public struct Scope: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let business = Scope(rawValue: 1)
        public static let acknowledgment = Scope(rawValue: 2)
        public static let errorList = Scope(rawValue: 4)
        /// Ping, Pong and what asks for a status.
        public static let service = Scope(rawValue: 8)
        public static let signals: Scope = [.acknowledgment, .errorList]
        public static let every: Scope = [.business, .signals, .service]
    }

    /// The same sentence in the three languages of the product.
    public struct Text: Sendable, Equatable, Codable {
        public let nb: String
        public let nn: String
        public let en: String
    }

    /// Whether the rule is judged, and how.
    public enum Standing: Sendable {
        /// A pure function of the message and of what is known beside it.
        case judged(@Sendable (ProfileSubject) -> RuleOutcome)
        /// Not to be seen in one message; kept by the flows. Says by which.
        case kept(String)
        /// Not implemented. Says why.
        case open(String)
    }

    public var isJudged: Bool { if case .judged = standing { true } else { false } }

    /// The number as printed; nil for a demand in prose.
    public var number: Int? { Int(id.last == "b" ? id.dropLast() : id[...]) }

    /// `HITS 1172 r.102`, or `HITS 1172 5.11.2`.
    public var reference: String { number == nil ? "HITS 1172 \(clause)" : "HITS 1172 r.\(id)" }

    /// A rule that is kept or broken, without anything between; nil: there is nothing to judge.
    convenience init(
        _ id: String, _ clause: String, _ severity: Severity, _ scope: Scope, _ answer: Answer,
        _ code: EbXMLErrorCode? = nil, at place: ProfilePlace, nb: String, nn: String, en: String,
        holds: @escaping @Sendable (ProfileSubject) -> Bool?
    ) {
        self.init(id, clause, severity, scope, answer, code, at: place, nb: nb, nn: nn, en: en) {
            RuleOutcome(holds($0))
        }
    }

    /// A rule some of whose breaches are known departures.
    convenience init(
        _ id: String, _ clause: String, _ severity: Severity, _ scope: Scope, _ answer: Answer,
        _ code: EbXMLErrorCode? = nil, at place: ProfilePlace, nb: String, nn: String, en: String,
        judged: @escaping @Sendable (ProfileSubject) -> RuleOutcome
    ) {
        self.init(id, clause, severity, scope, answer, code, place, Text(nb: nb, nn: nn, en: en), .judged(judged))
    }

    convenience init(
        _ id: String, _ clause: String, _ severity: Severity, _ scope: Scope, _ answer: Answer,
        _ code: EbXMLErrorCode? = nil, at place: ProfilePlace, nb: String, nn: String, en: String, standing: Standing
    ) {
        self.init(id, clause, severity, scope, answer, code, place, Text(nb: nb, nn: nn, en: en), standing)
    }

    private init(
        _ id: String, _ clause: String, _ severity: Severity, _ scope: Scope, _ answer: Answer,
        _ code: EbXMLErrorCode?, _ place: ProfilePlace, _ text: Text, _ standing: Standing
    ) {
        self.id = id
        self.clause = clause
        self.severity = severity
        self.scope = scope
        self.answer = answer
        self.code = code
        self.place = place
        self.text = text
        self.standing = standing
    }
}

/// What came of judging one rule.
public enum RuleOutcome: Sendable, Equatable {
    case kept
    /// There is nothing to judge: what the rule is about is missing (another rule says so), or is not known.
    case moot
    case broken
    /// Broken in a way that partners are known for; whoever reads decides whether it is tolerated.
    case departs(Tolerance)

    init(_ holds: Bool?) {
        switch holds {
        case true?: self = .kept
        case false?: self = .broken
        case nil: self = .moot
        }
    }
}

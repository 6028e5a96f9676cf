import EbXML
import HealthMessages
public import Texts
import XML

/// What the rules say of one file.
public struct ValidatedFile: Encodable, Sendable {
    public enum Kind: String, Encodable, Sendable {
        /// A mail, or an entity as HTTP carries it, with an envelope in it.
        case mail, http
        /// An envelope alone, without its package.
        case envelope
        /// A SOAP Fault or a mail server's report, which none of the rules is about.
        case fault, deliveryReport
        /// A professional message.
        case document
    }

    public enum Verdict: String, Encodable, Sendable {
        case accepted
        /// Departs from the rules in ways that are tolerated.
        case tolerated
        case refused
    }

    public let file: String
    public let kind: Kind
    public let verdict: Verdict
    /// How many checks were made, and how many of them had nothing to look at.
    public let judged: Int
    public let moot: Int
    /// Departures that break HITS 1171 or ebMS and no rule with a number; the server counts them.
    public let departures: [String]
    /// What was broken, or all checks when everything is wanted.
    public internal(set) var findings: [ValidationFinding]

    init(file: String, kind: Kind, checks: [ValidationFinding], departures: Set<Tolerance> = []) {
        self.file = file
        self.kind = kind
        let errors = checks.filter { $0.severity == "error" }
        if errors.contains(where: { $0.outcome == .refused }) {
            verdict = .refused
        } else {
            verdict = checks.contains { $0.outcome == .tolerated && $0.severity == "error" } ? .tolerated : .accepted
        }
        judged = checks.count
        moot = checks.count { $0.outcome == .moot }
        findings = checks
        self.departures = departures.filter { $0.standing != .conforming }.map(\.rawValue).sorted()
    }

    /// Without the checks that found nothing.
    public var breachesOnly: ValidatedFile {
        var copy = self
        copy.findings = findings.filter { $0.outcome == .refused || $0.outcome == .tolerated }
        return copy
    }
}

/// One check of a file.
public struct ValidationFinding: Encodable, Sendable {
    public enum Outcome: String, Encodable, Sendable { case kept, moot, tolerated, refused }

    /// `102`, `5.11.2-body`, or the code of a check of documents.
    public let rule: String
    /// Where it stands, `HITS 1172 r.102`.
    public let reference: String
    public let outcome: Outcome
    /// `error`, `warning` or `information`.
    public let severity: String
    /// The name of the departure, where it is a known one.
    public let tolerance: String?
    /// What a partner would be answered with, and by which code.
    public let answer: String?
    public let errorCode: String?
    public let line: Int?
    public let location: String?
    /// What the rule demands, or what is wrong, by language.
    public let texts: [String: String]

    init(_ entry: ProfileExamination.Entry, tolerating tolerances: Set<Tolerance>) {
        rule = entry.rule.id
        reference = entry.rule.reference
        severity = entry.rule.severity.rawValue
        var tolerance: Tolerance?
        switch entry.outcome {
        case .kept: outcome = .kept
        case .moot: outcome = .moot
        case .broken: outcome = .refused
        case .departs(let name):
            tolerance = name
            outcome = tolerances.contains(name) ? .tolerated : .refused
        }
        self.tolerance = tolerance?.rawValue
        let isFine = outcome == .kept || outcome == .moot
        answer = isFine ? nil : entry.rule.answer.rawValue
        errorCode = isFine ? nil : entry.rule.code?.rawValue
        line = entry.line
        location = isFine ? nil : entry.rule.place.location
        let text = entry.rule.text
        texts = ["nb": text.nb, "nn": text.nn, "en": text.en]
    }

    init(_ finding: StructuralFinding) {
        self.init(
            document: finding.code.rawValue, severity: finding.severity == .refusal ? "error" : "warning",
            errorCode: finding.receipt.map { "AppRec \($0.rawValue)" },
            texts: Dictionary(
                uniqueKeysWithValues: Language.allCases.map {
                    ($0.rawValue, Texts.finding(finding.code.rawValue, $0, values: finding.values))
                }))
    }

    init(_ finding: SchemaFinding) {
        self.init(
            document: "schema", severity: "error", errorCode: nil, line: finding.line, location: finding.path,
            texts: ["en": finding.message])
    }

    init(
        document rule: String, severity: String, errorCode: String?, line: Int? = nil, location: String? = nil,
        texts: [String: String]
    ) {
        self.rule = rule
        reference = rule
        outcome = .refused
        self.severity = severity
        tolerance = nil
        answer = nil
        self.errorCode = errorCode
        self.line = line
        self.location = location
        self.texts = texts
    }

    /// The sentence in one language, in English where there is no other.
    public func text(_ language: Language) -> String { texts[language.rawValue] ?? texts["en"] ?? rule }
}

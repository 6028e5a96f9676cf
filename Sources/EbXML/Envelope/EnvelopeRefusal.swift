/// Why an envelope was not accepted, as a value: what to answer and what to show.
///
/// Nothing in it comes from the message itself: it can be logged, and sent to a partner.
public struct EnvelopeRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// How far the envelope came.
    public enum Stage: String, Sendable, Equatable {
        case packaging, structure, signature, agreement, duplicate, decryption, timeToLive
    }

    public let code: EbXMLErrorCode
    public let stage: Stage
    /// The rule that was broken, for instance `HITS 1172 r.100`.
    public let rule: String
    /// English, bland; goes into eb:Error/eb:Description.
    public let sentence: String
    /// XPath to where it went wrong, when that is one place.
    public let location: String?
    /// Closed keys for the evidence record.
    public let evidence: [String: String]

    public init(
        code: EbXMLErrorCode, stage: Stage, rule: String, sentence: String, location: String? = nil,
        evidence: [String: String] = [:]
    ) {
        self.code = code
        self.stage = stage
        self.rule = rule
        self.sentence = sentence
        self.location = location
        self.evidence = evidence
    }

    /// A broken rule of the envelope's structure.
    public init(_ rule: EnvelopeRule, stage: Stage = .structure, evidence: [String: String] = [:]) {
        self.init(
            code: rule.code, stage: stage, rule: rule.clause, sentence: rule.sentence, location: rule.location,
            evidence: evidence.merging(["rule": rule.rawValue]) { own, _ in own })
    }

    /// The refusal as the one error of an error list.
    public var error: EbXMLError {
        EbXMLError(code: code, severity: .error, location: location, description: "\(sentence) (\(rule))")
    }

    public var description: String { "\(stage.rawValue): \(code.rawValue), \(rule)" }
}

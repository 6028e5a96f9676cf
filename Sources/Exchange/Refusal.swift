import EbXML
import Texts

/// Why an incoming envelope is turned away: what the partner is told, and what we tell ourselves.
struct Refusal: Error {
    /// What the partner's operator reads: concrete, in English, without content or personal data.
    let error: EbXMLError
    let reason: ReasonCode
    /// Closed keys, no personal data.
    let evidence: [String: String]
    /// False for what could not be authenticated: then answers are limited in number.
    let authenticated: Bool

    init(
        _ code: EbXMLErrorCode, _ reason: ReasonCode, at location: String, evidence: [String: String] = [:],
        authenticated: Bool
    ) {
        error = EbXMLError(
            code: code, severity: .error, location: location,
            description: Texts.explanation(of: reason.rawValue, .en).what)
        self.reason = reason
        self.evidence = evidence
        self.authenticated = authenticated
    }

    /// A payload that did not become a document. The partner is told the same whatever the cause, since telling noise
    /// from a wrong padding would help to decrypt what others have sealed for us.
    init(unopened reason: ReasonCode, at location: String, evidence: [String: String] = [:]) {
        error = EbXMLError(
            code: .securityFailure, severity: .error, location: location,
            description: "The payload could not be opened and read as a document.")
        self.reason = reason
        self.evidence = evidence
        authenticated = true
    }

    /// A rule of the profile that the envelope breaks.
    init(_ refusal: EnvelopeRefusal, authenticated: Bool) {
        error = refusal.error
        reason =
            switch refusal.stage {
            case .signature: .signatureInvalid
            case .agreement: .notAgreed
            case .packaging, .structure, .duplicate, .decryption, .timeToLive: .envelopeInvalid
            }
        evidence = refusal.evidence.merging(["rule": refusal.rule]) { $1 }
        self.authenticated = authenticated
    }
}

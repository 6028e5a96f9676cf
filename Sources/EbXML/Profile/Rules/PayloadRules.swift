import MIME
import XML

/// The attachment as CMS, and the part inside it once it is decrypted (HITS 1172 5.15).
enum PayloadRules {
    static let all = [
        r263, r264, r259b, s5_15_1TypeMissing, s5_15_1Type, s5_15_2TestSoap, s5_15_2TestMime,
    ]

    static let r263 = ProfileRule(
        "263", "5.15.1", .error, .business, .errorList, .securityFailure, at: .attachment,
        nb: "Vedlegget er en CMS-struktur.",
        nn: "Vedlegget er ein CMS-struktur.",
        en: "The attachment is a CMS structure.",
        holds: { $0.attachments.isEmpty ? nil : $0.attachments.allSatisfy(\.isSealed) })

    // Partners send the bare XML or gzip of it; RFC 2045 gives 7bit where the field is missing.
    static let r264 = ProfileRule(
        "264", "5.15.1", .warning, .business, .log, at: .payload,
        nb: "Den dekrypterte delen oppgir transportkodingen.",
        nn: "Den dekrypterte delen oppgir transportkodinga.",
        en: "The decrypted part says how it is transfer-encoded.",
        judged: {
            Self.judge($0) { $0.headers["Content-Transfer-Encoding"] == nil ? .departs(.plaintextWithoutMIME) : .kept }
        })

    // Second rule printed under number 259. 7bit is missing from the list here too.
    static let r259b = ProfileRule(
        "259b", "5.15.1", .error, .business, .errorList, .securityFailure, at: .payload,
        nb: "Den dekrypterte delen er 8bit, binary, quoted-printable eller base64.",
        nn: "Den dekrypterte delen går som 8bit, binary, quoted-printable eller base64.",
        en: "The decrypted part travels as 8bit, binary, quoted-printable or base64.",
        judged: { Self.judge($0) { (try? $0.transferEncoding) == nil ? .broken : .kept } })

    static let s5_15_1TypeMissing = ProfileRule(
        "5.15.1-type-missing", "5.15.1", .warning, .business, .log, at: .payload,
        nb: "Den dekrypterte delen oppgir innholdstype.",
        nn: "Den dekrypterte delen oppgir innhaldstype.",
        en: "The decrypted part declares a content type.",
        judged: { Self.judge($0) { $0.headers["Content-Type"] == nil ? .departs(.plaintextWithoutMIME) : .kept } })

    static let s5_15_1Type = ProfileRule(
        "5.15.1-type", "5.15.1", .information, .business, .log, at: .payload,
        nb: "Innholdstypen der er application/xml.",
        nn: "Innhaldstypen der er application/xml.",
        en: "That content type is application/xml.",
        judged: { Self.judge($0) { RuleOutcome((try? $0.contentType)?.map { $0.value == "application/xml" }) } })

    static let s5_15_2TestSoap = ProfileRule(
        "5.15.2-test-soap", "5.15.2.1", .information, .every, .log, at: .exchange,
        nb: "En validator merker egne konvolutter som test med en kommentar først i SOAP:Header.",
        nn: "Ein validator merkjer eigne konvoluttar som test med ein kommentar først i SOAP:Header.",
        en: "A validator marks its own envelopes as test by a comment first in SOAP:Header.",
        standing: .open(
            "Only for what a validator itself sends; a message server writes no comments into signed envelopes."))

    static let s5_15_2TestMime = ProfileRule(
        "5.15.2-test-mime", "5.15.2.2", .information, .business, .log, at: .exchange,
        nb: "Den merker en multipart likt i preambelen.",
        nn: "Han merkjer ein multipart likt i preambelen.",
        en: "It marks a multipart the same way in the preamble.",
        standing: .open("Only for what a validator itself sends; a message server writes no preamble."))

    /// Judges the MIME part inside each attachment; partners also send the bare document, or gzip of it.
    private static func judge(_ subject: ProfileSubject, _ outcome: (MIMEEntity) -> RuleOutcome) -> RuleOutcome {
        guard let plaintexts = subject.knowledge.plaintexts, !plaintexts.isEmpty else { return .moot }
        let outcomes = plaintexts.map { plaintext in
            EnclosedDocument.isBare(plaintext)
                ? .departs(.plaintextWithoutMIME) : (try? MIMEEntity.parse(plaintext)).map(outcome) ?? .broken
        }
        return outcomes.contains(.broken) ? .broken : outcomes.first { $0 != .kept } ?? .kept
    }

    /// The namespace of the document in a plaintext: of the first document's content in a MsgHead, else of its root.
    static func documentNamespace(_ plaintext: [UInt8]) -> String? {
        let bytes = EnclosedDocument.isBare(plaintext) ? plaintext : (try? MIMEEntity.parse(plaintext).decodedBody())
        guard let root = bytes.flatMap({ try? XMLDocument.parse($0, limits: .document) })?.root else { return nil }
        guard root.name == "MsgHead", let head = root.namespace else { return root.namespace }
        return root.descendant("Document", "RefDoc", "Content", namespace: head)?.children.first?.namespace
    }
}

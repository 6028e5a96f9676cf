import MIME

/// The SOAP part and the attachments: what they are and how they travel (HITS 1172 5.5.2.3, 5.5.2.4).
enum PartRules {
    static let all = [
        r67, r255, r256, r257, r258, r259, r260,
    ]

    static let r67 = ProfileRule(
        "67", "5.5.2.3", .error, .every, .soapFault, at: .package,
        nb: "Det finnes en text/xml-del med konvolutten.",
        nn: "Det finst ein text/xml-del med konvolutten.",
        en: "There is a text/xml part with the envelope.",
        holds: { Self.hasSOAPPart($0) })

    static let r255 = ProfileRule(
        "255", "5.5.2.3", .error, .every, .soapFault, at: .soapPart,
        nb: "Delen med SOAP er merket text/xml.",
        nn: "Delen med SOAP er merkt text/xml.",
        en: "The SOAP part is declared as text/xml.",
        holds: { $0.soapType.map { $0?.value == "text/xml" } })

    // ebMS 2.0 2.1.3.2 makes charset optional; a missing one is only noted.
    static let r256 = ProfileRule(
        "256", "5.5.2.3", .error, .every, .soapFault, .mimeProblem, at: .soapPart,
        nb: "SOAP-delens charset er UTF-8.",
        nn: "Charset på SOAP-delen er UTF-8.",
        en: "The charset of the SOAP part is UTF-8.",
        judged: { Self.charset($0) })

    static let r257 = ProfileRule(
        "257", "5.5.2.3", .error, .every, .soapFault, .mimeProblem, at: .soapPart,
        nb: "SOAP-delen oppgir sin transportkoding.",
        nn: "SOAP-delen oppgir transportkodinga si.",
        en: "The SOAP part says how it is transfer-encoded.",
        judged: {
            $0.soapPart.map { $0.headers["Content-Transfer-Encoding"] == nil ? .departs(.transferEncoding) : .kept }
                ?? .moot
        })

    // 7bit is missing from the list although a pure ASCII envelope may have it; noted, never refused.
    static let r258 = ProfileRule(
        "258", "5.5.2.3", .error, .every, .soapFault, .mimeProblem, at: .soapPart,
        nb: "SOAP-delen er kodet som 8bit, binary, quoted-printable eller base64.",
        nn: "SOAP-delen er koda som 8bit, binary, quoted-printable eller base64.",
        en: "The SOAP part travels as 8bit, binary, quoted-printable or base64.",
        judged: { Self.transferEncoding($0) })

    // The number is used twice; see 259b. Over HTTP binary is natural (ebMS 2.0 B.2): only noted there.
    static let r259 = ProfileRule(
        "259", "5.5.2.4", .error, .business, .soapFault, .mimeProblem, at: .attachment,
        nb: "Et vedlegg overføres som base64.",
        nn: "Eit vedlegg blir overført som base64.",
        en: "An attachment is transfer-encoded as base64.",
        judged: { Self.attachmentEncoding($0) })

    // Another name for the same CMS structure is tolerated; a part that is not encrypted never is (errorCode
    // SecurityFailure then).
    static let r260 = ProfileRule(
        "260", "5.5.2.4", .error, .business, .errorList, .mimeProblem, at: .attachment,
        nb: "Et vedlegg er av typen application/pkcs7-mime med enveloped-data.",
        nn: "Eit vedlegg er av typen application/pkcs7-mime med enveloped-data.",
        en: "An attachment is application/pkcs7-mime of the kind enveloped-data.",
        judged: { Self.attachmentType($0) })

    private static func hasSOAPPart(_ subject: ProfileSubject) -> Bool? {
        guard subject.way != .bareEnvelope, subject.isReadable else { return nil }
        if (subject.soapType ?? nil)?.value == "text/xml" { return true }
        return subject.attachments.contains { $0.type?.value == "text/xml" }
    }

    private static func charset(_ subject: ProfileSubject) -> RuleOutcome {
        guard let type = subject.soapType else { return .moot }
        return type?["charset"]?.lowercased() == "utf-8" ? .kept : .departs(.charset)
    }

    private static func transferEncoding(_ subject: ProfileSubject) -> RuleOutcome {
        guard let part = subject.soapPart, part.headers["Content-Transfer-Encoding"] != nil else { return .moot }
        switch try? part.transferEncoding {
        case nil: return .broken
        case .sevenBit?: return .departs(.transferEncoding)
        case .eightBit?, .binary?, .base64?, .quotedPrintable?: return .kept
        }
    }

    private static func attachmentEncoding(_ subject: ProfileSubject) -> RuleOutcome {
        guard subject.way == .mail, !subject.attachments.isEmpty else { return .moot }
        if subject.attachments.contains(where: { $0.bytes == nil }) { return .broken }
        let encodings = subject.attachments.map { try? $0.entity.transferEncoding }
        return encodings.allSatisfy { $0 == .base64 } ? .kept : .departs(.eightBitParts)
    }

    private static func attachmentType(_ subject: ProfileSubject) -> RuleOutcome {
        let outcomes = subject.attachments.map { attachmentType($0.type) }
        if outcomes.contains(.broken) { return .broken }
        return outcomes.first { $0 != .kept } ?? (outcomes.isEmpty ? .moot : .kept)
    }

    private static func attachmentType(_ type: MIMEParameterized?) -> RuleOutcome {
        let kind = type?["smime-type"]?.lowercased()
        switch type?.value {
        case "application/pkcs7-mime"? where kind == "enveloped-data": return .kept
        case "application/pkcs7-mime"?, "application/x-pkcs7-mime"?:
            return kind == nil || kind == "enveloped-data" ? .departs(.attachmentMediaType) : .broken
        case "application/octet-stream"?: return .departs(.attachmentMediaType)
        default: return .broken
        }
    }
}

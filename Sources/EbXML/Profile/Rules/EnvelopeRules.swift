import XML

/// The envelope as XML and as SOAP (HITS 1172 5.6, 5.7).
enum EnvelopeRules {
    static let all = [
        s5_6Xmlversion, r78, r68, r86, r16, r17, r43, r2, r3, r100, r101, s5_7_2Syncreply,
    ]

    // HITS 1171 8.4 makes another version an error too.
    static let s5_6Xmlversion = ProfileRule(
        "5.6-xmlversion", "5.6", .error, .every, .soapFault, at: .envelope,
        nb: "En deklarasjon, når den finnes, sier XML 1.0.",
        nn: "Ein deklarasjon, når han finst, seier XML 1.0.",
        en: "A declaration, when there is one, says XML 1.0.",
        holds: { $0.document.map { $0.version == "1.0" } ?? $0.soap.map(Self.isVersionOne) })

    // 5.6 calls the declaration optional, the table calls its absence a fault. XML 1.0 reads a missing one as
    // UTF-8: noted, not answered.
    static let r78 = ProfileRule(
        "78", "5.6.1", .warning, .every, .log, at: .envelope,
        nb: "Konvolutten begynner med en XML-deklarasjon.",
        nn: "Konvolutten byrjar med ein XML-deklarasjon.",
        en: "The envelope begins with an XML declaration.",
        judged: { $0.soap.map { Self.hasDeclaration($0) ? .kept : .departs(.xmlDeclaration) } ?? .moot })

    static let r68 = ProfileRule(
        "68", "5.6.1", .warning, .every, .warningList, .valueNotRecognized, at: .envelope,
        nb: "Konvolutten er kodet i UTF-8.",
        nn: "Konvolutten er koda i UTF-8.",
        en: "The envelope is encoded as UTF-8.",
        judged: { Self.encoding($0) })

    static let r86 = ProfileRule(
        "86", "5.6.1", .error, .every, .soapFault, at: .envelope,
        nb: "Rotelementet viser at dette er SOAP med ebXML.",
        nn: "Rotelementet syner at dette er SOAP med ebXML.",
        en: "The root element shows that this is SOAP with ebXML.",
        holds: { $0.document.map { $0.root.namespace == EnvelopeNamespace.soap } })

    // Overlaps other rules by intent (5.6.1). XML that is not well-formed stops everything; what is merely invalid
    // is judged by the rule for that place.
    static let r16 = ProfileRule(
        "16", "5.6.1", .error, .every, .soapFault, at: .envelope,
        nb: "Konvolutten er velformet XML og gyldig SOAP.",
        nn: "Konvolutten er velforma XML og gyldig SOAP.",
        en: "The envelope is well-formed XML and valid as SOAP.",
        holds: { message in message.soap.map { _ in message.document.map(Self.isFrame) ?? false } })

    // Use the corrected schema (ds:Reference without the ##other opening), not that of OASIS (5.6 footnote).
    static let r17 = ProfileRule(
        "17", "5.6.1", .error, .every, .errorList, .otherXML, at: .header,
        nb: "ebXML-blokkene er gyldige mot skjemaet for konvolutten.",
        nn: "ebXML-blokkene følgjer skjemaet for konvolutten.",
        en: "The ebXML blocks are valid against the header schema.",
        judged: { HeaderSchema.judge($0) })

    static let r43 = ProfileRule(
        "43", "5.7.1", .error, .every, .soapFault, at: .envelope,
        nb: "Meldingen er en SOAP-konvolutt.",
        nn: "Meldinga er ein SOAP-konvolutt.",
        en: "The message is a SOAP envelope.",
        holds: { $0.document.map { $0.root.is("Envelope", EnvelopeNamespace.soap) } })

    static let r2 = ProfileRule(
        "2", "5.7.1", .error, .every, .soapFault, at: .envelope,
        nb: "Konvolutten har et hode (SOAP:Header).",
        nn: "Konvolutten har eit hovud (SOAP:Header).",
        en: "The envelope has a header.",
        holds: { $0.envelope.map { $0.first("Header", EnvelopeNamespace.soap) != nil } })

    static let r3 = ProfileRule(
        "3", "5.7.1", .error, .every, .soapFault, at: .envelope,
        nb: "Konvolutten har en kropp (SOAP:Body), om så tom.",
        nn: "Konvolutten har ein kropp (SOAP:Body), om så tom.",
        en: "The envelope has a body, if only an empty one.",
        holds: { $0.envelope.map { $0.first("Body", EnvelopeNamespace.soap) != nil } })

    // ebMS 2.0 2.3.5 answers mustUnderstand with a SOAP MustUnderstand fault; where both HER-ids are readable an
    // error list is more useful. The rule names mustUnderstand=1, 5.1.1 says blocks with 0 are not ignored either.
    static let r100 = ProfileRule(
        "100", "5.7.2", .error, .every, .errorList, .notSupported, at: .header,
        nb: "SOAP:Header inneholder bare kjente blokker på rett sted.",
        nn: "SOAP:Header inneheld berre kjende blokker på rett stad.",
        en: "SOAP:Header holds only blocks that are known and belong there.",
        holds: { $0.blocks.header.map { $0.children.allSatisfy(Self.isHeaderBlock) } })

    static let r101 = ProfileRule(
        "101", "5.7.2", .error, .every, .errorList, .notSupported, at: .body,
        nb: "SOAP:Body inneholder bare Manifest, StatusRequest eller StatusResponse.",
        nn: "SOAP:Body inneheld berre Manifest, StatusRequest eller StatusResponse.",
        en: "SOAP:Body holds only Manifest, StatusRequest or StatusResponse.",
        holds: { $0.blocks.body.map { $0.children.allSatisfy(Self.isBodyBlock) } })

    static let s5_7_2Syncreply = ProfileRule(
        "5.7.2-syncreply", "5.7.2", .error, .every, .errorList, .notSupported, at: .header,
        nb: "eb:SyncReply kommer ikke med e-post.",
        nn: "eb:SyncReply kjem ikkje med e-post.",
        en: "eb:SyncReply does not come by mail.",
        judged: { subject in
            if subject.way == .http { return .moot }
            return subject.hasSyncReply.map { $0 ? .departs(.syncReply) : .kept } ?? .moot
        })

    /// Read from the octets where there is no document: another version need not be readable.
    private static func isVersionOne(_ soap: [UInt8]) -> Bool {
        guard hasDeclaration(soap) else { return true }
        let declaration = String(decoding: soap.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
        return declaration.contains("version=\"1.0\"") || declaration.contains("version='1.0'")
    }

    private static func hasDeclaration(_ soap: [UInt8]) -> Bool {
        soap.starts(with: "<?xml ".utf8) || soap.starts(with: [0xEF, 0xBB, 0xBF] + "<?xml ".utf8)
            || soap.starts(with: [0xFE, 0xFF, 0, 0x3C]) || soap.starts(with: [0xFF, 0xFE, 0x3C, 0])
    }

    private static func encoding(_ subject: ProfileSubject) -> RuleOutcome {
        guard let document = subject.document else { return .moot }
        let encoding = document.declaredEncoding?.uppercased() ?? "UTF-8"
        return encoding == "UTF-8" ? .kept : .departs(.encoding)
    }

    /// Header, then Body, then nothing; SOAP's own attributes have SOAP's own values.
    private static func isFrame(_ document: XMLDocument) -> Bool {
        guard document.root.is("Envelope", EnvelopeNamespace.soap) else { return true }
        let children = document.root.children
        let bodies = children.dropFirst(children.first?.is("Header", EnvelopeNamespace.soap) == true ? 1 : 0)
        guard bodies.count <= 1, bodies.allSatisfy({ $0.is("Body", EnvelopeNamespace.soap) }) else { return false }
        let blocks = document.root.first("Header", EnvelopeNamespace.soap)?.children ?? []
        return blocks.allSatisfy { block in
            let value = block.attribute("mustUnderstand", namespace: EnvelopeNamespace.soap)?.trimmed
            return value.map { ["0", "1", "true", "false"].contains($0) } ?? true
        }
    }

    private static func isHeaderBlock(_ element: XMLElement) -> Bool {
        element.is("Signature", EnvelopeNamespace.dsig)
            || ["MessageHeader", "AckRequested", "Acknowledgment", "ErrorList", "SyncReply", "MessageOrder"]
                .contains { element.is($0, EnvelopeNamespace.eb) }
    }

    private static func isBodyBlock(_ element: XMLElement) -> Bool {
        ["Manifest", "StatusRequest", "StatusResponse"].contains { element.is($0, EnvelopeNamespace.eb) }
    }
}

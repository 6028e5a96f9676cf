import MIME

/// The package at its top level: its fields, its content type and its root (HITS 1172 5.5.2.1, 5.5.2.2).
enum PackageRules {
    static let all = [
        s5_5_2Parse, r21, r82, r22, r51, r252, r66, r253, s5_5_2_2Start,
    ]

    static let s5_5_2Parse = ProfileRule(
        "5.5.2-parse", "5.5.2", .error, .every, .soapFault, at: .package,
        nb: "Meldingen kan pakkes ut som MIME.",
        nn: "Meldinga kan pakkast ut som MIME.",
        en: "The entity can be taken apart as MIME.",
        holds: { $0.way == .bareEnvelope ? nil : $0.isReadable })

    static let r21 = ProfileRule(
        "21", "5.5.2.1", .error, .every, .soapFault, .mimeProblem, at: .package,
        nb: "Øverste nivå har feltet MIME-Version.",
        nn: "Øvste nivå har feltet MIME-Version.",
        en: "The top level declares MIME-Version.",
        judged: { $0.topField("MIME-Version") { $0 == nil ? .departs(.mimeVersion) : .kept } })

    static let r82 = ProfileRule(
        "82", "5.5.2.1", .error, .every, .soapFault, .mimeProblem, at: .package,
        nb: "MIME-Version er 1.0.",
        nn: "Verdien i MIME-Version er 1.0.",
        en: "MIME-Version is 1.0.",
        judged: {
            $0.topField("MIME-Version") { version in
                version.map { Self.isVersionOne($0) ? .kept : .departs(.mimeVersion) } ?? .moot
            }
        })

    static let r22 = ProfileRule(
        "22", "5.5.2.1", .error, .every, .soapFault, .mimeProblem, at: .package,
        nb: "Øverste nivå har SOAPAction, som skiller ebXML fra annen trafikk.",
        nn: "Øvste nivå har SOAPAction, som skil ebXML frå annan trafikk.",
        en: "The top level has SOAPAction, which tells ebXML from other traffic.",
        judged: { $0.topField("SOAPAction") { $0 == nil ? .departs(.soapAction) : .kept } })

    // ebMS 2.0 2.1.2 has the quotation marks as part of the value (SOAP 1.1 6.1.1). The strict profile should note
    // the bare word; today it is not noted.
    static let r51 = ProfileRule(
        "51", "5.5.2.1", .error, .every, .soapFault, .mimeProblem, at: .package,
        nb: "Verdien i SOAPAction er ebXML i anførselstegn.",
        nn: "Verdien i SOAPAction er ebXML i hermeteikn.",
        en: "The value of SOAPAction is ebXML in quotation marks.",
        judged: {
            $0.topField("SOAPAction") { action in
                action.map { $0 == "\"ebXML\"" ? .kept : .departs(.soapAction) } ?? .moot
            }
        })

    static let r252 = ProfileRule(
        "252", "5.5.2.1", .error, .every, .soapFault, at: .package,
        nb: "Øverste nivå oppgir en innholdstype, og den er ikke text/plain.",
        nn: "Øvste nivå oppgir ein innhaldstype, og han er ikkje text/plain.",
        en: "The top level declares a content type, and it is not text/plain.",
        holds: { $0.topType.map { $0 != nil && $0?.value != "text/plain" } })

    static let r66 = ProfileRule(
        "66", "5.5.2.1", .error, .every, .soapFault, at: .package,
        nb: "Innholdstypen øverst er multipart/related eller text/xml.",
        nn: "Innhaldstypen øvst er multipart/related eller text/xml.",
        en: "The content type at the top is multipart/related or text/xml.",
        holds: { $0.topType?.map { ["multipart/related", "text/xml"].contains($0.value) } })

    // Applies to a signal too when it is needlessly packed as multipart/related (5.5.2.1).
    static let r253 = ProfileRule(
        "253", "5.5.2.2", .error, .business, .soapFault, .mimeProblem, at: .package,
        nb: "multipart/related har text/xml i parameteren type.",
        nn: "Parameteren type i multipart/related seier text/xml.",
        en: "multipart/related names text/xml in its type parameter.",
        judged: { Self.relatedType($0) })

    static let s5_5_2_2Start = ProfileRule(
        "5.5.2.2-start", "5.5.2.2", .error, .business, .soapFault, .mimeProblem, at: .package,
        nb: "start, når den er med, er SOAP-delens Content-ID.",
        nn: "start, når han er med, er Content-ID-en til SOAP-delen.",
        en: "start, when given, is the Content-ID of the SOAP part.",
        judged: { Self.start($0) })

    /// `1.0`, with or without a comment after it (RFC 2045 4).
    private static func isVersionOne(_ version: String) -> Bool {
        version == "1.0" || version.hasPrefix("1.0 (") || version.hasPrefix("1.0(")
    }

    private static func relatedType(_ subject: ProfileSubject) -> RuleOutcome {
        guard let type = subject.multipart?.type, type.value == "multipart/related" else { return .moot }
        return type["type"]?.lowercased() == "text/xml" ? .kept : .departs(.relatedType)
    }

    /// Without `start` the first part is the root, which is no departure (RFC 2387 3.2).
    private static func start(_ subject: ProfileSubject) -> RuleOutcome {
        guard let multipart = subject.multipart, multipart.type["start"] != nil else { return .moot }
        return multipart.root == nil ? .departs(.missingStart) : .kept
    }
}

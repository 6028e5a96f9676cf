import XML

/// eb:MessageHeader itself, its ids and times (HITS 1172 5.8.1 to 5.8.3).
enum MessageHeaderRules {
    static let all = [
        r4, r8, r70, r7, r69, r76, r102, r77, r11, r12, s5_8_2Reuse,
    ]

    static let r4 = ProfileRule(
        "4", "5.8.1", .error, .every, .soapFault, at: .header,
        nb: "Hodet har en eb:MessageHeader.",
        nn: "Hovudet har ein eb:MessageHeader.",
        en: "The header has an eb:MessageHeader.",
        holds: { $0.blocks.header.map { $0.first("MessageHeader", EnvelopeNamespace.eb) != nil } })

    static let r8 = ProfileRule(
        "8", "5.8.1", .error, .every, .errorList, .otherXML, at: .messageHeader,
        nb: "eb:MessageHeader oppgir versjon.",
        nn: "eb:MessageHeader seier kva versjon det er.",
        en: "eb:MessageHeader tells its version.",
        holds: { $0.blocks.messageHeader.map { $0.lenient("version", EnvelopeNamespace.eb) != nil } })

    static let r70 = ProfileRule(
        "70", "5.8.1", .error, .every, .errorList, .notSupported, at: .messageHeader,
        nb: "Versjonen av eb:MessageHeader er 2.0.",
        nn: "eb:MessageHeader er i versjon 2.0.",
        en: "The version of eb:MessageHeader is 2.0.",
        holds: {
            $0.blocks.messageHeader?.lenient("version", EnvelopeNamespace.eb).map { $0 == MessageService.version }
        })

    static let r7 = ProfileRule(
        "7", "5.8.1", .error, .every, .errorList, .otherXML, at: .messageHeader,
        nb: "eb:MessageHeader har attributtet SOAP:mustUnderstand.",
        nn: "eb:MessageHeader ber attributtet SOAP:mustUnderstand.",
        en: "eb:MessageHeader carries SOAP:mustUnderstand.",
        holds: { $0.blocks.messageHeader.map { $0.lenient("mustUnderstand", EnvelopeNamespace.soap) != nil } })

    static let r69 = ProfileRule(
        "69", "5.8.1", .error, .every, .errorList, .valueNotRecognized, at: .messageHeader,
        nb: "SOAP:mustUnderstand på eb:MessageHeader er 1.",
        nn: "eb:MessageHeader har SOAP:mustUnderstand lik 1.",
        en: "SOAP:mustUnderstand on eb:MessageHeader is 1.",
        judged: { Self.mustUnderstand($0.blocks.messageHeader) })

    // Without it an error list cannot name what it answers, so a SOAP Fault it is.
    static let r76 = ProfileRule(
        "76", "5.8.2", .error, .every, .soapFault, at: .messageData,
        nb: "Meldingen har en eb:MessageId.",
        nn: "Meldinga har ein eb:MessageId.",
        en: "The message has an eb:MessageId.",
        holds: { message in
            message.blocks.messageHeader.map { _ in !(message.blocks.messageData?.value("MessageId") ?? "").isEmpty }
        })

    static let r102 = ProfileRule(
        "102", "5.8.2", .error, .every, .errorList, .valueNotRecognized, at: .messageData,
        nb: "eb:MessageId er en UUID eller på formen lokaldel@domene.",
        nn: "eb:MessageId er ein UUID eller på forma lokaldel@domene.",
        en: "eb:MessageId is a UUID or has the form local@domain.",
        judged: { Self.idForm($0.blocks.messageData?.value("MessageId")) })

    static let r77 = ProfileRule(
        "77", "5.8.2", .error, .every, .errorList, .otherXML, at: .messageData,
        nb: "eb:MessageData sier når meldingen ble laget.",
        nn: "eb:MessageData seier når meldinga vart laga.",
        en: "eb:MessageData tells when the message was made.",
        holds: { message in
            message.blocks.messageHeader.map { _ in !(message.blocks.messageData?.value("Timestamp") ?? "").isEmpty }
        })

    static let r11 = ProfileRule(
        "11", "5.8.3", .error, .every, .errorList, .otherXML, at: .cpaID,
        nb: "eb:CPAId er med og ikke tom.",
        nn: "eb:CPAId er med og ikkje tom.",
        en: "eb:CPAId is there and not empty.",
        holds: { $0.blocks.messageHeader.map { !($0.value("CPAId") ?? "").isEmpty } })

    // HIS 1037 6.2.1 also has <creator>:<level>:<id>, which the rule forgets; 5.1.1 says the standard prevails, so
    // it is accepted without remark. Organisation numbers are allowed for parties without HER-id (HIS 1037).
    static let r12 = ProfileRule(
        "12", "5.8.3", .error, .every, .errorList, .valueNotRecognized, at: .cpaID,
        nb: "eb:CPAId er en UUID, eller laveste og høyeste HER-id med understrek mellom.",
        nn: "eb:CPAId er ein UUID, eller lågaste og høgaste HER-id med understrek mellom.",
        en: "eb:CPAId is a UUID or the lower and higher HER-id joined by an underscore.",
        judged: { Self.cpaIDForm($0) })

    static let s5_8_2Reuse = ProfileRule(
        "5.8.2-reuse", "5.8.2", .error, .every, .errorList, .inconsistent, at: .exchange,
        nb: "En eb:MessageId hører til én melding: samme id har samme digester.",
        nn: "Ein eb:MessageId høyrer til éi melding: same id har same digestar.",
        en: "An eb:MessageId belongs to one message: the same id has the same digests.",
        standing: .kept("Needs what was received before: `DuplicateRule`, asked by the incoming flow."))

    /// `true` is no value of SOAP 1.1, and some write it.
    static func mustUnderstand(_ block: XMLElement?) -> RuleOutcome {
        switch block?.lenient("mustUnderstand", EnvelopeNamespace.soap) {
        case nil: .moot
        case "1"?: .kept
        case "true"?: .departs(.mustUnderstandTrue)
        default: .broken
        }
    }

    /// The form of an id that is there.
    static func idForm(_ id: String?) -> RuleOutcome {
        guard let id, !id.isEmpty else { return .moot }
        switch MessageIDForm(id) {
        case .uuid, .rfc2822: return .kept
        case .other: return .departs(.messageIDForm)
        case .unusable: return .broken
        }
    }

    private static func cpaIDForm(_ subject: ProfileSubject) -> RuleOutcome {
        switch subject.cpaID {
        case nil: return .moot
        case .agreement?, .partner?: return .kept
        case .noAgreement(let lowest, let highest)?:
            let text = subject.blocks.messageHeader?.value("CPAId") ?? ""
            return text.hasPrefix("\(lowest)_\(highest)") ? .kept : .departs(.cpaIDForm)
        case .other?: return .departs(.cpaIDForm)
        }
    }
}

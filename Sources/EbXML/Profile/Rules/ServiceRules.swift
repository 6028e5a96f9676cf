import XML

/// eb:Service and eb:Action (HITS 1172 5.8.5).
enum ServiceRules {
    static let all = [
        r47, r71, r48, r72,
    ]

    static let r47 = ProfileRule(
        "47", "5.8.5", .error, .every, .errorList, .otherXML, at: .service,
        nb: "eb:Service er med.",
        nn: "eb:Service finst.",
        en: "eb:Service is there.",
        holds: { $0.blocks.messageHeader.map { $0.value("Service") != nil } })

    static let r71 = ProfileRule(
        "71", "5.8.5", .error, .every, .errorList, .otherXML, at: .service,
        nb: "eb:Service har en verdi.",
        nn: "eb:Service har ein verdi.",
        en: "eb:Service has a value.",
        holds: { $0.blocks.messageHeader?.value("Service").map { !$0.isEmpty } })

    static let r48 = ProfileRule(
        "48", "5.8.5", .error, .every, .errorList, .otherXML, at: .action,
        nb: "eb:Action er med.",
        nn: "eb:Action finst.",
        en: "eb:Action is there.",
        holds: { $0.blocks.messageHeader.map { $0.value("Action") != nil } })

    static let r72 = ProfileRule(
        "72", "5.8.5", .error, .every, .errorList, .otherXML, at: .action,
        nb: "eb:Action har en verdi.",
        nn: "eb:Action har ein verdi.",
        en: "eb:Action has a value.",
        holds: { $0.blocks.messageHeader?.value("Action").map { !$0.isEmpty } })
}

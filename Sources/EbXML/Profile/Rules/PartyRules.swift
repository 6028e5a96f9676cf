import Identifiers
import XML

/// eb:From and eb:To: one HER-id each, in digits (HITS 1172 5.8.4).
enum PartyRules {
    static let all = [
        r10, r58, r25, r60, r14, r31, r9, r59, r55, r61, r13, r56,
    ]

    static let r10 = ProfileRule(
        "10", "5.8.4", .error, .every, .soapFault, at: .from,
        nb: "eb:From er med.",
        nn: "eb:From finst.",
        en: "eb:From is there.",
        holds: { $0.blocks.messageHeader.map { $0.first("From", EnvelopeNamespace.eb) != nil } })

    static let r58 = ProfileRule(
        "58", "5.8.4", .error, .every, .soapFault, at: .from,
        nb: "eb:From nevner en part.",
        nn: "eb:From nemner ein part.",
        en: "eb:From names a party.",
        holds: { $0.fromParties.map { !$0.isEmpty } })

    static let r25 = ProfileRule(
        "25", "5.8.4", .error, .every, .soapFault, at: .from,
        nb: "eb:PartyId i eb:From har en verdi.",
        nn: "eb:PartyId i eb:From har ein verdi.",
        en: "eb:PartyId in eb:From has a value.",
        holds: { $0.fromParties.flatMap(Self.haveValues) })

    // HIS 1037 6.2.1 still lets a party without HER-id use an organisation number (ENH); this profile follows HIS
    // 1153-2 AD2.1.
    static let r60 = ProfileRule(
        "60", "5.8.4", .error, .every, .soapFault, at: .from,
        nb: "eb:From har en partsidentifikator av type HER.",
        nn: "eb:From har ein partsidentifikator av type HER.",
        en: "eb:From has a party identifier of type HER.",
        holds: { $0.fromParties.flatMap(Self.includeHER) })

    static let r14 = ProfileRule(
        "14", "5.8.4", .error, .every, .soapFault, at: .from,
        nb: "eb:From har én HER-id, verken flere eller færre.",
        nn: "eb:From har éin HER-id, verken fleire eller færre.",
        en: "eb:From has one HER-id, neither more nor fewer.",
        holds: { $0.fromParties.flatMap(Self.haveOneHER) })

    static let r31 = ProfileRule(
        "31", "5.8.4", .error, .every, .soapFault, at: .from,
        nb: "HER-id i eb:From har bare siffer.",
        nn: "HER-id i eb:From har berre siffer.",
        en: "The HER-id in eb:From consists of digits alone.",
        holds: { $0.fromParties.flatMap(Self.haveDigits) })

    static let r9 = ProfileRule(
        "9", "5.8.4", .error, .every, .soapFault, at: .to,
        nb: "eb:To er med.",
        nn: "eb:To finst.",
        en: "eb:To is there.",
        holds: { $0.blocks.messageHeader.map { $0.first("To", EnvelopeNamespace.eb) != nil } })

    static let r59 = ProfileRule(
        "59", "5.8.4", .error, .every, .soapFault, at: .to,
        nb: "eb:To nevner en part.",
        nn: "eb:To nemner ein part.",
        en: "eb:To names a party.",
        holds: { $0.toParties.map { !$0.isEmpty } })

    static let r55 = ProfileRule(
        "55", "5.8.4", .error, .every, .soapFault, at: .to,
        nb: "eb:PartyId i eb:To har en verdi.",
        nn: "eb:PartyId i eb:To har ein verdi.",
        en: "eb:PartyId in eb:To has a value.",
        holds: { $0.toParties.flatMap(Self.haveValues) })

    // HIS 1037 6.2.1 still lets a party without HER-id use an organisation number (ENH); this profile follows HIS
    // 1153-2 AD2.1.
    static let r61 = ProfileRule(
        "61", "5.8.4", .error, .every, .soapFault, at: .to,
        nb: "eb:To har en partsidentifikator av type HER.",
        nn: "eb:To har ein partsidentifikator av type HER.",
        en: "eb:To has a party identifier of type HER.",
        holds: { $0.toParties.flatMap(Self.includeHER) })

    static let r13 = ProfileRule(
        "13", "5.8.4", .error, .every, .soapFault, at: .to,
        nb: "eb:To har én HER-id, verken flere eller færre.",
        nn: "eb:To har éin HER-id, verken fleire eller færre.",
        en: "eb:To has one HER-id, neither more nor fewer.",
        holds: { $0.toParties.flatMap(Self.haveOneHER) })

    static let r56 = ProfileRule(
        "56", "5.8.4", .error, .every, .soapFault, at: .to,
        nb: "HER-id i eb:To har bare siffer.",
        nn: "HER-id i eb:To har berre siffer.",
        en: "The HER-id in eb:To consists of digits alone.",
        holds: { $0.toParties.flatMap(Self.haveDigits) })

    private static func haveValues(_ ids: [SubjectPartyID]) -> Bool? {
        ids.isEmpty ? nil : ids.allSatisfy { !$0.value.isEmpty }
    }

    private static func includeHER(_ ids: [SubjectPartyID]) -> Bool? {
        ids.isEmpty ? nil : ids.contains { $0.type == "HER" }
    }

    private static func haveOneHER(_ ids: [SubjectPartyID]) -> Bool? {
        let found = ids.count { $0.type == "HER" }
        return found == 0 ? nil : found == 1
    }

    private static func haveDigits(_ ids: [SubjectPartyID]) -> Bool? {
        let found = ids.filter { $0.type == "HER" && !$0.value.isEmpty }
        return found.isEmpty ? nil : found.allSatisfy { HERId($0.value) != nil }
    }
}

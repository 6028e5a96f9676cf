import XML

/// ds:Signature: what it consists of and what it refers to (HITS 1172 5.10.1).
enum SignatureRules {
    static let all = [
        r45, r52, r363, r42, r32, r39, r40, r34, r64, r85, r50,
    ]

    static let r45 = ProfileRule(
        "45", "5.10.1", .error, .every, .errorList, .securityFailure, at: .signature,
        nb: "SOAP:Header har en ds:Signature.",
        nn: "SOAP:Header har ein ds:Signature.",
        en: "SOAP:Header has a ds:Signature.",
        holds: { $0.blocks.header.map { $0.first("Signature", EnvelopeNamespace.dsig) != nil } })

    static let r52 = ProfileRule(
        "52", "5.10.1", .error, .every, .errorList, .securityFailure, at: .signature,
        nb: "Det er bare én ds:Signature.",
        nn: "Det er berre éin ds:Signature.",
        en: "There is one ds:Signature only.",
        holds: { message in message.signature.map { _ in message.blocks.signatures.count == 1 } })

    // Printed as 363, far outside the series; kept as printed.
    static let r363 = ProfileRule(
        "363", "5.10.1", .error, .every, .errorList, .securityFailure, at: .signature,
        nb: "ds:Signature har ds:SignedInfo.",
        nn: "ds:Signature inneheld ds:SignedInfo.",
        en: "ds:Signature has ds:SignedInfo.",
        holds: { $0.signature.map { $0.signedInfo != nil } })

    static let r42 = ProfileRule(
        "42", "5.10.1", .error, .every, .errorList, .securityFailure, at: .signature,
        nb: "ds:Signature har ds:SignatureValue.",
        nn: "ds:Signature inneheld ds:SignatureValue.",
        en: "ds:Signature has ds:SignatureValue.",
        holds: { $0.signature.map { !($0.value?.text.trimmed ?? "").isEmpty } })

    // HIS 1037's element matrix has KeyInfo as optional; this rule and 6.2.3 demand it.
    static let r32 = ProfileRule(
        "32", "5.10.1", .error, .every, .errorList, .securityFailure, at: .keyInfo,
        nb: "ds:Signature har ds:KeyInfo.",
        nn: "ds:Signature inneheld ds:KeyInfo.",
        en: "ds:Signature has ds:KeyInfo.",
        holds: { $0.signature.map { $0.keyInfo != nil } })

    static let r39 = ProfileRule(
        "39", "5.10.1", .error, .every, .errorList, .securityFailure, at: .references,
        nb: "ds:SignedInfo har minst én ds:Reference.",
        nn: "ds:SignedInfo har minst éin ds:Reference.",
        en: "ds:SignedInfo has at least one ds:Reference.",
        holds: { $0.signedInfo.map { !$0.references.isEmpty } })

    static let r40 = ProfileRule(
        "40", "5.10.1", .error, .every, .errorList, .securityFailure, at: .references,
        nb: "Én referanse har tom URI og dekker konvolutten.",
        nn: "Éin referanse har tom URI og dekkjer konvolutten.",
        en: "One reference has an empty URI and covers the envelope.",
        holds: { $0.signedReferences.map { Self.coverEnvelopeOnce($0) } })

    static let r34 = ProfileRule(
        "34", "5.10.1", .error, .business, .errorList, .securityFailure, at: .references,
        nb: "Alle andre referanser peker på en del med cid.",
        nn: "Alle andre referansar peikar på ein del med cid.",
        en: "Every other reference points to a part by cid.",
        holds: { $0.signedReferences.map { Self.pointToParts($0) } })

    static let r64 = ProfileRule(
        "64", "5.10.1", .error, .every, .errorList, .securityFailure, at: .references,
        nb: "Hver ds:Reference har en digestverdi.",
        nn: "Kvar ds:Reference har ein digestverdi.",
        en: "Every ds:Reference has a digest value.",
        holds: { $0.signedReferences.map { $0.allSatisfy(Self.hasDigest) } })

    static let r85 = ProfileRule(
        "85", "5.10.1", .error, .every, .errorList, .securityFailure, at: .references,
        nb: "Hver ds:Reference har attributtet URI.",
        nn: "Kvar ds:Reference har attributtet URI.",
        en: "Every ds:Reference has a URI attribute.",
        holds: { $0.signedReferences.map { $0.allSatisfy { $0.attribute("URI") != nil } } })

    // The validator goes on after a bad signature (5.10.1); a message server reads only what the error's address
    // needs.
    static let r50 = ProfileRule(
        "50", "5.10.1", .error, .every, .errorList, .securityFailure, at: .signature,
        nb: "Signaturen stemmer for konvolutten og hver del.",
        nn: "Signaturen stemmer for konvolutten og kvar del.",
        en: "The signature verifies over the envelope and every part.",
        holds: { Self.verifies($0) })

    private static func coverEnvelopeOnce(_ references: [XMLElement]) -> Bool {
        references.count { $0.attribute("URI") == "" } == 1
    }

    private static func pointToParts(_ references: [XMLElement]) -> Bool {
        references.compactMap { $0.attribute("URI") }.filter { !$0.isEmpty }
            .allSatisfy { $0.hasPrefix("cid:") && $0.utf8.count > 4 }
    }

    /// A digest of the length its algorithm makes; of any length where the algorithm is unknown.
    private static func hasDigest(_ reference: XMLElement) -> Bool {
        guard let digest = SubjectSignature.digest(of: reference) else { return false }
        switch reference.first("DigestMethod", EnvelopeNamespace.dsig)?.attribute("Algorithm") {
        case SubjectSignature.sha256?: return digest.count == 32
        case SubjectSignature.sha1?: return digest.count == 20
        default: return !digest.isEmpty
        }
    }

    /// A signature that is missing or there twice is told by r.45 and r.52.
    private static func verifies(_ subject: ProfileSubject) -> Bool? {
        switch subject.verification {
        case .verified: true
        case .refused: false
        case .notTried: nil
        }
    }
}

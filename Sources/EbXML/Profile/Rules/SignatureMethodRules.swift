import Certificates
import Foundation
import XML
import XMLSignature

/// The algorithms and transforms of the signature, and its certificate (HITS 1172 5.10.1).
enum SignatureMethodRules {
    static let all = [
        r33, r84, r37, r36, r35, r38, r41, r103, r65, r46, r104, r105,
    ]

    // REVERSED ON PURPOSE: the text of 2017 demands SHA-1. NHN and the partners have used SHA-256 since; a message
    // with SHA-256 breaks the letter and keeps the sense.
    static let r33 = ProfileRule(
        "33", "5.10.1", .error, .every, .errorList, .securityFailure, at: .references,
        nb: "Hver digest bruker SHA-256; SHA-1 bare etter unntak.",
        nn: "Kvar digest bruker SHA-256; SHA-1 berre etter unntak.",
        en: "Each digest method is SHA-256; SHA-1 only by exception.",
        judged: { Self.digestMethods($0) })

    // The text of 2017 only recommends rsa-sha1 and refuses what is not supported; HIS 1037 5.5 says dsa-sha1,
    // against all its own examples.
    static let r84 = ProfileRule(
        "84", "5.10.1", .error, .every, .errorList, .securityFailure, at: .signature,
        nb: "Signaturmetoden er RSA med SHA-256; RSA med SHA-1 bare etter unntak.",
        nn: "Signaturmetoden er RSA med SHA-256; RSA med SHA-1 berre etter unntak.",
        en: "The signature method is RSA with SHA-256; RSA with SHA-1 only by exception.",
        judged: { Self.signatureMethod($0) })

    static let r37 = ProfileRule(
        "37", "5.10.1", .error, .every, .errorList, .securityFailure, at: .references,
        nb: "Første transformasjon på konvoluttens referanse er enveloped-signature.",
        nn: "Første transformasjon på referansen til konvolutten er enveloped-signature.",
        en: "The envelope reference's first transform is enveloped-signature.",
        holds: { $0.signature?.transforms.map(Self.beginsEnveloped) })

    // HIS 1037 6.2.3 and its examples have two transforms without XPath; 5.5 of the same document and HITS 1171
    // 5.2.5 have three.
    static let r36 = ProfileRule(
        "36", "5.10.1", .error, .every, .errorList, .securityFailure, at: .references,
        nb: "Den andre er XPath-filteret som utelater blokker til mellomledd.",
        nn: "Den andre er XPath-filteret som utelèt blokker til mellomledd.",
        en: "Its second transform is the XPath that leaves blocks for intermediaries out.",
        judged: { Self.actorFilter($0) })

    static let r35 = ProfileRule(
        "35", "5.10.1", .error, .every, .errorList, .securityFailure, at: .references,
        nb: "Den tredje er inklusiv kanonisk XML 1.0.",
        nn: "Den tredje transformasjonen er inklusiv kanonisk XML 1.0.",
        en: "Its third transform is inclusive canonical XML 1.0.",
        judged: { Self.canonicalization($0) })

    static let r38 = ProfileRule(
        "38", "5.10.1", .error, .every, .errorList, .securityFailure, at: .references,
        nb: "Det er nettopp disse tre transformasjonene, i denne rekken.",
        nn: "Det er nettopp desse tre transformasjonane, i denne rekkja.",
        en: "There are exactly these three transforms in this order.",
        judged: { Self.transformOrder($0) })

    // A KeyValue beside X509Data breaks no rule by its letter; only X509Data must be there.
    static let r41 = ProfileRule(
        "41", "5.10.1", .error, .every, .errorList, .securityFailure, at: .keyInfo,
        nb: "ds:KeyInfo har ds:X509Data.",
        nn: "ds:KeyInfo inneheld ds:X509Data.",
        en: "ds:KeyInfo has ds:X509Data.",
        judged: { Self.hasX509Data($0) })

    static let r103 = ProfileRule(
        "103", "5.10.1", .error, .every, .errorList, .securityFailure, at: .keyInfo,
        nb: "ds:X509Data har et sertifikat.",
        nn: "ds:X509Data har eit sertifikat.",
        en: "ds:X509Data has a certificate.",
        holds: { message in message.x509Data.map { _ in message.signature?.certificateElements.isEmpty == false } })

    static let r65 = ProfileRule(
        "65", "5.10.1", .error, .every, .errorList, .securityFailure, at: .keyInfo,
        nb: "ds:X509Data har ikke flere enn ett sertifikat.",
        nn: "ds:X509Data har ikkje fleire enn eitt sertifikat.",
        en: "ds:X509Data has no more than one certificate.",
        judged: { Self.certificateCount($0) })

    // Harmless here since the key comes from the register; the strict profile must still report it.
    static let r46 = ProfileRule(
        "46", "5.10.1", .error, .every, .errorList, .securityFailure, at: .keyInfo,
        nb: "Det som står som sertifikat, kan leses som et.",
        nn: "Det som står som sertifikat, kan lesast som eit.",
        en: "What stands as certificate can be read as one.",
        judged: { Self.certificateReads($0) })

    // The standard's inequality is strict at both ends; a Timestamp equal to notBefore or notAfter is valid by
    // X.509. Take X.509.
    static let r104 = ProfileRule(
        "104", "5.10.1", .error, .every, .errorList, .securityFailure, at: .keyInfo,
        nb: "eb:Timestamp er ikke før sertifikatet gjelder.",
        nn: "eb:Timestamp er ikkje før sertifikatet gjeld.",
        en: "eb:Timestamp is not before the certificate is valid.",
        holds: { Self.compare($0) { time, certificate in time >= certificate.notBefore } })

    static let r105 = ProfileRule(
        "105", "5.10.1", .error, .every, .errorList, .securityFailure, at: .keyInfo,
        nb: "eb:Timestamp er ikke etter at sertifikatet er utløpt.",
        nn: "eb:Timestamp er ikkje etter at sertifikatet er gått ut.",
        en: "eb:Timestamp is not after the certificate has run out.",
        holds: { Self.compare($0) { time, certificate in time <= certificate.notAfter } })

    private static func digestMethods(_ subject: ProfileSubject) -> RuleOutcome {
        guard let methods = subject.signature?.digestMethods, !methods.isEmpty else { return .moot }
        if methods.allSatisfy({ $0 == SubjectSignature.sha256 }) { return .kept }
        let isKnown = methods.allSatisfy { $0 == SubjectSignature.sha256 || $0 == SubjectSignature.sha1 }
        return isKnown ? .departs(.sha1) : .broken
    }

    private static func signatureMethod(_ subject: ProfileSubject) -> RuleOutcome {
        guard let signature = subject.signature, signature.signedInfo != nil else { return .moot }
        switch signature.algorithm("SignatureMethod") {
        case SubjectSignature.rsaSHA256?: return .kept
        case SubjectSignature.rsaSHA1?: return .departs(.sha1)
        default: return .broken
        }
    }

    private static func beginsEnveloped(_ transforms: [XMLElement]) -> Bool {
        transforms.first?.attribute("Algorithm") == SubjectSignature.enveloped
    }

    private static func actorFilter(_ subject: ProfileSubject) -> RuleOutcome {
        guard let transforms = subject.signature?.transforms else { return .moot }
        let filters = transforms.filter { $0.attribute("Algorithm") == SubjectSignature.xpath }
        if filters.isEmpty, transforms.count == 2 { return .departs(.missingXPathTransform) }
        return transforms.count > 1 && ActorFilter.isTransform(transforms[1]) ? .kept : .broken
    }

    private static func canonicalization(_ subject: ProfileSubject) -> RuleOutcome {
        guard let transforms = subject.signature?.transforms else { return .moot }
        switch transforms.last?.attribute("Algorithm") {
        case SubjectSignature.canonicalXML?: return .kept
        case SubjectSignature.exclusiveCanonicalXML?: return .departs(.exclusiveCanonicalization)
        default: return .broken
        }
    }

    private static func transformOrder(_ subject: ProfileSubject) -> RuleOutcome {
        guard let transforms = subject.signature?.transforms else { return .moot }
        let canonicalizations = [SubjectSignature.canonicalXML, SubjectSignature.exclusiveCanonicalXML]
        let names = transforms.map { $0.attribute("Algorithm") ?? "" }
        guard names.first == SubjectSignature.enveloped, canonicalizations.contains(names.last ?? "") else {
            return .broken
        }
        if names.count == 2 { return .departs(.missingXPathTransform) }
        return names.count == 3 && names[1] == SubjectSignature.xpath ? .kept : .broken
    }

    private static func hasX509Data(_ subject: ProfileSubject) -> RuleOutcome {
        guard let signature = subject.signature, let keyInfo = signature.keyInfo else { return .moot }
        if signature.x509Data.isEmpty { return .broken }
        return keyInfo.children.count == signature.x509Data.count ? .kept : .departs(.keyValueBesideCertificate)
    }

    private static func certificateCount(_ subject: ProfileSubject) -> RuleOutcome {
        guard let signature = subject.signature, !signature.certificateElements.isEmpty else { return .moot }
        return signature.certificateElements.count == 1 ? .kept : .departs(.certificateChain)
    }

    private static func certificateReads(_ subject: ProfileSubject) -> RuleOutcome {
        guard let signature = subject.signature, !signature.certificateElements.isEmpty else { return .moot }
        let isForSigning = signature.certificate?.usages.allow(.signing) == true
        return isForSigning ? .kept : .departs(.embeddedCertificate)
    }

    /// The registered certificate, else the one in the message.
    private static func compare(_ subject: ProfileSubject, _ holds: (Date, Certificate) -> Bool) -> Bool? {
        let registered = subject.knowledge.sender.value?.signingCertificate
        guard let certificate = registered ?? subject.signature?.certificate, let time = subject.timestamp
        else { return nil }
        return holds(time, certificate)
    }
}

import Foundation
import MIME
import XML

/// eb:DuplicateElimination, eb:AckRequested and eb:Manifest of a message with payload (HITS 1172 5.14.1 to 5.14.3).
enum BusinessRules {
    static let all = [
        r74, r75, r94, s5_14_2MuMissing, s5_14_2MuFalse, r5, r6, r27, r23, s5_14_3Href,
    ]

    // Optional in HIS 1037's element matrix; demanded in its 5.2 and here. Duplicates are eliminated whether it is
    // there or not.
    static let r74 = ProfileRule(
        "74", "5.14.1", .error, .business, .errorList, .otherXML, at: .messageHeader,
        nb: "En melding med payload har eb:DuplicateElimination.",
        nn: "Ei melding med payload har eb:DuplicateElimination.",
        en: "A message with payload has eb:DuplicateElimination.",
        judged: { Self.duplicateElimination($0) })

    // 4.2.2.1 decides the answer. Over synchronous HTTP the reply itself may be without it (CPA syncReplyMode).
    static let r75 = ProfileRule(
        "75", "5.14.2", .warning, .business, .warningList, .otherXML, at: .ackRequested,
        nb: "En melding med payload ber om transportkvittering.",
        nn: "Ei melding med payload bed om transportkvittering.",
        en: "A message with payload asks for an Acknowledgment.",
        judged: { message in
            message.blocks.header.map { _ in message.blocks.ackRequested == nil ? .departs(.ackRequestedMissing) : .kept
            }
                ?? .moot
        })

    static let r94 = ProfileRule(
        "94", "5.14.2", .error, .business, .errorList, .valueNotRecognized, at: .ackRequested,
        nb: "eb:AckRequested ber om signert svar.",
        nn: "eb:AckRequested bed om signert svar.",
        en: "eb:AckRequested asks for a signed answer.",
        holds: {
            $0.blocks.ackRequested.map { ["1", "true"].contains($0.lenient("signed", EnvelopeNamespace.eb) ?? "") }
        })

    static let s5_14_2MuMissing = ProfileRule(
        "5.14.2-mu-missing", "5.14.2", .error, .business, .errorList, .otherXML, at: .ackRequested,
        nb: "eb:AckRequested har SOAP:mustUnderstand.",
        nn: "eb:AckRequested ber attributtet SOAP:mustUnderstand.",
        en: "eb:AckRequested carries SOAP:mustUnderstand.",
        holds: { $0.blocks.ackRequested.map { $0.lenient("mustUnderstand", EnvelopeNamespace.soap) != nil } })

    static let s5_14_2MuFalse = ProfileRule(
        "5.14.2-mu-false", "5.14.2", .error, .business, .errorList, .valueNotRecognized, at: .ackRequested,
        nb: "Der er mustUnderstand lik 1.",
        nn: "Verdien av mustUnderstand er 1 der.",
        en: "Its mustUnderstand is 1.",
        judged: { MessageHeaderRules.mustUnderstand($0.blocks.ackRequested) })

    static let r5 = ProfileRule(
        "5", "5.14.3", .error, .business, .errorList, .notSupported, at: .manifest,
        nb: "Versjonen av eb:Manifest er 2.0.",
        nn: "eb:Manifest er i versjon 2.0.",
        en: "The version of eb:Manifest is 2.0.",
        holds: { $0.blocks.manifest.map { $0.lenient("version", EnvelopeNamespace.eb) == MessageService.version } })

    static let r6 = ProfileRule(
        "6", "5.14.3", .error, .business, .errorList, .otherXML, at: .manifest,
        nb: "eb:Manifest har minst én eb:Reference.",
        nn: "eb:Manifest har minst éin eb:Reference.",
        en: "eb:Manifest has at least one eb:Reference.",
        holds: { message in message.blocks.manifest.map { _ in !message.blocks.manifestReferences.isEmpty } })

    static let r27 = ProfileRule(
        "27", "5.14.3", .error, .business, .errorList, .mimeProblem, at: .manifest,
        nb: "En melding med referanser i manifestet har også vedlegg.",
        nn: "Ei melding med referansar i manifestet har også vedlegg.",
        en: "A message whose manifest has references has attachments.",
        holds: { message in message.references.map { _ in !message.attachments.isEmpty } })

    static let r23 = ProfileRule(
        "23", "5.14.3", .error, .business, .errorList, .mimeProblem, at: .manifest,
        nb: "Hver referanse i manifestet finner sin del via Content-ID.",
        nn: "Kvar referanse i manifestet finn delen sin via Content-ID.",
        en: "Each reference in the manifest finds its part by Content-ID.",
        holds: { Self.findParts($0) })

    static let s5_14_3Href = ProfileRule(
        "5.14.3-href", "5.14.3", .error, .business, .errorList, .otherXML, at: .manifest,
        nb: "xlink:href i en manifestreferanse har en verdi.",
        nn: "xlink:href i ein manifestreferanse har ein verdi.",
        en: "xlink:href of a manifest reference has a value.",
        holds: { $0.references.map { $0.allSatisfy { !($0.lenient("href", EnvelopeNamespace.xlink) ?? "").isEmpty } } })

    private static func duplicateElimination(_ subject: ProfileSubject) -> RuleOutcome {
        guard let header = subject.blocks.messageHeader else { return .moot }
        let isThere = header.first("DuplicateElimination", EnvelopeNamespace.eb) != nil
        return isThere ? .kept : .departs(.duplicateEliminationMissing)
    }

    /// A `cid:` URI is a Content-ID without brackets, which may be percent-encoded (RFC 2392).
    private static func findParts(_ subject: ProfileSubject) -> Bool? {
        guard let references = subject.references else { return nil }
        let ids = Set(subject.attachments.compactMap(\.entity.contentID))
        return references.compactMap { $0.lenient("href", EnvelopeNamespace.xlink) }.allSatisfy { href in
            guard href.hasPrefix("cid:") else { return false }
            let id = String(href.dropFirst(4))
            return ids.contains(id) || ids.contains(id.removingPercentEncoding ?? id)
        }
    }
}

import AddressRegister
import EbXML
import Foundation
import HealthMessages
import Identifiers
import Store
import Texts

/// What the rules of the profile say of an authenticated message, weighed by what this partner is allowed.
///
/// Severity and answer are the rule's own. A business message is turned away for an error that is not tolerated; what is
/// wrong with an answer is noted and never answered (HITS 1172 5.12, T-059).
struct ProfileJudgement {
    /// Why the message is turned away, nil when it is not.
    let refusal: Refusal?
    /// Known departures that were met, by name.
    private(set) var departures: Set<Tolerance>
    /// Rules that were broken without consequence, by number.
    private(set) var remarks: [String]
    private let subject: ProfileSubject

    /// - Parameters:
    ///   - agreement: the one that eb:CPAId names.
    ///   - catalogue: the national list of messages.
    init(
        of parsed: ParsedEnvelope, from party: CommunicationParty, under agreement: ProfileKnowledge.Answer<Agreement>,
        settings: TenantSettings, catalogue: [String: ProfileKnowledge.KnownNamespace],
        tolerating tolerances: Set<Tolerance>
    ) {
        var knowledge = ProfileKnowledge()
        knowledge.agreement = agreement
        knowledge.catalogue = catalogue
        knowledge.sender = .found(
            .init(
                isOrganisation: party.kind == .organisation, mailbox: party.ediAddress,
                signingCertificate: party.signingCertificate))
        if let own = parsed.header.to.her.flatMap({ settings.addresses[$0] }) {
            knowledge.receiver = .found(
                .init(isOrganisation: own.parent == nil, mailbox: own.ediAddress, signingCertificate: nil))
        }
        subject = parsed.subject(knowing: knowledge, isVerified: true)
        let examination = ProfileExamination(subject)
        let grave = parsed.content.isBusiness ? examination.refusal(tolerating: tolerances) : nil
        refusal = Self.disagreement(parsed, agreement, catalogue) ?? grave.map { Refusal($0) }
        departures = examination.departures
        remarks = examination.breaches.map(\.rule.id)
    }

    /// The same with what the attachment turned out to hold. Nothing is turned away for that: how a partner is answered
    /// must not tell what came out of a decryption (T-042).
    func opened(_ plaintext: [UInt8], _ document: HealthDocument) -> ProfileJudgement {
        // Its header is what is judged; the document itself has been read.
        let beginning = Array(plaintext.prefix(16_384))
        let opened = subject.opened(beginning, documentNamespace: document.mainNamespace)
        let examination = ProfileExamination(payloadOf: opened)
        var judgement = self
        judgement.departures.formUnion(examination.departures)
        judgement.remarks += examination.breaches.map(\.rule.id)
        return judgement
    }

    /// For the message's timeline: names and numbers, never content.
    var detail: [String: String] {
        ["quirks": departures.map(\.rawValue).sorted(), "rules": remarks]
            .mapValues { $0.joined(separator: " ") }.filter { !$0.value.isEmpty }
    }

    /// What the agreement does not let the partner send (HISD 1177 7.1; ebXML CPPA 2.0 8.4.8).
    private static func disagreement(
        _ parsed: ParsedEnvelope, _ answer: ProfileKnowledge.Answer<Agreement>,
        _ catalogue: [String: ProfileKnowledge.KnownNamespace]
    ) -> Refusal? {
        guard parsed.content.isBusiness, case .found(let agreement) = answer, let from = parsed.header.from.her,
            let to = parsed.header.to.her
        else { return nil }
        let use = AgreementUse(
            from: from, to: to, service: parsed.header.service, action: parsed.header.action,
            fromRole: parsed.header.from.role, toRole: parsed.header.to.role,
            namespace: announced(by: parsed, catalogue))
        guard case .refused(let refusal) = agreement.verdict(on: use, at: parsed.header.timestamp),
            refusal != .noCommonTransport  // It has come, so there was one.
        else { return nil }
        return Refusal(refusal.refusal, authenticated: true)
    }

    /// The document's namespace as eb:Schema has it, for the agreement's formats. What is no namespace of the national list
    /// is only remarked upon (r.267), and a receipt is taken in whichever version it comes.
    private static func announced(
        by parsed: ParsedEnvelope, _ catalogue: [String: ProfileKnowledge.KnownNamespace]
    ) -> String? {
        guard case .business(let manifest, _) = parsed.content, parsed.header.action != "APPREC",
            let namespace = manifest.first?.schemaLocation, catalogue[namespace] != nil
        else { return nil }
        return namespace
    }
}

extension Refusal {
    /// A rule of the profile that a message breaks: the rule's own code, place and words. A rule without code is one whose
    /// breach the reader answers with a SOAP Fault before it comes to this.
    fileprivate init(_ entry: ProfileExamination.Entry) {
        let rule = entry.rule
        self.init(
            EnvelopeRefusal(
                code: rule.code ?? .otherXML, stage: .structure, rule: rule.reference,
                sentence: "This rule is broken: \(rule.text.en)", location: rule.place.location),
            authenticated: true)
    }
}

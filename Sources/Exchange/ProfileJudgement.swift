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
        let grave = parsed.content.isBusiness ? examination.breaches.first { Self.refuses($0, tolerances) } : nil
        refusal = Self.disagreement(parsed, agreement) ?? grave.map { Refusal($0) }
        departures = examination.departures
        remarks = examination.breaches.map(\.rule.id)
    }

    /// The same with what the attachment turned out to hold. Nothing is turned away for that: how a partner is answered
    /// must not tell what came out of a decryption (T-042).
    func opened(_ plaintext: [UInt8], _ document: HealthDocument) -> ProfileJudgement {
        // Its header is what is judged; the document itself has been read.
        let beginning = Array(plaintext.prefix(16_384))
        let opened = subject.opened(beginning, documentNamespace: document.mainNamespace)
        let examination = ProfileExamination(opened, rules: ProfileRules.ofPayload)
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
        _ parsed: ParsedEnvelope, _ answer: ProfileKnowledge.Answer<Agreement>
    ) -> Refusal? {
        guard parsed.content.isBusiness, case .found(let agreement) = answer, let from = parsed.header.from.her,
            let to = parsed.header.to.her
        else { return nil }
        let use = AgreementUse(
            from: from, to: to, service: parsed.header.service, action: parsed.header.action,
            fromRole: parsed.header.from.role, toRole: parsed.header.to.role)
        guard case .refused(let refusal) = agreement.verdict(on: use, at: parsed.header.timestamp),
            refusal != .noCommonTransport  // It has come, so there was one.
        else { return nil }
        return Refusal(refusal.refusal, authenticated: true)
    }

    private static func refuses(_ entry: ProfileExamination.Entry, _ tolerances: Set<Tolerance>) -> Bool {
        guard entry.rule.severity == .error, entry.rule.code != nil else { return false }
        switch entry.outcome {
        case .kept, .moot: return false
        case .departs(let tolerance): return !tolerances.contains(tolerance)
        // Whether it is a CMS structure is for the opener to say, in the words it has for all that cannot be opened.
        case .broken: return entry.rule.place != .attachment || entry.rule.code != .securityFailure
        }
    }
}

extension Refusal {
    /// A rule of the profile that a message breaks: the rule's own code, place and words.
    fileprivate init(_ entry: ProfileExamination.Entry) {
        let rule = entry.rule
        self.init(
            EnvelopeRefusal(
                code: rule.code ?? .otherXML, stage: .structure, rule: rule.reference,
                sentence: "This rule is broken: \(rule.text.en)", location: rule.place.location),
            authenticated: true)
    }
}

import AddressRegister
import EbXML
import Foundation
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
    let departures: Set<Tolerance>
    /// Rules that were broken without consequence, by number.
    let remarks: [String]

    init(
        of parsed: ParsedEnvelope, from party: CommunicationParty, settings: TenantSettings,
        tolerating tolerances: Set<Tolerance>
    ) {
        var knowledge = ProfileKnowledge()
        knowledge.sender = .found(
            .init(
                isOrganisation: party.kind == .organisation, mailbox: party.ediAddress,
                signingCertificate: party.signingCertificate))
        if let own = parsed.header.to.her.flatMap({ settings.addresses[$0] }) {
            knowledge.receiver = .found(
                .init(isOrganisation: own.parent == nil, mailbox: own.ediAddress, signingCertificate: nil))
        }
        let examination = parsed.examination(knowing: knowledge, isVerified: true)
        let grave = parsed.content.isBusiness ? examination.breaches.first { Self.refuses($0, tolerances) } : nil
        refusal = grave.map { Refusal($0) }
        departures = examination.departures
        remarks = examination.breaches.map(\.rule.id)
    }

    /// For the message's timeline: names and numbers, never content.
    var detail: [String: String] {
        ["quirks": departures.map(\.rawValue).sorted(), "rules": remarks]
            .mapValues { $0.joined(separator: " ") }.filter { !$0.value.isEmpty }
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

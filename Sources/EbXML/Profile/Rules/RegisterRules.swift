import Foundation
import Identifiers
import XML

/// What the address register and the agreement say of the parties (HITS 1172 5.9).
enum RegisterRules {
    static let all = [
        r29, r54, r30, r54b, r110, r111, r112, r113, r114, r261, r262, r79, r44,
    ]

    // 5.9.1 suggests a SOAP Fault, since without the register's mailbox there is nowhere to send an error list
    // (4.2.2.3).
    static let r29 = ProfileRule(
        "29", "5.9.1", .error, .every, .errorList, .valueNotRecognized, at: .from,
        nb: "Avsenderens HER-id står i Adresseregisteret.",
        nn: "HER-id-en til avsendaren står i Adresseregisteret.",
        en: "The sender's HER-id is in the address register.",
        holds: { $0.knowledge.sender.isThere })

    // The number stands for two rules; the other is 54b.
    static let r54 = ProfileRule(
        "54", "5.9.1", .error, .every, .errorList, .valueNotRecognized, at: .to,
        nb: "Mottakerens HER-id står i Adresseregisteret.",
        nn: "HER-id-en til mottakaren står i Adresseregisteret.",
        en: "The receiver's HER-id is in the address register.",
        holds: { $0.knowledge.receiver.isThere })

    // NAV sends and receives under a HER-id that the register has as an organisation
    // (samples/adresseregister/nav).
    static let r30 = ProfileRule(
        "30", "5.9.1", .error, .every, .errorList, .valueNotRecognized, at: .from,
        nb: "Avsenderen er registrert som tjeneste eller person i virksomhet.",
        nn: "Avsendaren er registrert som teneste eller person i verksemd.",
        en: "The sender is registered as a service or a person in an organisation.",
        judged: { Self.isServiceOrPerson($0.knowledge.sender) })

    // Second rule printed under number 54. As r.30.
    static let r54b = ProfileRule(
        "54b", "5.9.1", .error, .every, .errorList, .valueNotRecognized, at: .to,
        nb: "Mottakeren er registrert som tjeneste eller person i virksomhet.",
        nn: "Mottakaren er registrert som teneste eller person i verksemd.",
        en: "The receiver is registered as a service or a person in an organisation.",
        judged: { Self.isServiceOrPerson($0.knowledge.receiver) })

    // 111 to 114 judge the agreement itself. A partner may use one that was replaced within the last hours (HISD 1177
    // 8), and who keeps the register as a file may not have it yet: nothing is forged by that, so it is read and counted.
    static let r110 = ProfileRule(
        "110", "5.9.2", .error, .business, .errorList, .valueNotRecognized, at: .cpaID,
        nb: "En CPAId på UUID-form viser til en avtale i registeret mellom disse to.",
        nn: "Ein CPAId på UUID-form viser til ein avtale i registeret mellom desse to.",
        en: "A CPAId that is a UUID names an agreement in the register between these two.",
        judged: { message in
            guard message.hasRegisterAgreementID, let isThere = message.knowledge.agreement.isThere else {
                return .moot
            }
            return isThere ? .kept : .departs(.unknownAgreement)
        })

    static let r111 = ProfileRule(
        "111", "5.9.2", .error, .business, .errorList, .inconsistent, at: .from,
        nb: "Avsenderens HER-id er part i avtalen det vises til.",
        nn: "HER-id-en til avsendaren er part i avtalen det blir vist til.",
        en: "The sender's HER-id is a party of the named agreement.",
        holds: { Self.isParty($0.fromParties, $0) })

    static let r112 = ProfileRule(
        "112", "5.9.2", .error, .business, .errorList, .inconsistent, at: .to,
        nb: "Mottakerens HER-id er part i avtalen det vises til.",
        nn: "HER-id-en til mottakaren er part i avtalen det blir vist til.",
        en: "The receiver's HER-id is a party of the named agreement.",
        holds: { Self.isParty($0.toParties, $0) })

    static let r113 = ProfileRule(
        "113", "5.9.2", .error, .business, .errorList, .valueNotRecognized, at: .cpaID,
        nb: "eb:Timestamp er ikke før avtalen begynner.",
        nn: "eb:Timestamp er ikkje før avtalen byrjar.",
        en: "eb:Timestamp is not before the agreement begins.",
        holds: { Self.compare($0) { time, agreement in agreement.start.map { time >= $0 } } })

    static let r114 = ProfileRule(
        "114", "5.9.2", .error, .business, .errorList, .valueNotRecognized, at: .cpaID,
        nb: "eb:Timestamp er ikke etter at avtalen slutter.",
        nn: "eb:Timestamp er ikkje etter at avtalen sluttar.",
        en: "eb:Timestamp is not after the agreement ends.",
        holds: { Self.compare($0) { time, agreement in agreement.end.map { time <= $0 } } })

    // Never a reason to refuse: the signature says who sent it, the mail header does not. Signals and payload
    // alike go to the register's mailbox.
    static let r261 = ProfileRule(
        "261", "5.9.3", .warning, .every, .log, at: .mail,
        nb: "From i e-posten er avsenderens registrerte postkasse.",
        nn: "From i e-posten er postkassa avsendaren er registrert med.",
        en: "From in the mail is the sender's registered mailbox.",
        holds: { Self.isMailbox("From", of: $0.knowledge.sender, $0) })

    static let r262 = ProfileRule(
        "262", "5.9.3", .warning, .every, .log, at: .mail,
        nb: "To i e-posten er mottakerens registrerte postkasse.",
        nn: "To i e-posten er postkassa mottakaren er registrert med.",
        en: "To in the mail is the receiver's registered mailbox.",
        holds: { Self.isMailbox("To", of: $0.knowledge.receiver, $0) })

    static let r79 = ProfileRule(
        "79", "5.9.4", .error, .every, .hold, .securityFailure, at: .keyInfo,
        nb: "Registeret har et signeringssertifikat for avsenderen.",
        nn: "Registeret har eit signeringssertifikat for avsendaren.",
        en: "A signing certificate for the sender is found in the register.",
        holds: { $0.knowledge.sender.value.map { $0.signingCertificate != nil } })

    // A message older than the change of certificate breaks the rule without being wrong (5.9.4).
    static let r44 = ProfileRule(
        "44", "5.9.4", .error, .every, .errorList, .securityFailure, at: .keyInfo,
        nb: "Sertifikatet i signaturen er det avsenderen er registrert med.",
        nn: "Sertifikatet i signaturen er det avsendaren er registrert med.",
        en: "The certificate in the signature is the one registered for the sender.",
        judged: { Self.isRegistered($0) })

    private static func isServiceOrPerson(_ answer: ProfileKnowledge.Answer<ProfileKnowledge.Party>) -> RuleOutcome {
        guard let isOrganisation = answer.value?.isOrganisation else { return .moot }
        return isOrganisation ? .departs(.organisationAsParty) : .kept
    }

    private static func isParty(_ ids: [SubjectPartyID]?, _ subject: ProfileSubject) -> Bool? {
        guard let agreement = subject.knowledge.agreement.value,
            let her = ids?.first(where: { $0.type == "HER" }).flatMap({ HERId($0.value) })
        else { return nil }
        return agreement.party(her) != nil
    }

    private static func compare(_ subject: ProfileSubject, _ holds: (Date, Agreement) -> Bool?) -> Bool? {
        guard let agreement = subject.knowledge.agreement.value, let time = subject.timestamp else { return nil }
        return holds(time, agreement)
    }

    private static func isMailbox(
        _ field: String, of party: ProfileKnowledge.Answer<ProfileKnowledge.Party>, _ subject: ProfileSubject
    ) -> Bool? {
        guard let mailbox = party.value?.mailbox, let value = subject.mailField(field) ?? nil else { return nil }
        return MailThread.address(in: value) == mailbox
    }

    private static func isRegistered(_ subject: ProfileSubject) -> RuleOutcome {
        guard let registered = subject.knowledge.sender.value?.signingCertificate,
            let embedded = subject.signature?.certificate
        else { return .moot }
        if registered == embedded { return .kept }
        return subject.verification == .verified ? .departs(.embeddedCertificate) : .broken
    }
}

import XML
import XMLSignature

/// Acknowledgment and ErrorList (HITS 1172 5.12, 5.13). What is wrong with an answer is never answered.
enum SignalRules {
    static let all = [
        r106, r107, r108, r109, r115, r116, r117, r120, r121, r122, r123, s5_14_2Signals, s5_14_3Signals,
    ]

    static let r106 = ProfileRule(
        "106", "5.12", .error, .acknowledgment, .log, .valueNotRecognized, at: .service,
        nb: "En transportkvittering bruker meldingstjenestens egen Service.",
        nn: "Ei transportkvittering bruker den Service som er meldingstenesta sin eigen.",
        en: "An Acknowledgment uses the message service's own Service.",
        holds: { $0.blocks.service.map { $0 == MessageService.service } })

    static let r107 = ProfileRule(
        "107", "5.12", .error, .acknowledgment, .log, .valueNotRecognized, at: .action,
        nb: "Action i kvitteringen er Acknowledgment.",
        nn: "Action i kvitteringa er Acknowledgment.",
        en: "Its Action is Acknowledgment.",
        holds: { $0.blocks.action.map { $0 == MessageService.acknowledgment } })

    static let r108 = ProfileRule(
        "108", "5.12", .error, .acknowledgment, .log, .otherXML, at: .acknowledgment,
        nb: "Den nevner meldingen den kvitterer for, med UUID eller lokaldel@domene.",
        nn: "Ho nemner meldinga ho kvitterer for, med UUID eller lokaldel@domene.",
        en: "It names the message it acknowledges, by UUID or local@domain.",
        judged: { Self.reference($0.blocks.acknowledgment) })

    static let r109 = ProfileRule(
        "109", "5.12", .error, .acknowledgment, .log, .inconsistent, at: .messageData,
        nb: "MessageData i en kvittering har ingen RefToMessageId.",
        nn: "MessageData i ei kvittering har ingen RefToMessageId.",
        en: "MessageData of an Acknowledgment has no RefToMessageId.",
        judged: { Self.secondReference($0) })

    static let r115 = ProfileRule(
        "115", "5.12", .error, .acknowledgment, .log, .inconsistent, at: .header,
        nb: "En kvittering har ingen eb:ErrorList ved siden av.",
        nn: "Ei kvittering har ingen eb:ErrorList ved sida av.",
        en: "An Acknowledgment has no eb:ErrorList beside it.",
        holds: { message in message.blocks.acknowledgment.map { _ in message.blocks.errorList == nil } })

    // Transforms in the copy are not compared: HIS 1037's correction says they are not copied, HITS 1171 5.2.3.3
    // says same contents.
    static let r116 = ProfileRule(
        "116", "5.12", .error, .acknowledgment, .log, .otherXML, at: .acknowledgment,
        nb: "Den gjentar digesten for konvolutten det kvitteres for.",
        nn: "Ho gjentek digesten for konvolutten det blir kvittert for.",
        en: "It repeats the digest of the acknowledged envelope.",
        judged: { Self.envelopeDigest($0) })

    // On one message's bytes only 'at least one cid:' can be judged, and not even that for an acknowledged message
    // without parts. May follow from a fault in our own message.
    static let r117 = ProfileRule(
        "117", "5.12", .error, .acknowledgment, .log, .otherXML, at: .acknowledgment,
        nb: "Den gjentar digesten for hver del det kvitteres for.",
        nn: "Ho gjentek digesten for kvar del det blir kvittert for.",
        en: "It repeats the digest of every acknowledged part.",
        judged: { Self.partDigests($0) })

    static let r120 = ProfileRule(
        "120", "5.13", .error, .errorList, .log, .valueNotRecognized, at: .service,
        nb: "En feilmelding bruker meldingstjenestens egen Service.",
        nn: "Ei feilmelding bruker den Service som er meldingstenesta sin eigen.",
        en: "An error list uses the message service's own Service.",
        holds: { $0.blocks.service.map { $0 == MessageService.service } })

    static let r121 = ProfileRule(
        "121", "5.13", .error, .errorList, .log, .valueNotRecognized, at: .action,
        nb: "Action i feilmeldingen er MessageError.",
        nn: "Action i feilmeldinga er MessageError.",
        en: "Its Action is MessageError.",
        holds: { $0.blocks.action.map { $0 == MessageService.messageError } })

    static let r122 = ProfileRule(
        "122", "5.13", .error, .errorList, .log, .otherXML, at: .messageData,
        nb: "MessageData nevner meldingen det svares på, med UUID eller lokaldel@domene.",
        nn: "MessageData nemner meldinga det blir svart på, med UUID eller lokaldel@domene.",
        en: "MessageData names the message it answers, by UUID or local@domain.",
        judged: { Self.reference($0.blocks.messageData) })

    static let r123 = ProfileRule(
        "123", "5.13", .error, .errorList, .log, .inconsistent, at: .header,
        nb: "En feilmelding har ingen eb:Acknowledgment ved siden av.",
        nn: "Ei feilmelding har ingen eb:Acknowledgment ved sida av.",
        en: "An error list has no eb:Acknowledgment beside it.",
        holds: { message in message.blocks.errorList.map { _ in message.blocks.acknowledgment == nil } })

    static let s5_14_2Signals = ProfileRule(
        "5.14.2-signals", "5.14.2", .error, .signals, .log, .inconsistent, at: .header,
        nb: "Signalmeldinger ber ikke om kvittering.",
        nn: "Signalmeldingar bed ikkje om kvittering.",
        en: "Signals ask for no Acknowledgment.",
        holds: { message in message.blocks.messageHeader.map { _ in message.blocks.ackRequested == nil } })

    static let s5_14_3Signals = ProfileRule(
        "5.14.3-signals", "5.14.3", .error, .signals, .log, .inconsistent, at: .body,
        nb: "Signalmeldinger har tom kropp og ingen vedlegg.",
        nn: "Signalmeldingar har tom kropp og ingen vedlegg.",
        en: "Signals have an empty body and no attachments.",
        holds: { message in
            message.blocks.body.map { _ in message.blocks.manifest == nil && message.attachments.isEmpty }
        })

    /// eb:RefToMessageId in a block that must have it.
    private static func reference(_ block: XMLElement?) -> RuleOutcome {
        guard let block else { return .moot }
        guard let id = block.value("RefToMessageId"), !id.isEmpty else { return .broken }
        return MessageHeaderRules.idForm(id)
    }

    /// Two ids that agree confuse nobody; two that do not leave open which message is meant.
    private static func secondReference(_ subject: ProfileSubject) -> RuleOutcome {
        guard let data = subject.blocks.messageData, let receipt = subject.blocks.acknowledgment else { return .moot }
        guard let second = data.value("RefToMessageId") else { return .kept }
        return second == receipt.value("RefToMessageId") ? .departs(.refToMessageIDInAcknowledgment) : .broken
    }

    /// Transforms in the copy are not compared: HIS 1037 and HITS 1171 contradict each other about them.
    private static func envelopeDigest(_ subject: ProfileSubject) -> RuleOutcome {
        guard let receipt = subject.blocks.acknowledgment else { return .moot }
        let copies = receipt.children.filter { $0.name == "Reference" }
        guard let copy = copies.first(where: { $0.attribute("URI") == "" }),
            let digest = SubjectSignature.digest(of: copy), !digest.isEmpty
        else { return .broken }
        if let sent = subject.knowledge.sent?.first(where: { $0.uri.isEmpty }), sent.digest != digest { return .broken }
        return copies.allSatisfy { $0.namespace == EnvelopeNamespace.dsig } ? .kept : .departs(.unqualifiedReference)
    }

    private static func partDigests(_ subject: ProfileSubject) -> RuleOutcome {
        guard let receipt = subject.blocks.acknowledgment,
            let sent = subject.knowledge.sent?.filter({ !$0.uri.isEmpty }), !sent.isEmpty
        else { return .moot }
        let copies = receipt.children.filter { $0.name == "Reference" }
        var isComplete = true
        for reference in sent {
            guard let copy = copies.first(where: { $0.attribute("URI") == reference.uri }) else {
                isComplete = false
                continue
            }
            if SubjectSignature.digest(of: copy) != reference.digest { return .broken }
        }
        return isComplete ? .kept : .departs(.receiptWithoutPartDigests)
    }
}

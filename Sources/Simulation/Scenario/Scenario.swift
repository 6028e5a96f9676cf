import HealthMessages
import Store

/// The demo's story as a table: a patient of Storvik is admitted, assessed, discharged, and asked about.
///
/// The demo exits 0 only if every message ends where its row says.
struct Scenario: Sendable {
    let messages: [ScenarioMessage]

    static let exchange = Scenario(messages: [
        ScenarioMessage(
            name: "admitted", from: .hospital, to: .storvik, action: "LOG_INNLAGT",
            story: "The hospital tells the municipality that a patient is admitted",
            text: "Pasienten er innlagt etter fall i hjemmet.",
            expected: EndState(transport: .acknowledged, application: .accepted)),
        ScenarioMessage(
            name: "admission report", after: ["admitted"], from: .storvik, to: .hospital,
            action: "INNLEGGELSESRAPPORT",
            story: "The municipality tells the ward what help the patient has at home",
            text: "Bruker rullator. Hjemmesykepleie morgen og kveld.",
            expected: EndState(transport: .acknowledged, application: .accepted)),
        ScenarioMessage(
            name: "question", after: ["admitted"], from: .storvik, to: .practice, action: "DIALOG_FORESPORSEL",
            story: "The municipality asks the GP about the medicines",
            text: "Hvilke legemidler bruker pasienten nå?",
            expected: EndState(transport: .acknowledged, application: .accepted)),
        ScenarioMessage(
            name: "reply", after: ["question"], from: .practice, to: .storvik, action: "DIALOG_SVAR",
            story: "The GP answers, in the same conversation",
            text: "Listen er gjennomgått i dag, ingen endringer siden mars.", inReplyTo: "question",
            expected: EndState(transport: .acknowledged, application: .accepted)),
        ScenarioMessage(
            name: "ready", after: ["admission report"], from: .hospital, to: .storvik,
            action: "LOG_UTSKRIVNINGSKLAR",
            story: "Ready for discharge; the transport receipt is lost on the way, the message is sent again",
            text: "Pasienten er utskrivningsklar i morgen klokken 11.",
            twist: .firstReceiptLost,
            expected: EndState(transport: .acknowledged, application: .accepted, attempts: 2)),
        ScenarioMessage(
            name: "not ready", after: ["ready"], from: .hospital, to: .storvik, action: "LOG_AVMELDING",
            story: "Not ready after all",
            text: "Ny vurdering: pasienten er ikke utskrivningsklar likevel.",
            expected: EndState(transport: .acknowledged, application: .accepted)),
        ScenarioMessage(
            name: "discharge report", after: ["not ready"], from: .hospital, to: .storvik,
            action: "UTSKRIVNINGSRAPPORT",
            story: "Discharged, with the nurses' report",
            text: "Utskrevet til hjemmet. Trenger hjelp til medisiner i to uker.",
            expected: EndState(transport: .acknowledged, application: .accepted)),
        ScenarioMessage(
            name: "neighbour", after: ["admitted"], from: .storvik, to: .lilledal, action: "DIALOG_FORESPORSEL",
            story: "One municipality asks the other; both live on the same server",
            text: "Pasienten flytter til dere. Hvem kan vi ringe?",
            expected: EndState(transport: .acknowledged, application: .accepted)),
        ScenarioMessage(
            name: "stranger", from: .hospital, to: .lilledal, action: "LOG_INNLAGT",
            story: "A patient whom the municipality does not know: its record system rejects the document",
            text: "Pasienten er innlagt.",
            answer: .rejects(.patientUnknown),
            expected: EndState(transport: .acknowledged, application: .rejected)),
        ScenarioMessage(
            name: "silence", from: .storvik, to: .physiotherapist, action: "DIALOG_FORESPORSEL",
            story: "A partner that never answers: sent as often as agreed, then given up, and said so",
            text: "Kan dere ta imot pasienten til opptrening?",
            twist: .nobodyFetches,
            expected: EndState(transport: .expired, application: .waiting, attempts: 2)),
        ScenarioMessage(
            name: "garbage", from: .physiotherapist, to: .storvik, action: "",
            story: "A mail that nobody can read: kept for a person to look at",
            twist: .unreadableMail,
            expected: EndState(transport: .unreadable, application: .notExpected, attempts: 0)),
    ])

    /// What the record system of a party answers to a document of this type from that sender.
    func answer(of receiver: PartyName, to sender: PartyName?, action: String?) -> RecordSystemAnswer {
        messages.first { $0.to == receiver && $0.from == sender && $0.action == action }?.answer ?? .accepts
    }

    subscript(name: String) -> ScenarioMessage? { messages.first { $0.name == name } }
}

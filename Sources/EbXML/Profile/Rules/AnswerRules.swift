/// What happens between two servers after a message has come (HITS 1172 4.2).
enum AnswerRules {
    static let all = [
        s4_2_2OneAnswer, s4_2_2NoAnswer, s4_2_2_1Warning, s4_2_2_3FaultAddress, s4_2_3_2Permanent, s4_2_5SameResult,
    ]

    static let s4_2_2OneAnswer = ProfileRule(
        "4.2.2-one-answer", "4.2.2", .error, .business, .none, at: .exchange,
        nb: "En payloadmelding får ett ebXML-svar, i egen melding.",
        nn: "Ei payloadmelding får eitt ebXML-svar, i eiga melding.",
        en: "A payload message gets one ebXML answer in a message of its own.",
        standing: .kept(
            "`EnvelopeDraft.confirmation` and `.refusal` make one answer, and the same one for the same message again.")
    )

    static let s4_2_2NoAnswer = ProfileRule(
        "4.2.2-no-answer", "4.2.2", .error, .signals, .none, at: .exchange,
        nb: "Signaler, Fault og bounce kvitteres det ikke for.",
        nn: "Signal, Fault og bounce blir det ikkje kvittert for.",
        en: "Signals, faults and bounces are not acknowledged.",
        standing: .kept(
            "`ReturnAddress.mayBeAnswered`, `EnvelopeContent.mayBeAnswered` and `UnreadableMail.mayBeAnswered`."))

    static let s4_2_2_1Warning = ProfileRule(
        "4.2.2.1-warning", "4.2.2.1", .error, .business, .none, at: .exchange,
        nb: "Uten AckRequested er svaret en advarsel, aldri en kvittering.",
        nn: "Utan AckRequested er svaret ei åtvaring, aldri ei kvittering.",
        en: "Without AckRequested the answer is a warning list and never an Acknowledgment.",
        standing: .kept("`EnvelopeDraft.confirmation` answers with the warnings in place of an Acknowledgment."))

    static let s4_2_2_3FaultAddress = ProfileRule(
        "4.2.2.3-fault-address", "4.2.2.3", .error, .every, .none, at: .exchange,
        nb: "En SOAP Fault går til Reply-To, ellers From, ellers Sender.",
        nn: "Ein SOAP Fault går til Reply-To, elles From, elles Sender.",
        en: "A SOAP Fault goes to Reply-To, else From, else Sender.",
        standing: .kept(
            "`FaultAddress` finds the mailbox, `AnswerComposer.fault` sends there, rationed; the mail is kept for a person too."
        ))

    static let s4_2_3_2Permanent = ProfileRule(
        "4.2.3.2-permanent", "4.2.3.2", .warning, .business, .none, at: .exchange,
        nb: "En varig feil avslutter resendingen.",
        nn: "Ein varig feil avsluttar resendinga.",
        en: "A permanent fault ends the resending.",
        standing: .kept(
            "`ReceiptFlow` ends the resending on a fault or a failed delivery, but not on a fault of code Server."))

    static let s4_2_5SameResult = ProfileRule(
        "4.2.5-same-result", "4.2.5", .error, .every, .none, at: .exchange,
        nb: "Samme inndata og register gir samme resultat.",
        nn: "Same inndata og register gir same resultat.",
        en: "The same input and register give the same result.",
        standing: .kept("Rules are pure functions: they ask for no time, no random number and no environment."))
}

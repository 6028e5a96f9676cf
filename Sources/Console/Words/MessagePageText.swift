import Texts
import Web

/// The words of one message's page.
enum MessagePageText: String, SiteWords {
    case titleOut, titleIn, stateOfTransport, stateOfAnswer
    case timeline, timelineTime, timelineStep, timelineWho, byServer, byRecordSystem, byLink
    case factsTitle, factType, factFrom, factTo, factSize, factAttempts, factMade, factDue, factAnswerDue, factExpires
    case idsTitle, idOurs, idMessage, idConversation, idReference, idDocument, idOriginal, idAgreement
    case receiversTitle, relatedTitle, tasksOfMessage, taskClosedWith, taskIsOpen
    case resendButton, resendLead, resendDone, evidenceLink, evidenceLead, neverPacked, notResendable,
        notDone,
        backToMessages

    var phrase: Phrase {
        switch self {
        case .titleOut: Phrase("{type} til {party}", "{type} til {party}", "{type} to {party}")
        case .titleIn: Phrase("{type} fra {party}", "{type} frå {party}", "{type} from {party}")
        case .stateOfTransport: Phrase("Transport", "Transport", "Transport")
        case .stateOfAnswer: Phrase("Fagsystemets svar", "Svaret frå fagsystemet", "The record system's answer")
        case .timeline: Phrase("Hva som har skjedd", "Kva som har skjedd", "What has happened")
        case .timelineTime: Phrase("Når", "Når", "When")
        case .timelineStep: Phrase("Hva", "Kva", "What")
        case .timelineWho: Phrase("Hvem", "Kven", "Who")
        case .byServer: Phrase("meldingstjeneren", "meldingstenaren", "the message server")
        case .byLink: Phrase("{name} (med lenke)", "{name} (med lenkje)", "{name} (by a link)")
        case .byRecordSystem: Phrase("fagsystemet {name}", "fagsystemet {name}", "the record system {name}")
        case .factsTitle: Phrase("Om meldingen", "Om meldinga", "About the message")
        case .factType: Phrase("Type", "Type", "Type")
        case .factFrom: Phrase("Fra", "Frå", "From")
        case .factTo: Phrase("Til", "Til", "To")
        case .factSize: Phrase("Størrelse", "Storleik", "Size")
        case .factAttempts: Phrase("Forsøk på å sende", "Forsøk på å sende", "Attempts to send")
        case .factMade: Phrase("Laget i fagsystemet", "Laga i fagsystemet", "Made in the record system")
        case .factDue:
            Phrase("Neste frist for bekreftelse", "Neste frist for stadfesting", "Next deadline for the confirmation")
        case .factAnswerDue: Phrase("Frist for svaret", "Frist for svaret", "Deadline for the answer")
        case .factExpires:
            Phrase("Sendes ikke av seg selv etter", "Blir ikkje send av seg sjølv etter", "Not sent by itself after")
        case .idsTitle: Phrase("Alle id-er", "Alle id-ar", "All ids")
        case .idOurs: Phrase("Vår egen", "Vår eigen", "Our own")
        case .idMessage: Phrase("MessageId", "MessageId", "MessageId")
        case .idConversation: Phrase("ConversationId", "ConversationId", "ConversationId")
        case .idReference: Phrase("RefToMessageId", "RefToMessageId", "RefToMessageId")
        case .idDocument: Phrase("MsgId", "MsgId", "MsgId")
        case .idOriginal: Phrase("OriginalMsgId", "OriginalMsgId", "OriginalMsgId")
        case .idAgreement: Phrase("CPAId", "CPAId", "CPAId")
        case .receiversTitle: Phrase("Svar fra hver mottaker", "Svar frå kvar mottakar", "Each receiver's answer")
        case .relatedTitle: Phrase("Hører sammen med", "Høyrer saman med", "Belongs with")
        case .tasksOfMessage: Phrase("Saker om meldingen", "Saker om meldinga", "Matters about the message")
        case .taskClosedWith: Phrase("avsluttet: {what}", "avslutta: {what}", "closed: {what}")
        case .taskIsOpen: Phrase("åpen", "open", "open")
        case .resendButton: Phrase("Send på nytt", "Send på nytt", "Send again")
        case .resendLead:
            Phrase(
                "Den samme meldingen sendes en gang til. Har mottakeren fått den før, blir den ikke dobbel.",
                "Den same meldinga blir send ein gong til. Har mottakaren fått ho før, blir ho ikkje dobbel.",
                "The same message is sent once more. If the receiver has it already, it does not become two.")
        case .resendDone:
            Phrase("Meldingen er lagt i kø på nytt.", "Meldinga er lagd i kø på nytt.", "The message is queued again.")
        case .evidenceLink:
            Phrase("Lagre som dokumentasjon (JSON)", "Lagre som dokumentasjon (JSON)", "Save as evidence (JSON)")
        case .evidenceLead:
            Phrase(
                "Historien og alle id-er i én fil, uten innholdet i meldingen.",
                "Historia og alle id-ar i éi fil, utan innhaldet i meldinga.",
                "Its history and all ids in one file, without the message's content.")
        case .neverPacked:
            Phrase(
                "Meldingen ble stanset før den var pakket, så det er ikke noe å sende på nytt. Rett den i fagsystemet.",
                "Meldinga vart stansa før ho var pakka, så det er ikkje noko å sende på nytt. Rett ho i fagsystemet.",
                "The message was stopped before it was packed, so there is nothing to send again. Correct it in the record "
                    + "system.")
        case .notResendable:
            Phrase(
                "Meldingen er besvart eller stanset imens, og sendes ikke på nytt.",
                "Meldinga er svara på eller stansa imens, og blir ikkje send på nytt.",
                "The message has been answered or stopped meanwhile, and is not sent again.")
        case .notDone:
            Phrase(
                "Det ble ikke gjort ({code}). Prøv igjen, eller meld fra til dem som drifter meldingstjeneren.",
                "Det vart ikkje gjort ({code}). Prøv igjen, eller meld frå til dei som driftar meldingstenaren.",
                "It was not done ({code}). Try again, or tell those who operate the message server.")
        case .backToMessages: Phrase("Til meldingene", "Til meldingane", "To the messages")
        }
    }
}

import Texts
import Web

/// The words of sending, and of what comes after.
enum SendText: String, SiteWords {
    case sendTitle, sendLead, sendButton, sendAgain, sendWhat, sentLine, receivedAt, mailBy, receiptLink, receiptHint
    case mailAt, followTitle, followLead, stepColumn, stateColumn, timeColumn, askButton, askedAt, neverAsked
    case toSending, toFollow

    var phrase: Phrase {
        switch self {
        case .sendTitle: Phrase("Send rapporten", "Send rapporten", "Send the report")
        case .sendLead:
            Phrase(
                "Rapporten sendes til sendemodulen over Helsenettet. Brytes forbindelsen, går det videre der det slapp.",
                "Rapporten blir send til sendemodulen over Helsenettet. Blir sambandet brote, går det vidare der det slapp.",
                "The report is sent to the send module over Helsenettet. If the line is cut, it goes on where it stopped."
            )
        case .sendButton: Phrase("Send rapporten", "Send rapporten", "Send the report")
        case .sendAgain: Phrase("Send igjen", "Send igjen", "Send again")
        case .sendWhat: Phrase("Dette sendes", "Dette blir sendt", "This is sent")
        case .sentLine:
            Phrase(
                "Rapporten er kommet fram. Kvitteringen er signert av tiltrodd pseudonymforvalter (TPF).",
                "Rapporten er komen fram. Kvitteringa er signert av tiltrudd pseudonymforvaltar (TPF).",
                "The report has arrived. The receipt is signed by the trusted third party.")
        case .receivedAt: Phrase("Mottatt", "Motteke", "Received")
        case .mailBy: Phrase("Kvittering på e-post", "Kvittering på e-post", "Receipt by mail")
        case .mailAt:
            Phrase(
                "forventet innen {time}. Kommer den ikke, så ring registeret.",
                "venta innan {time}. Kjem ho ikkje, så ring registeret.",
                "expected by {time}. If it does not come, telephone the register.")
        case .receiptLink:
            Phrase(
                "Last ned den signerte kvitteringen", "Last ned den signerte kvitteringa", "Download the signed receipt"
            )
        case .receiptHint:
            Phrase(
                "Arkiver den: den beviser hva som er sendt, og når.",
                "Arkiver ho: ho beviser kva som er sendt, og når.",
                "Archive it: it proves what was sent, and when.")
        case .followTitle:
            Phrase("Hvor langt rapporten er kommet", "Kor langt rapporten er komen", "How far the report has come")
        case .followLead:
            Phrase(
                "Alle trinnene fra forsegling til hentet tilbakemelding, i den rekkefølgen de kommer.",
                "Alle stega frå forsegling til henta tilbakemelding, i den rekkjefølgja dei kjem.",
                "All the steps from sealing to fetched feedback, in the order in which they come.")
        case .stepColumn: Phrase("Trinn", "Steg", "Step")
        case .stateColumn: Phrase("Tilstand", "Tilstand", "State")
        case .timeColumn: Phrase("Tidspunkt", "Tidspunkt", "Time")
        case .askButton: Phrase("Spør sendemodulen nå", "Spør sendemodulen no", "Ask the send module now")
        case .askedAt:
            Phrase(
                "Sendemodulen ble spurt {time}.", "Sendemodulen vart spurd {time}.", "The send module was asked {time}."
            )
        case .neverAsked:
            Phrase(
                "Dette er det som er kjent her. Spør sendemodulen for å se resten.",
                "Dette er det som er kjent her. Spør sendemodulen for å sjå resten.",
                "This is what is known here. Ask the send module to see the rest.")
        case .toSending: Phrase("Gå videre til sending", "Gå vidare til sending", "Go on to the sending")
        case .toFollow:
            Phrase(
                "Se hvor langt rapporten er kommet", "Sjå kor langt rapporten er komen",
                "See how far the report has come")
        }
    }
}

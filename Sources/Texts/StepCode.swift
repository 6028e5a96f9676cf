/// The steps of a message's timeline (M-114). The raw value is what is stored with the event.
public enum StepCode: String, Sendable, Codable, CaseIterable {
    // Outgoing.
    case submitted, planned, sealed, queued, sending, sent, acknowledged, resent, held, released
    case appRecAccepted, appRecAcceptedWithErrors, appRecRejected, appRecMissing
    case refusedByUs, refusedByPartner, undeliverable, expired
    case remarked, sendFailed, resendRequested, laterAppRec, settled
    case lateAnswer, unmatchedReceipt, bounced
    // What the partner's message server says of it when it is asked (ebMS 2.0 7).
    case statusAsked, statusUnauthorized, statusNotRecognized, statusReceived, statusProcessed, statusForwarded
    case statusUnanswered
    // Incoming.
    case received, authenticated, duplicate, opened, queuedForHandOver, handedOver, taken, missing, found, answered
    case receiptQueued, receiptSent, errorSent
    case refused, unreadable, misaddressed, parked, unparked, deviation, certificateChanged
    // Noted on the last message of a partner or record system.
    case silent, heardAgain

    public var phrase: Phrase {
        switch self {
        case .submitted:
            Phrase("Mottatt fra fagsystemet", "Motteken frå fagsystemet", "Received from the record system")
        case .planned: Phrase("Mottaker og avtale funnet", "Mottakar og avtale funnen", "Receiver and agreement found")
        case .sealed: Phrase("Kryptert og signert", "Kryptert og signert", "Encrypted and signed")
        case .queued: Phrase("Lagt i kø for sending", "Lagd i kø for sending", "Queued for sending")
        case .sending: Phrase("Sending påbegynt", "Sending påbyrja", "Sending begun")
        case .sent: Phrase("Levert til posttjeneren", "Levert til posttenaren", "Handed to the mail server")
        case .acknowledged:
            Phrase(
                "Bekreftet av mottakerens meldingstjener", "Stadfesta av meldingstenaren til mottakaren",
                "Confirmed by the receiver's message server")
        case .resent: Phrase("Sendt på nytt", "Send på nytt", "Sent again")
        case .held: Phrase("Holdt tilbake", "Halden tilbake", "Held back")
        case .released:
            Phrase(
                "Går videre etter å ha vært holdt tilbake", "Går vidare etter å ha vore halden tilbake",
                "Goes on after being held back")
        case .appRecAccepted:
            Phrase(
                "Godtatt av mottakerens fagsystem", "Godteken av fagsystemet til mottakaren",
                "Accepted by the receiver's record system")
        case .appRecAcceptedWithErrors:
            Phrase(
                "Godtatt av mottakerens fagsystem, med feil i en del",
                "Godteken av fagsystemet til mottakaren, med feil i ein del",
                "Accepted by the receiver's record system, with an error in a part")
        case .appRecRejected:
            Phrase(
                "Avvist av mottakerens fagsystem", "Avvist av fagsystemet til mottakaren",
                "Rejected by the receiver's record system")
        case .appRecMissing:
            Phrase(
                "Svar fra mottakerens fagsystem mangler", "Svar frå fagsystemet til mottakaren manglar",
                "The receiver's record system has not answered")
        case .refusedByUs: Phrase("Stanset her", "Stansa her", "Stopped here")
        case .refusedByPartner:
            Phrase(
                "Avvist av mottakerens meldingstjener", "Avvist av meldingstenaren til mottakaren",
                "Refused by the receiver's message server")
        case .undeliverable: Phrase("Kunne ikke leveres", "Kunne ikkje leverast", "Could not be delivered")
        case .expired:
            Phrase(
                "Fristen er ute, ikke bekreftet", "Fristen er ute, ikkje stadfesta",
                "Time is up, not confirmed")
        case .remarked: Phrase("Merknad", "Merknad", "Remark")
        case .sendFailed: Phrase("Kunne ikke sendes nå", "Kunne ikkje sendast no", "Could not be sent now")
        case .resendRequested: Phrase("Bedt sendt på nytt", "Beden send på nytt", "Asked to be sent again")
        case .laterAppRec:
            Phrase(
                "Enda et svar; det første gjelder", "Enda eit svar; det første gjeld",
                "Another answer; the first one stands")
        case .settled:
            Phrase("Kvitteringen er tatt til følge", "Kvitteringa er teken til følgje", "The receipt was applied")
        case .lateAnswer: Phrase("Svaret kom etter fristen", "Svaret kom etter fristen", "The answer came late")
        case .unmatchedReceipt:
            Phrase(
                "Kvittering uten kjent melding", "Kvittering utan kjend melding",
                "Receipt for no known message")
        case .bounced: Phrase("Posten kom i retur", "Posten kom i retur", "The mail was returned")
        case .statusAsked:
            Phrase(
                "Mottakerens meldingstjener er spurt om meldingen",
                "Meldingstenaren til mottakaren er spurd om meldinga",
                "The receiver's message server was asked about it")
        case .statusUnauthorized:
            Phrase(
                "Mottakerens meldingstjener vil ikke si noe om meldingen til oss",
                "Meldingstenaren til mottakaren vil ikkje seie noko om meldinga til oss",
                "The receiver's message server will not tell us about it")
        case .statusNotRecognized:
            Phrase(
                "Mottakerens meldingstjener kjenner ikke meldingen",
                "Meldingstenaren til mottakaren kjenner ikkje meldinga",
                "The receiver's message server does not know it")
        case .statusReceived:
            Phrase(
                "Mottakerens meldingstjener har meldingen, og er ikke ferdig med den",
                "Meldingstenaren til mottakaren har meldinga, og er ikkje ferdig med ho",
                "The receiver's message server has it, and is not done with it")
        case .statusProcessed:
            Phrase(
                "Mottakerens meldingstjener har meldingen, og er ferdig med den",
                "Meldingstenaren til mottakaren har meldinga, og er ferdig med ho",
                "The receiver's message server has it, and is done with it")
        case .statusForwarded:
            Phrase(
                "Mottakerens meldingstjener har sendt meldingen videre til en annen meldingstjener",
                "Meldingstenaren til mottakaren har sendt meldinga vidare til ein annan meldingstenar",
                "The receiver's message server has passed it on to another message server")
        case .statusUnanswered:
            Phrase(
                "Mottakerens meldingstjener svarer ikke på slike spørsmål",
                "Meldingstenaren til mottakaren svarer ikkje på slike spørsmål",
                "The receiver's message server does not answer such questions")
        case .received: Phrase("Hentet fra postboksen", "Henta frå postboksen", "Fetched from the mailbox")
        case .authenticated:
            Phrase(
                "Signatur og avsender kontrollert", "Signatur og avsendar kontrollert",
                "Signature and sender verified")
        case .duplicate: Phrase("Samme melding en gang til", "Same melding ein gong til", "The same message once more")
        case .opened: Phrase("Dekryptert og lest", "Dekryptert og lesen", "Decrypted and read")
        case .queuedForHandOver: Phrase("Klar for fagsystemet", "Klar for fagsystemet", "Ready for the record system")
        case .handedOver: Phrase("Levert til fagsystemet", "Levert til fagsystemet", "Handed to the record system")
        case .taken: Phrase("Lest av fagsystemet", "Lesen av fagsystemet", "Read by the record system")
        case .missing:
            Phrase(
                "Filen er borte fra fagsystemets mappe", "Fila er borte frå mappa til fagsystemet",
                "The file is gone from the record system's folder")
        case .found:
            Phrase(
                "Filen er i fagsystemets mappe igjen", "Fila er i mappa til fagsystemet igjen",
                "The file is in the record system's folder again")
        case .answered: Phrase("Besvart av fagsystemet", "Svara på av fagsystemet", "Answered by the record system")
        case .receiptQueued: Phrase("Transportkvittering laget", "Transportkvittering laga", "Transport receipt made")
        case .receiptSent: Phrase("Transportkvittering sendt", "Transportkvittering send", "Transport receipt sent")
        case .errorSent:
            Phrase(
                "Feilmelding sendt til avsenderen", "Feilmelding send til avsendaren",
                "Error reply sent to the sender")
        case .refused: Phrase("Avvist", "Avvist", "Refused")
        case .unreadable: Phrase("Uleselig post", "Uleseleg post", "Unreadable mail")
        case .misaddressed: Phrase("Adressert til en annen", "Adressert til ein annan", "Addressed to someone else")
        case .parked: Phrase("Satt til side etter feil", "Sett til side etter feil", "Set aside after faults")
        case .unparked: Phrase("Tatt opp igjen", "Teken opp att", "Taken up again")
        case .certificateChanged:
            Phrase(
                "Avsenderen har fått nytt sertifikat", "Avsendaren har fått nytt sertifikat",
                "The sender has a new certificate")
        case .deviation: Phrase("Avvik registrert", "Avvik registrert", "Deviation recorded")
        case .silent:
            Phrase("Taust siden denne meldingen", "Taust sidan denne meldinga", "Silence since this message")
        case .heardAgain: Phrase("Hørt fra igjen", "Høyrt frå igjen", "Heard of again")
        }
    }
}

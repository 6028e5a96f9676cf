/// Reasons that have to do with the way to the partner, and with the partner's answers.
enum TransportReasons {
    static let noReceiptInTime = Reason(
        Phrase(
            "Kvittering er ikke kommet innen fristen, etter {attempts} forsøk.",
            "Kvittering er ikkje komen innan fristen, etter {attempts} forsøk.",
            "No receipt has come within the time limit, after {attempts} attempts."),
        meaning: .notConfirmed,
        action: Phrase(
            "Ring mottakeren og hør om opplysningene er der. Gi dem på annen måte om det haster.",
            "Ring mottakaren og høyr om opplysningane er der. Gje dei på annan måte om det hastar.",
            "Call the receiver and hear whether the information is there. Pass it on in another way if it is urgent."),
        by: .messageAdministrator)

    static let smtpRefused = Reason(
        Phrase(
            "Posttjeneren sa nei til meldingen (svar {reply}).",
            "Posttenaren sa nei til meldinga (svar {reply}).",
            "The mail server refused the message (reply {reply})."),
        meaning: .notSent,
        action: Phrase(
            "Kontroller mottakerens EDI-adresse og svaret fra posttjeneren.",
            "Kontroller EDI-adressa til mottakaren og svaret frå posttenaren.",
            "Check the receiver's EDI address and the mail server's reply."),
        by: .operations)

    static let hostNotAllowed = Reason(
        Phrase(
            "Maskinen {host} er ikke på listen over dem meldingstjeneren får sende til.",
            "Maskina {host} er ikkje på lista over dei meldingstenaren får sende til.",
            "The host {host} is not on the list of those the message server may send to."),
        meaning: .held,
        action: Phrase(
            "Rett oppsettet. Helseopplysninger går bare over Helsenettet.",
            "Rett oppsettet. Helseopplysningar går berre over Helsenettet.",
            "Correct the configuration. Health data go over Helsenettet only."),
        by: .operations)

    static let mailServerUnavailable = Reason(
        Phrase(
            "Posttjeneren {host} svarer ikke.",
            "Posttenaren {host} svarer ikkje.",
            "The mail server {host} does not answer."),
        meaning: .held,
        action: Phrase(
            "Vent; det prøves igjen. Varer det, kontroller nettet og driftsmeldingene.",
            "Vent; det blir prøvd igjen. Varer det, kontroller nettet og driftsmeldingane.",
            "Wait; it is tried again. If it lasts, check the network and the service notices."),
        by: .operations)

    static let bounced = Reason(
        Phrase(
            "Posten kom i retur: mottakerens postboks tok den ikke imot.",
            "Posten kom i retur: postboksen til mottakaren tok han ikkje imot.",
            "The mail was returned: the receiver's mailbox did not take it."),
        meaning: .notConfirmed,
        action: Phrase(
            "Kontroller mottakerens EDI-adresse, og gi opplysningene på annen måte om det haster.",
            "Kontroller EDI-adressa til mottakaren, og gje opplysningane på annan måte om det hastar.",
            "Check the receiver's EDI address, and pass the information on in another way if it is urgent."),
        by: .messageAdministrator)

    static let soapFault = Reason(
        Phrase(
            "Mottakerens meldingstjener svarte med en teknisk feil uten signatur.",
            "Meldingstenaren til mottakaren svarte med ein teknisk feil utan signatur.",
            "The receiver's message server answered with a technical fault that is not signed."),
        meaning: .notConfirmed,
        action: Phrase(
            "Vent på neste forsøk. Kommer feilen igjen, ta kontakt med mottakeren.",
            "Vent på neste forsøk. Kjem feilen igjen, ta kontakt med mottakaren.",
            "Wait for the next attempt. If the fault recurs, contact the receiver."),
        by: .partner)

    static let partnerError = Reason(
        Phrase(
            "Mottakerens meldingstjener avviste konvolutten med kode {code}.",
            "Meldingstenaren til mottakaren avviste konvolutten med kode {code}.",
            "The receiver's message server refused the envelope with code {code}."),
        meaning: .rejected,
        action: Phrase(
            "Rett det koden peker på, og send meldingen som ny fra fagsystemet.",
            "Rett det koden peiker på, og send meldinga som ny frå fagsystemet.",
            "Correct what the code points at, and send the message as a new one from the record system."),
        by: .messageAdministrator)

    static let appRecRejected = Reason(
        Phrase(
            "Mottakerens fagsystem avviste meldingen: {errors}.",
            "Fagsystemet til mottakaren avviste meldinga: {errors}.",
            "The receiver's record system rejected the message: {errors}."),
        meaning: .rejected,
        action: Phrase(
            "Rett feilen i fagsystemet og send som ny melding, eller gi opplysningene på annen måte.",
            "Rett feilen i fagsystemet og send som ny melding, eller gje opplysningane på annan måte.",
            "Correct the fault in the record system and send as a new message, or pass the "
                + "information on in another way."
        ),
        by: .author)

    static let noAppRecInTime = Reason(
        Phrase(
            "Fristen for svar fra mottakerens fagsystem er ute.",
            "Fristen for svar frå fagsystemet til mottakaren er ute.",
            "The time for an answer from the receiver's record system is up."),
        meaning: .notConfirmed,
        action: Phrase(
            "Regn meldingen som ikke levert: ta kontakt med mottakeren, og gi opplysningene på annen måte om det haster.",
            "Rekn meldinga som ikkje levert: ta kontakt med mottakaren, og gje opplysningane på annan måte om det hastar.",
            "Treat the message as not delivered: contact the receiver, and pass the information on in another way if "
                + "it is urgent."),
        by: .author)

    static let unmatchedReceipt = Reason(
        Phrase(
            "Kvitteringen passer ikke til noen melding som er sendt herfra.",
            "Kvitteringa passar ikkje til noka melding som er send herfrå.",
            "The receipt fits no message that was sent from here."),
        meaning: .kept,
        action: Phrase(
            "Se om partneren svarer på en annens melding, eller på en som er slettet.",
            "Sjå om partnaren svarer på meldinga til ein annan, eller på ei som er sletta.",
            "See whether the partner answers someone else's message, or one that was deleted."),
        by: .messageAdministrator)

    static let digestsDiffer = Reason(
        Phrase(
            "Kvitteringen gjelder et annet innhold enn det som ble sendt.",
            "Kvitteringa gjeld eit anna innhald enn det som vart sendt.",
            "The receipt is for other content than what was sent."),
        meaning: .notConfirmed,
        action: Phrase(
            "Meld fra som avvik: meldingen kan være endret på veien.",
            "Meld frå som avvik: meldinga kan vere endra på vegen.",
            "Report a deviation: the message may have been changed on its way."),
        by: .messageAdministrator)
}

/// Reasons that have to do with the envelope of an incoming message.
enum EnvelopeReasons {
    static let signatureInvalid = Reason(
        Phrase(
            "Signaturen stemmer ikke: meldingen kan være endret på veien.",
            "Signaturen stemmer ikkje: meldinga kan vere endra på vegen.",
            "The signature does not verify: the message may have been changed on its way."),
        meaning: .notHandedOver,
        action: Phrase(
            "Be avsenderen sende på nytt. Skjer det igjen, meld fra som avvik.",
            "Be avsendaren sende på nytt. Skjer det igjen, meld frå som avvik.",
            "Ask the sender to send again. If it recurs, report a deviation."),
        by: .partner)

    static let notCovered = Reason(
        Phrase(
            "Signaturen dekker ikke hele meldingen.",
            "Signaturen dekkjer ikkje heile meldinga.",
            "The signature does not cover the whole message."),
        meaning: .notHandedOver,
        action: Phrase(
            "Be avsenderen om å få rettet meldingstjeneren sin: hver del må være signert.",
            "Be avsendaren om å få retta meldingstenaren sin: kvar del må vere signert.",
            "Ask the sender to have its message server corrected: every part must be signed."),
        by: .partner)

    static let envelopeInvalid = Reason(
        Phrase(
            "Konvolutten følger ikke den nasjonale profilen (regel {rule}).",
            "Konvolutten følgjer ikkje den nasjonale profilen (regel {rule}).",
            "The envelope does not follow the national profile (rule {rule})."),
        meaning: .notHandedOver,
        action: Phrase(
            "Be avsenderen rette meldingstjeneren sin; oppgi regelen.",
            "Be avsendaren rette meldingstenaren sin; oppgje regelen.",
            "Ask the sender to correct its message server; give the rule."),
        by: .partner)

    static let decryptionFailed = Reason(
        Phrase(
            "Innholdet lar seg ikke dekryptere.",
            "Innhaldet lèt seg ikkje dekryptere.",
            "The content cannot be decrypted."),
        meaning: .notHandedOver,
        action: Phrase(
            "Be avsenderen hente sertifikatet vårt på nytt fra adresseregisteret og sende igjen.",
            "Be avsendaren hente sertifikatet vårt på nytt frå adresseregisteret og sende igjen.",
            "Ask the sender to fetch our certificate anew from the address register and send again."),
        by: .partner)

    static let headerMismatch = Reason(
        Phrase(
            "Adressene i konvolutten og i dokumentet er ikke de samme.",
            "Adressene i konvolutten og i dokumentet er ikkje dei same.",
            "The addresses on the envelope and in the document are not the same."),
        meaning: .notHandedOver,
        action: Phrase(
            "Be avsenderen rette adressene og sende på nytt: innholdet kan være ment for en annen.",
            "Be avsendaren rette adressene og sende på nytt: innhaldet kan vere meint for ein annan.",
            "Ask the sender to correct the addresses and send again: the content may be meant for someone else."),
        by: .partner)

    static let notOurs = Reason(
        Phrase(
            "Meldingen er adressert til en annen enn oss.",
            "Meldinga er adressert til ein annan enn oss.",
            "The message is addressed to someone else than us."),
        meaning: .notHandedOver,
        action: Phrase(
            "Meld fra til avsenderen. Innholdet er ikke åpnet her.",
            "Meld frå til avsendaren. Innhaldet er ikkje opna her.",
            "Tell the sender. The content has not been opened here."),
        by: .messageAdministrator)

    static let unknownSender = Reason(
        Phrase(
            "Avsenderen med HER-id {her} er ikke kjent, så signaturen kan ikke kontrolleres.",
            "Avsendaren med HER-id {her} er ikkje kjend, så signaturen kan ikkje kontrollerast.",
            "The sender with HER-id {her} is not known, so the signature cannot be checked."),
        meaning: .kept,
        action: Phrase(
            "Finn ut hvem avsenderen er. Er det en ny part, må den stå i adresseregisteret.",
            "Finn ut kven avsendaren er. Er det ein ny part, må han stå i adresseregisteret.",
            "Find out who the sender is. A new party must be in the address register."),
        by: .messageAdministrator)

    static let unreadableMail = Reason(
        Phrase(
            "Posten kan ikke leses som en melding.",
            "Posten kan ikkje lesast som ei melding.",
            "The mail cannot be read as a message."),
        meaning: .kept,
        action: Phrase(
            "Se på avsenderadressen og ta kontakt med avsenderen om det var ment som en melding.",
            "Sjå på avsendaradressa og ta kontakt med avsendaren om det var meint som ei melding.",
            "Look at the sender's address and contact the sender if it was meant as a message."),
        by: .operations)

    static let timeToLiveExpired = Reason(
        Phrase(
            "Meldingen kom etter at avsenderens frist var ute ({date}).",
            "Meldinga kom etter at fristen til avsendaren var ute ({date}).",
            "The message came after the sender's time limit had passed ({date})."),
        meaning: .notHandedOver,
        action: Phrase(
            "Be avsenderen sende på nytt om opplysningene fortsatt gjelder.",
            "Be avsendaren sende på nytt om opplysningane framleis gjeld.",
            "Ask the sender to send again if the information still holds."),
        by: .partner)
}

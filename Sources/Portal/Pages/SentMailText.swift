import Texts
import Web

/// The words of the page of mails that were sent.
enum SentMailText: String, SiteWords {
    case sentMails, sentMailsLead, sentMailsEmpty, mailText, noSubject, mailWritten
    case mailQueued, mailAccepted, mailRefused, mailExpired, mailBounced

    var phrase: Phrase {
        switch self {
        case .sentMails: Phrase("Sendte e-poster", "Sende e-postar", "Mails sent")
        case .sentMailsLead:
            Phrase(
                "Dette er sendt til {account} det siste halve året, fra filslusen og fra registeret. Finner dere det ikke, "
                    + "se etter i søppelposten, og be IT-avdelingen om å slippe avsenderen gjennom.",
                "Dette er sendt til {account} det siste halve året, frå filslusa og frå registeret. Finn de det ikkje, sjå "
                    + "etter i søppelposten, og be IT-avdelinga om å sleppe avsendaren gjennom.",
                "This was sent to {account} within the last half year, by the file exchange and by the register. If you "
                    + "do not find it, look in the spam folder, and ask your IT department to let the sender through.")
        case .sentMailsEmpty:
            Phrase(
                "Ingenting er sendt ennå. Det første er en lenke for å lage passord, når noen ber om den.",
                "Ingenting er sendt enno. Det første er ei lenkje for å lage passord, når nokon ber om henne.",
                "Nothing has been sent yet. The first is a link for making a password, when somebody asks for it.")
        case .mailText: Phrase("Vis teksten", "Vis teksten", "Show the text")
        case .noSubject: Phrase("E-post uten kjent emne", "E-post utan kjent emne", "Mail of unknown subject")
        case .mailWritten: Phrase("Skrevet {time}.", "Skriven {time}.", "Written {time}.")
        case .mailQueued:
            Phrase("Venter på e-posttjeneren.", "Ventar på e-posttenaren.", "Waits for the mail server.")
        case .mailAccepted:
            Phrase("Levert til e-posttjeneren.", "Levert til e-posttenaren.", "Delivered to the mail server.")
        case .mailRefused:
            Phrase(
                "Kom ikke fram: e-posttjeneren tok den ikke imot.", "Kom ikkje fram: e-posttenaren tok han ikkje imot.",
                "Did not arrive: the mail server did not take it.")
        case .mailExpired:
            Phrase(
                "Ble ikke sendt i tide. Be om en ny lenke.", "Vart ikkje sendt i tide. Be om ei ny lenkje.",
                "Was not sent in time. Ask for a new link.")
        case .mailBounced:
            Phrase(
                "Kom i retur: adressen tok den ikke imot.", "Kom i retur: adressa tok han ikkje imot.",
                "Came back: the address did not take it.")
        }
    }
}

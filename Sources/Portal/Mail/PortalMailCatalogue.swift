import Texts

/// The list of all mails that the portal sends, for those who write a spam filter's exceptions (I-067, I-073). Parts of
/// a subject that change are shown as `…`.
enum PortalMailCatalogue {
    struct Entry {
        let subject: Phrase
        let when: Phrase
        let to: Phrase
    }

    static func entry(_ kind: PortalMail.Kind) -> Entry {
        switch kind {
        case .newUser:
            Entry(
                subject: password,
                when: Phrase(
                    "med en gang noen har valgt «Ny bruker»", "med ein gong nokon har valt «Ny brukar»",
                    "at once when somebody has chosen “New user”"), to: sharedAddress)
        case .forgotten:
            Entry(
                subject: password,
                when: Phrase(
                    "med en gang noen har valgt «Glemt passord»", "med ein gong nokon har valt «Gløymt passord»",
                    "at once when somebody has chosen “Forgotten password”"), to: sharedAddress)
        case .confirmAddress:
            Entry(
                subject: Phrase(
                    "Til postmottak: bekreft denne adressen før …, …",
                    "Til postmottak: stadfest denne adressa før …, …",
                    "To the shared mailbox: confirm this address before …, …"),
                when: Phrase(
                    "i november, hver uke til adressen er bekreftet", "i november, kvar veke til adressa er stadfesta",
                    "in November, each week until the address is confirmed"), to: sharedAddress)
        case .fileWaiting:
            Entry(
                subject: Phrase(
                    "Til IPLOS-kontakten (…): hent lister for … før …, …",
                    "Til IPLOS-kontakten (…): hent lister for … før …, …",
                    "For the IPLOS contact (…): fetch the lists for … before …, …"),
                when: Phrase(
                    "én gang når en fil har ligget i sju dager uten å bli hentet",
                    "éin gong når ei fil har lege i sju dagar utan å bli henta",
                    "once when a file has lain for seven days without being fetched"), to: sharedAddress)
        case .addressChanged:
            Entry(
                subject: Phrase(
                    "Til postmottak: ny adresse for feillister, …", "Til postmottak: ny adresse for feillister, …",
                    "To the shared mailbox: new address for error lists, …"),
                when: Phrase(
                    "når to personer i registeret har godkjent en annen adresse",
                    "når to personar i registeret har godkjent ei anna adresse",
                    "when two persons at the register have approved another address"),
                to: Phrase(
                    "den gamle og den nye fellesadressen", "den gamle og den nye fellesadressa",
                    "the old and the new shared address"))
        case .invitation:
            Entry(
                subject: Phrase(
                    "Til postmottak: gi invitasjonen til … før …, …", "Til postmottak: gje invitasjonen til … før …, …",
                    "To the shared mailbox: pass the invitation to … before …, …"),
                when: Phrase(
                    "når noen i kommunen har invitert en person til en egen bruker",
                    "når nokon i kommunen har invitert ein person til ein eigen brukar",
                    "when somebody at the municipality has invited a person to a user of their own"),
                to: sharedAddress)
        case .userLink:
            Entry(
                subject: Phrase(
                    "Til postmottak: gi lenken om passord til … før …, …",
                    "Til postmottak: gje lenkja om passord til … før …, …",
                    "To the shared mailbox: pass the link about a password to … before …, …"),
                when: Phrase(
                    "med en gang en person med egen bruker har bedt om en lenke",
                    "med ein gong ein person med eigen brukar har bedt om ei lenkje",
                    "at once when a person with a user of their own has asked for a link"), to: sharedAddress)
        }
    }

    private static let password = Phrase(
        "Til IPLOS-kontakten (…): lag passord før …, …", "Til IPLOS-kontakten (…): lag passord før …, …",
        "For the IPLOS contact (…): make a password before …, …")
    private static let sharedAddress = Phrase(
        "kommunens fellesadresse", "fellesadressa til kommunen", "the municipality's shared address")
}

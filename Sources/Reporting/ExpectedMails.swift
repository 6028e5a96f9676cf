import SealedSubmission
public import Texts

/// A mail that comes by itself in a season, as whoever sets up a spam filter must know it (I-067, I-073). What changes in
/// a subject is shown as `…`.
///
/// The register and the portal write them; a test holds this list against theirs.
public struct ExpectedMail: Sendable, Equatable {
    public enum Sender: String, Sendable, CaseIterable, Codable { case register, portal }

    /// Stable, as its sender names it.
    public let kind: String
    public let sender: Sender
    public let subject: Phrase
    public let when: Phrase
    public let to: Phrase

    /// All of them, the register's first.
    public static let all: [ExpectedMail] = [
        ExpectedMail(
            kind: "receipt", sender: .register,
            subject: Phrase(
                "Kvittering: data er mottatt fra …", "Kvittering: data er mottekne frå …",
                "Receipt: data have arrived from …"),
            when: Phrase(
                "hver dag kl. 8.00 når noe er mottatt", "kvar dag kl. 8.00 når noko er motteke",
                "each day at 8:00 when something has arrived"), to: contact),
        ExpectedMail(
            kind: "refused", sender: .register,
            subject: Phrase(
                "Må sendes på nytt: innsending for … fra …", "Må sendast på nytt: innsending for … frå …",
                "To be sent again: submission for … from …"),
            when: Phrase(
                "når en innsending ikke kan leses", "når ei innsending ikkje kan lesast",
                "when a submission cannot be read"), to: contact),
        ExpectedMail(
            kind: "contactChanged", sender: .register,
            subject: Phrase(
                "Ny kontakt for innsendingen for … fra …", "Ny kontakt for innsendinga for … frå …",
                "New contact for the submission for … from …"),
            when: Phrase(
                "når kontakten er endret etter sending", "når kontakten er endra etter sending",
                "when the contact was changed after sending"),
            to: Phrase(
                "den gamle kontakten og den nye", "den gamle kontakten og den nye",
                "the contact that was and the one that is")),
        ExpectedMail(
            kind: "feedbackReady", sender: .register,
            subject: Phrase(
                "Til IPLOS-kontakten (…): lister for … er klare, …",
                "Til IPLOS-kontakten (…): lister for … er klare, …",
                "For the IPLOS contact (…): lists for … are ready, …"),
            when: Phrase(
                "én gang når nye filer er klare", "éin gong når nye filer er klare", "once when new files are ready"),
            to: sharedAddress),
        ExpectedMail(
            kind: "pinWrong", sender: .register,
            subject: Phrase(
                "Til IPLOS-kontakten: feil PIN-kode er brukt for …",
                "Til IPLOS-kontakten: feil PIN-kode er brukt for …",
                "For the IPLOS contact: a wrong PIN was used for …"),
            when: Phrase(
                "første gang feil PIN-kode er brukt, og så etter \(laterWrong("og")) ganger",
                "første gong feil PIN-kode er brukt, og så etter \(laterWrong("og")) gonger",
                "the first time a wrong PIN was used, and then after \(laterWrong("and")) times"), to: sharedAddress),
        ExpectedMail(
            kind: "seasonOpening", sender: .register,
            subject: Phrase(
                "Til IPLOS-kontakten: innsending for … åpner …, …", "Til IPLOS-kontakten: innsending for … opnar …, …",
                "For the IPLOS contact: submission for … opens …, …"),
            when: Phrase("én gang før hver innsending", "éin gong før kvar innsending", "once before each season"),
            to: sharedAddress),
        ExpectedMail(
            kind: "newUser", sender: .portal, subject: password,
            when: Phrase(
                "med en gang noen har valgt «Ny bruker»", "med ein gong nokon har valt «Ny brukar»",
                "at once when somebody has chosen “New user”"), to: sharedAddress),
        ExpectedMail(
            kind: "forgotten", sender: .portal, subject: password,
            when: Phrase(
                "med en gang noen har valgt «Glemt passord»", "med ein gong nokon har valt «Gløymt passord»",
                "at once when somebody has chosen “Forgotten password”"), to: sharedAddress),
        ExpectedMail(
            kind: "confirmAddress", sender: .portal,
            subject: Phrase(
                "Til postmottak: bekreft denne adressen før …, …", "Til postmottak: stadfest denne adressa før …, …",
                "To the shared mailbox: confirm this address before …, …"),
            when: Phrase(
                "i november, hver uke til adressen er bekreftet", "i november, kvar veke til adressa er stadfesta",
                "in November, each week until the address is confirmed"), to: sharedAddress),
        ExpectedMail(
            kind: "fileWaiting", sender: .portal,
            subject: Phrase(
                "Til IPLOS-kontakten (…): hent lister for … før …, …",
                "Til IPLOS-kontakten (…): hent lister for … før …, …",
                "For the IPLOS contact (…): fetch the lists for … before …, …"),
            when: Phrase(
                "én gang når en fil har ligget i sju dager uten å bli hentet",
                "éin gong når ei fil har lege i sju dagar utan å bli henta",
                "once when a file has lain for seven days without being fetched"), to: sharedAddress),
        ExpectedMail(
            kind: "addressChanged", sender: .portal,
            subject: Phrase(
                "Til postmottak: ny adresse for feillister, …", "Til postmottak: ny adresse for feillister, …",
                "To the shared mailbox: new address for error lists, …"),
            when: Phrase(
                "når to personer i registeret har godkjent en annen adresse",
                "når to personar i registeret har godkjent ei anna adresse",
                "when two persons at the register have approved another address"),
            to: Phrase(
                "den gamle og den nye fellesadressen", "den gamle og den nye fellesadressa",
                "the old and the new shared address")),
        ExpectedMail(
            kind: "invitation", sender: .portal,
            subject: Phrase(
                "Til postmottak: gi invitasjonen til … før …, …", "Til postmottak: gje invitasjonen til … før …, …",
                "To the shared mailbox: pass the invitation to … before …, …"),
            when: Phrase(
                "når noen i kommunen har invitert en person til en egen bruker",
                "når nokon i kommunen har invitert ein person til ein eigen brukar",
                "when somebody at the municipality has invited a person to a user of their own"), to: sharedAddress),
        ExpectedMail(
            kind: "userLink", sender: .portal,
            subject: Phrase(
                "Til postmottak: gi lenken om passord til … før …, …",
                "Til postmottak: gje lenkja om passord til … før …, …",
                "To the shared mailbox: pass the link about a password to … before …, …"),
            when: Phrase(
                "med en gang en person med egen bruker har bedt om en lenke",
                "med ein gong ein person med eigen brukar har bedt om ei lenkje",
                "at once when a person with a user of their own has asked for a link"), to: sharedAddress),
    ]

    /// The numbers of wrong PINs, after the first, at which the municipality is told.
    private static func laterWrong(_ and: String) -> String {
        let steps = (PinNotice.usualSteps + [PinNotice.usualMost]).dropFirst().map(String.init)
        return "\(steps.dropLast().joined(separator: ", ")) \(and) \(steps.last ?? "")"
    }

    private static let password = Phrase(
        "Til IPLOS-kontakten (…): lag passord før …, …", "Til IPLOS-kontakten (…): lag passord før …, …",
        "For the IPLOS contact (…): make a password before …, …")
    private static let contact = Phrase(
        "kontakten som er oppgitt ved forsegling", "kontakten som er oppgitt ved forsegling",
        "the contact given when the data were sealed")
    private static let sharedAddress = Phrase(
        "kommunens fellesadresse", "fellesadressa til kommunen", "the municipality's shared address")
}

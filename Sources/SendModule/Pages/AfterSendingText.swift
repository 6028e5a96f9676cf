import Texts
import Web

/// The words of the pages about password, code and contact.
enum AfterSendingText: String, SiteWords {
    case passwordTitle, passwordFor, passwordNone, passwordReady, passwordShown, passwordDestroyed, passwordUntil
    case passwordButton, code, codeHint, proofNeeded, codeRefused, unknown, notArrived, refusedBefore
    case contactTitle, contactIntroduction, contactNow, contactChange, contactChanged, contactButton
    case role, contactName, email, phone, deputyRole, deputyName, deputyEmail, deputyPhone, badAddress, badContact

    var phrase: Phrase {
        switch self {
        case .passwordTitle:
            Phrase("Passord til tilbakemeldingen", "Passord til tilbakemeldinga", "Password of the feedback")
        case .passwordFor:
            Phrase(
                "Passordet åpner zip-filen fra nedlastingsportalen i 7-Zip eller WinZip. Åpne den i sikker sone.",
                "Passordet opnar zip-fila frå nedlastingsportalen i 7-Zip eller WinZip. Opne ho i sikker sone.",
                "The password opens the zip file from the download portal in 7-Zip or WinZip. Open it in the secure zone."
            )
        case .passwordNone:
            Phrase(
                "Tilbakemeldingen er ikke klar ennå. Når den er det, kan passordet vises her.",
                "Tilbakemeldinga er ikkje klar enno. Når ho er det, kan passordet visast her.",
                "The feedback is not ready yet. When it is, the password can be shown here.")
        case .passwordReady:
            Phrase(
                "Passordet kan vises én gang, til {time}. Innsendingsprogrammet trenger det ikke.",
                "Passordet kan visast éin gong, til {time}. Innsendingsprogrammet treng det ikkje.",
                "The password can be shown once, until {time}. The submission program does not need it.")
        case .passwordShown:
            Phrase(
                "Passordet er vist og slettes {time}.", "Passordet er vist og blir sletta {time}.",
                "The password was shown and is destroyed at {time}.")
        case .passwordDestroyed:
            Phrase(
                "Passordet er vist eller for gammelt, og er slettet. Innsendingsprogrammet åpner filen uten det.",
                "Passordet er vist eller for gammalt, og er sletta. Innsendingsprogrammet opnar fila utan det.",
                "The password was shown or is too old, and was destroyed. The submission program opens the file without."
            )
        case .passwordUntil:
            Phrase(
                "Skriv passordet ned nå. Det slettes her {time}.",
                "Skriv ned passordet no. Det blir sletta her {time}.",
                "Write the password down now. It is destroyed here at {time}.")
        case .passwordButton: Phrase("Vis passordet", "Vis passordet", "Show the password")
        case .code: Phrase("Engangskode", "Eingongskode", "One-time code")
        case .codeHint:
            Phrase(
                "Tjue bokstaver og siffer fra den signerte kvitteringen",
                "Tjue bokstavar og siffer frå den signerte kvitteringa",
                "Twenty letters and digits from the signed receipt")
        case .proofNeeded:
            Phrase(
                "PIN-koden er ikke nok til dette: skriv engangskoden fra kvitteringen.",
                "PIN-koden er ikkje nok til dette: skriv eingongskoden frå kvitteringa.",
                "The PIN is not enough for this: give the one-time code from the receipt.")
        case .codeRefused:
            Phrase(
                "Koden er feil, brukt før eller hører til en annen innsending. Programmet som sender, kan alltid gjøre dette "
                    + "med virksomhetssertifikatet.",
                "Koden er feil, brukt før eller høyrer til ei anna innsending. Programmet som sender, kan alltid gjere dette "
                    + "med verksemdsertifikatet.",
                "The code is wrong, used before or another submission's. The program that sends can always do this with "
                    + "the organisation certificate.")
        case .unknown:
            Phrase("Innsendingen finnes ikke.", "Innsendinga finst ikkje.", "There is no such submission.")
        case .notArrived:
            Phrase(
                "Innsendingen er ikke kommet helt fram ennå.", "Innsendinga er ikkje komen heilt fram enno.",
                "Not all of the submission has arrived yet.")
        case .refusedBefore:
            Phrase(
                "Innsendingen er avvist; ingenting sendes om den lenger.",
                "Innsendinga er avvist; ingenting blir sendt om ho lenger.",
                "The submission was refused; nothing is sent about it any more.")
        case .contactTitle: Phrase("Kontakt og stedfortreder", "Kontakt og stadfortredar", "Contact and deputy")
        case .contactIntroduction:
            Phrase(
                "Kvitteringen går til kontakten. Både den gamle og den nye får e-post om endringen. La alle feltene for "
                    + "stedfortreder stå tomme når det ikke skal være noen.",
                "Kvitteringa går til kontakten. Både den gamle og den nye får e-post om endringa. La alle felta for "
                    + "stadfortredar stå tomme når det ikkje skal vere nokon.",
                "The receipt goes to the contact. Both the old one and the new one are told by mail. Leave all the "
                    + "deputy's fields empty when there is to be none.")
        case .contactNow:
            Phrase(
                "E-post om innsendingen går til {address}.", "E-post om innsendinga går til {address}.",
                "Mail about the submission goes to {address}.")
        case .contactChange:
            Phrase("Endre kontakt og stedfortreder", "Endre kontakt og stadfortredar", "Change contact and deputy")
        case .contactChanged:
            Phrase(
                "Endringen er tatt imot. Registeret sender e-post til den gamle og den nye kontakten.",
                "Endringa er teken imot. Registeret sender e-post til den gamle og den nye kontakten.",
                "The change is taken. The register mails the old and the new contact.")
        case .contactButton: Phrase("Endre", "Endre", "Change")
        case .role: Phrase("Kontaktens rolle", "Rolla til kontakten", "Contact's role")
        case .contactName: Phrase("Kontaktens navn", "Namnet på kontakten", "Contact's name")
        case .email: Phrase("Kontaktens e-postadresse", "E-postadressa til kontakten", "Contact's mail address")
        case .phone: Phrase("Kontaktens telefon", "Telefonen til kontakten", "Contact's telephone")
        case .deputyRole: Phrase("Stedfortrederens rolle", "Rolla til stadfortredaren", "Deputy's role")
        case .deputyName: Phrase("Stedfortrederens navn", "Namnet på stadfortredaren", "Deputy's name")
        case .deputyEmail:
            Phrase("Stedfortrederens e-postadresse", "E-postadressa til stadfortredaren", "Deputy's mail address")
        case .deputyPhone: Phrase("Stedfortrederens telefon", "Telefonen til stadfortredaren", "Deputy's telephone")
        case .badAddress:
            Phrase("E-postadressen er ikke gyldig.", "E-postadressa er ikkje gyldig.", "The mail address is not one.")
        case .badContact:
            Phrase(
                "Navn, telefon og rolle må fylles ut.", "Namn, telefon og rolle må fyllast ut.",
                "Name, telephone and role must be filled in.")
        }
    }
}

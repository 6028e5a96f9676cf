import PasswordHashing
public import Texts

/// The words of the pages of accounts.
public enum AccountText: String, Sendable, CaseIterable {
    case logIn, userName, userNameHint, password, forgottenPassword, newUser, refused, waitUntil, nameMissing
    case linkLeadNew, linkLeadForgotten, sendLink, linkAsked, linkAskedLine, linkLateNew, linkLateForgotten, spam
    case choosePassword, linkUntil, newPassword, repeatPassword, changePassword, mismatch
    case passwordSet, passwordSetLine, loggedOut, loggedOutLine
    case linkExpired, linkUsed, linkReplaced, linkUnknown, linkExpiredLine, linkUsedLine, linkReplacedLine
    case linkUnknownLine, sendNewLink, personalAddress

    public var phrase: Phrase {
        switch self {
        case .logIn: Phrase("Logg inn", "Logg inn", "Log in")
        case .userName: Phrase("Brukernavn", "Brukarnamn", "Username")
        case .userNameHint:
            Phrase(
                "Kommunens felles e-postadresse, for eksempel postmottak@…",
                "Den felles e-postadressa til kommunen, til dømes postmottak@…",
                "The municipality's shared e-mail address, such as postmottak@…")
        case .password: Phrase("Passord", "Passord", "Password")
        case .forgottenPassword: Phrase("Glemt passord", "Gløymt passord", "Forgotten password")
        case .newUser: Phrase("Ny bruker: be om passord", "Ny brukar: be om passord", "New user: ask for a password")
        case .refused:
            Phrase(
                "Brukernavn og passord passer ikke sammen, eller passordet er ikke laget ennå. "
                    + "Skriv dem på nytt, eller velg «Glemt passord»; det virker også om du aldri har hatt et.",
                "Brukarnamn og passord høver ikkje saman, eller passordet er ikkje laga enno. "
                    + "Skriv dei på nytt, eller vel «Gløymt passord»; det verkar òg om du aldri har hatt eit.",
                "The username and the password do not belong together, or no password has been made yet. "
                    + "Write them again, or choose “Forgotten password”; that also works if you never had one.")
        case .waitUntil:
            Phrase(
                "Det er prøvd for mange ganger. Vent til {time} og prøv igjen. Haster det, velg «Glemt passord».",
                "Det er prøvd for mange gonger. Vent til {time} og prøv igjen. Hastar det, vel «Gløymt passord».",
                "There have been too many tries. Wait until {time} and try again. If it is urgent, choose “Forgotten "
                    + "password”.")
        case .nameMissing: Phrase("Skriv brukernavnet.", "Skriv brukarnamnet.", "Write the username.")
        case .linkLeadNew:
            Phrase(
                "Skriv brukernavnet, så sender vi en lenke der du lager ditt eget passord.",
                "Skriv brukarnamnet, så sender vi ei lenkje der du lagar ditt eige passord.",
                "Write the username, and we send a link where you make your own password.")
        case .linkLeadForgotten:
            Phrase(
                "Skriv brukernavnet, så sender vi en lenke der du lager et nytt passord.",
                "Skriv brukarnamnet, så sender vi ei lenkje der du lagar eit nytt passord.",
                "Write the username, and we send a link where you make a new password.")
        case .sendLink: Phrase("Send lenke", "Send lenkje", "Send a link")
        case .linkAsked: Phrase("Se etter e-posten", "Sjå etter e-posten", "Look for the e-mail")
        case .linkAskedLine:
            Phrase(
                "Hvis brukernavnet finnes, er en e-post på vei til den adressen. Lenken i den virker i 60 minutter, én "
                    + "gang, og bare den nyeste virker.",
                "Om brukarnamnet finst, er ein e-post på veg til den adressa. Lenkja i han verkar i 60 minutt, éin "
                    + "gong, og berre den nyaste verkar.",
                "If the username exists, an e-mail is on its way to that address. Its link works for 60 minutes, once, "
                    + "and only the newest works.")
        case .linkLateNew: Self.late("30")
        case .linkLateForgotten: Self.late("15")
        case .spam:
            Phrase(
                "Be den som leser kommunens postmottak om å se etter den, også i søppelposten.",
                "Be den som les postmottaket til kommunen om å sjå etter han, òg i søppelposten.",
                "Ask whoever reads the municipality's shared mailbox to look for it, in the spam folder too.")
        case .choosePassword: Phrase("Lag passord", "Lag passord", "Make a password")
        case .linkUntil:
            Phrase(
                "Lenken virker til {time}. Rekker du det ikke, kan du få en ny med ett klikk.",
                "Lenkja verkar til {time}. Rekk du det ikkje, kan du få ei ny med eitt klikk.",
                "The link works until {time}. If that is too soon, a new one is one click away.")
        case .newPassword: Phrase("Nytt passord", "Nytt passord", "New password")
        case .repeatPassword: Phrase("Nytt passord en gang til", "Nytt passord ein gong til", "New password once more")
        case .changePassword: Phrase("Lagre passordet", "Lagre passordet", "Save the password")
        case .mismatch:
            Phrase(
                "Passordene er ikke like. Skriv det samme i begge felt.",
                "Passorda er ikkje like. Skriv det same i begge felta.",
                "The passwords differ. Write the same in both fields.")
        case .passwordSet: Phrase("Passordet er lagret", "Passordet er lagra", "The password is saved")
        case .passwordSetLine:
            Phrase(
                "Logg inn med det nye passordet. Alle som var logget inn med det gamle, er logget ut.",
                "Logg inn med det nye passordet. Alle som var logga inn med det gamle, er logga ut.",
                "Log in with the new password. All who were logged in with the old one are logged out.")
        case .loggedOut: Phrase("Du er logget ut", "Du er logga ut", "You are logged out")
        case .loggedOutLine:
            Phrase("Du kan lukke vinduet.", "Du kan lukke vindauget.", "You can close the window.")
        case .linkExpired: Phrase("Lenken er gått ut", "Lenkja er gått ut", "The link has expired")
        case .linkUsed: Phrase("Lenken er brukt", "Lenkja er brukt", "The link has been used")
        case .linkReplaced: Phrase("En nyere lenke er sendt", "Ei nyare lenkje er send", "A newer link has been sent")
        case .linkUnknown: Phrase("Lenken er ukjent", "Lenkja er ukjend", "The link is unknown")
        case .linkExpiredLine:
            Phrase(
                "Den virket til {time}. Du kan få en ny; den sendes til samme adresse.",
                "Ho verka til {time}. Du kan få ei ny; ho blir send til same adresse.",
                "It worked until {time}. You can have a new one; it is sent to the same address.")
        case .linkUsedLine:
            Phrase(
                "Et passord ble laget med den {time}. Var det ikke du, så be om en ny lenke og lag et nytt passord.",
                "Eit passord vart laga med henne {time}. Var det ikkje du, så be om ei ny lenkje og lag eit nytt passord.",
                "A password was made with it {time}. If that was not you, ask for a new link and make a new password.")
        case .linkReplacedLine:
            Phrase(
                "Den ble byttet ut {time}. Bruk lenken i den nyeste e-posten.",
                "Ho vart bytt ut {time}. Bruk lenkja i den nyaste e-posten.",
                "It was replaced {time}. Use the link in the newest e-mail.")
        case .linkUnknownLine:
            Phrase(
                "Se etter at hele adressen er med, eller be om en ny lenke fra «Glemt passord».",
                "Sjå etter at heile adressa er med, eller be om ei ny lenkje frå «Gløymt passord».",
                "Check that the whole address is there, or ask for a new link from “Forgotten password”.")
        case .sendNewLink: Phrase("Send ny lenke", "Send ny lenkje", "Send a new link")
        case .personalAddress:
            Phrase(
                "Adressen ser ut til å tilhøre én person. Slutter personen, når ingen e-postene. Bruk en adresse som "
                    + "flere leser, for eksempel postmottak@ eller helseogsosial@.",
                "Adressa ser ut til å høyre til éin person. Sluttar personen, når ingen e-postane. Bruk ei adresse som "
                    + "fleire les, til dømes postmottak@ eller helseogsosial@.",
                "The address looks like one person's. When that person leaves, nobody gets the e-mails. Use an address "
                    + "that several read, such as postmottak@ or helseogsosial@.")
        }
    }

    private static func late(_ minutes: String) -> Phrase {
        Phrase(
            "Er den ikke kommet innen \(minutes) minutter, ta kontakt; se nederst på siden.",
            "Er han ikkje komen innan \(minutes) minutt, ta kontakt; sjå nedst på sida.",
            "If it has not come within \(minutes) minutes, get in touch; see the foot of the page.")
    }

    static var phrases: [String: Phrase] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.phrase) })
    }
}

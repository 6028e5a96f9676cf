import Texts
import Web

/// The words of coming in by an account.
enum SignInText: String, SiteWords {
    case signInTenant, signInTenantHint, signInRefused, signInWait, signInForgotten, signInByLink
    case codeTitle, codeLead, codeLabel, codeHint, codeButton, codeRefused
    case enrolTitle, enrolLead, enrolSecret, enrolLink, enrolHint, enrolButton
    case codesTitle, codesLead, codesKept, ownAccount, ownAccountLead
    case invitationLead, invitationUntil, invitationUsed, invitationUsedWhat, invitationExpired, invitationReplaced,
        invitationUnknown, invitationHow, theOperator

    var phrase: Phrase {
        switch self {
        case .signInTenant: Phrase("Virksomhet", "Verksemd", "Organisation")
        case .signInTenantHint:
            Phrase(
                "Det korte navnet, slik det står i invitasjonen.", "Det korte namnet, slik det står i invitasjonen.",
                "Its short name, as in the invitation.")
        case .signInRefused:
            Phrase(
                "Virksomhet, brukernavn og passord passer ikke sammen, eller kontoen kan ikke brukes. Skriv alt på nytt. "
                    + "Hjelper det ikke, kan en leder eller kommunens IT lage en ny lenke.",
                "Verksemd, brukarnamn og passord høver ikkje saman, eller kontoen kan ikkje brukast. Skriv alt på nytt. "
                    + "Hjelper det ikkje, kan ein leiar eller IT i kommunen lage ei ny lenkje.",
                "The organisation, user name and password do not belong together, or the account cannot be used. Write "
                    + "all again. If that does not help, a leader or the municipality's IT can make a new link.")
        case .signInWait:
            Phrase(
                "Det er prøvd for mange ganger. Vent til {time} og prøv igjen.",
                "Det er prøvd for mange gonger. Vent til {time} og prøv igjen.",
                "There have been too many tries. Wait until {time} and try again.")
        case .signInForgotten:
            Phrase(
                "Glemt passordet, eller mistet telefonen uten gjenopprettingskoder? En leder eller kommunens IT kan lage "
                    + "en ny lenke.",
                "Gløymt passordet, eller mista telefonen utan gjenopprettingskodar? Ein leiar eller IT i kommunen kan "
                    + "lage ei ny lenkje.",
                "Forgotten the password, or lost the phone without recovery codes? A leader or the municipality's IT can "
                    + "make a new link.")
        case .signInByLink:
            Phrase(
                "Kommunens IT kan også slippe deg inn uten konto, med en lenke fra «budstikke console».",
                "IT i kommunen kan òg sleppe deg inn utan konto, med ei lenkje frå «budstikke console».",
                "The municipality's IT can also let you in without an account, by a link from “budstikke console”.")
        case .codeTitle: Phrase("Skriv koden", "Skriv koden", "Write the code")
        case .codeLead:
            Phrase(
                "Passordet stemmer. Ett steg til: koden fra autentiseringsappen.",
                "Passordet stemmer. Eitt steg til: koden frå autentiseringsappen.",
                "The password is right. One step more: the code from the authenticator app.")
        case .codeLabel: Phrase("Kode", "Kode", "Code")
        case .codeHint:
            Phrase(
                "Seks sifre, som byttes hvert halvminutt. Har du ikke appen, skriv en av gjenopprettingskodene.",
                "Seks siffer, som blir bytte kvart halvminutt. Har du ikkje appen, skriv ein av gjenopprettingskodane.",
                "Six digits, which change every half minute. Without the app, write one of the recovery codes.")
        case .codeButton: Phrase("Logg inn", "Logg inn", "Log in")
        case .codeRefused:
            Phrase(
                "Koden stemmer ikke, eller den er brukt før. Vent til appen viser en ny. Hjelper det ikke, se om klokken på "
                    + "telefonen går riktig.",
                "Koden stemmer ikkje, eller han er brukt før. Vent til appen viser ein ny. Hjelper det ikkje, sjå om "
                    + "klokka på telefonen går rett.",
                "The code is not right, or it was used before. Wait until the app shows a new one. If that does not help, "
                    + "see whether the phone's clock is right.")
        case .enrolTitle: Phrase("Sett opp autentiseringsappen", "Set opp autentiseringsappen", "Set up the app")
        case .enrolLead:
            Phrase(
                "Passord alene er ikke nok her. Legg hemmeligheten inn i en autentiseringsapp (TOTP) på telefonen, og "
                    + "skriv koden som appen viser.",
                "Passord åleine er ikkje nok her. Legg løyndomen inn i ein autentiseringsapp (TOTP) på telefonen, og skriv "
                    + "koden som appen viser.",
                "A password alone is not enough here. Put the secret into an authenticator app (TOTP) on the phone, and "
                    + "write the code that the app shows.")
        case .enrolSecret: Phrase("Hemmeligheten", "Løyndomen", "The secret")
        case .enrolLink:
            Phrase(
                "Åpne den i en app på denne maskinen", "Opne han i ein app på denne maskina",
                "Open it in an app on this machine")
        case .enrolHint:
            Phrase(
                "Seks sifre, som byttes hvert halvminutt.", "Seks siffer, som blir bytte kvart halvminutt.",
                "Six digits, which change every half minute.")
        case .enrolButton: Phrase("Bekreft", "Stadfest", "Confirm")
        case .codesTitle: Phrase("Gjenopprettingskoder", "Gjenopprettingskodar", "Recovery codes")
        case .codesLead:
            Phrase(
                "Skriv dem ned og legg dem på et trygt sted, ikke på telefonen. Hver virker én gang når appen er borte. De "
                    + "vises bare nå.",
                "Skriv dei ned og legg dei på ein trygg stad, ikkje på telefonen. Kvar verkar éin gong når appen er borte. "
                    + "Dei blir viste berre no.",
                "Write them down and put them in a safe place, not on the phone. Each works once when the app is lost. "
                    + "They are shown only now.")
        case .codesKept: Phrase("Jeg har tatt vare på dem", "Eg har teke vare på dei", "I have kept them")
        case .ownAccount: Phrase("Min konto", "Kontoen min", "My account")
        case .ownAccountLead:
            Phrase(
                "Stemmer ikke noe av dette med det du selv har gjort, så si fra til kommunens IT med én gang.",
                "Stemmer ikkje noko av dette med det du sjølv har gjort, så sei frå til IT i kommunen med ein gong.",
                "If any of this is not what you have done yourself, tell the municipality's IT at once.")
        case .invitationLead:
            Phrase(
                "Lenken er laget for {person} av {maker}. Brukernavnet er {name}.",
                "Lenkja er laga for {person} av {maker}. Brukarnamnet er {name}.",
                "The link was made for {person} by {maker}. The user name is {name}.")
        case .invitationUntil:
            Phrase(
                "Den virker til {time} og bare én gang. Er du ikke {person}, så lukk vinduet.",
                "Ho verkar til {time} og berre éin gong. Er du ikkje {person}, så lukk vindauget.",
                "It works until {time} and once only. If you are not {person}, close the window.")
        case .invitationUsed: Phrase("Den ble brukt {time}.", "Ho vart brukt {time}.", "It was used {time}.")
        case .invitationUsedWhat:
            Phrase(
                "Var det ikke du, så si fra med én gang til {maker} og til kommunens IT: da kan noen andre ha kontoen din.",
                "Var det ikkje du, så sei frå med ein gong til {maker} og til IT i kommunen: då kan nokon andre ha kontoen "
                    + "din.",
                "If that was not you, tell {maker} and the municipality's IT at once: somebody else may have your account."
            )
        case .invitationExpired: Phrase("Den gikk ut {time}.", "Ho gjekk ut {time}.", "It expired {time}.")
        case .invitationReplaced:
            Phrase(
                "Den ble trukket tilbake {time}: en nyere er laget, eller kontoen er sperret.",
                "Ho vart trekt tilbake {time}: ei nyare er laga, eller kontoen er sperra.",
                "It was withdrawn {time}: a newer one was made, or the account was disabled.")
        case .invitationUnknown:
            Phrase(
                "Den er ukjent her. Se etter at hele adressen er med.",
                "Ho er ukjend her. Sjå etter at heile adressa er med.",
                "It is unknown here. Check that the whole address is there.")
        case .invitationHow:
            Phrase(
                "En leder eller kommunens IT kan lage en ny.", "Ein leiar eller IT i kommunen kan lage ei ny.",
                "A leader or the municipality's IT can make a new one.")
        case .theOperator:
            Phrase(
                "driften av serveren ({actor})", "drifta av tenaren ({actor})", "whoever operates the server ({actor})")
        }
    }
}

import Texts
import Web

/// The words of the pages of persons who log in under names of their own.
enum PeopleText: String, SiteWords {
    case people, peopleLead, peopleEmpty, peopleShared, userSince, removeUser
    case invitations, invitedUntil, invitedUntilThen, withdraw, inviteTitle, inviteLead, invite
    case personName, personAddress, personAddressHint
    case personNameMissing, personAddressWrong, personAddressTaken, peopleFull
    case invitationTitle, invitationLead, acceptInvitation, invitationUsed, invitationUsedLine
    case invitationExpired, invitationExpiredLine, invitationUnknown, invitationUnknownLine

    var phrase: Phrase {
        switch self {
        case .people: Phrase("Personer", "Personar", "People")
        case .peopleLead:
            Phrase(
                "Her kan flere få hver sin innlogging i tillegg til fellesadressen. Da ser dere hvem som har hentet en fil, "
                    + "og én kan slutte uten at de andre må bytte passord. Dette er vårt tillegg til veilederen.",
                "Her kan fleire få kvar si innlogging i tillegg til fellesadressa. Då ser de kven som har henta ei fil, og "
                    + "éin kan slutte utan at dei andre må byte passord. Dette er vårt tillegg til rettleiaren.",
                "Here several can have a log-in each besides the shared address. You then see who has fetched a file, and "
                    + "one can leave without the others changing a password. This is our addition to the guide.")
        case .peopleEmpty:
            Phrase(
                "Ingen har egen innlogging ennå.", "Ingen har eiga innlogging enno.",
                "Nobody has a log-in of their own yet.")
        case .peopleShared:
            Phrase(
                "Den som er logget inn med fellesadressen, inviterer og fjerner.",
                "Den som er logga inn med fellesadressa, inviterer og fjernar.",
                "Who is logged in with the shared address invites and removes.")
        case .userSince:
            Phrase(
                "Logger inn med {account}. Siden {time}.", "Loggar inn med {account}. Sidan {time}.",
                "Logs in with {account}. Since {time}.")
        case .removeUser: Phrase("Fjern {who}", "Fjern {who}", "Remove {who}")
        case .invitations: Phrase("Invitert", "Invitert", "Invited")
        case .invitedUntil:
            Phrase(
                "Skal logge inn med {account}. Invitasjonen virker til {time}.",
                "Skal logge inn med {account}. Invitasjonen verkar til {time}.",
                "Will log in with {account}. The invitation works until {time}.")
        case .invitedUntilThen:
            Phrase(
                "Skulle logge inn med {account}. Invitasjonen gikk ut {time}.",
                "Skulle logge inn med {account}. Invitasjonen gjekk ut {time}.",
                "Was to log in with {account}. The invitation ended {time}.")
        case .withdraw:
            Phrase(
                "Trekk tilbake invitasjonen til {who}", "Trekk tilbake invitasjonen til {who}",
                "Take the invitation to {who} back")
        case .inviteTitle: Phrase("Inviter en person", "Inviter ein person", "Invite a person")
        case .inviteLead:
            Phrase(
                "Invitasjonen sendes til kommunens fellesadresse, som gir den videre. Alle e-poster går dit, også senere.",
                "Invitasjonen blir send til fellesadressa til kommunen, som gjev han vidare. Alle e-postar går dit, òg seinare.",
                "The invitation goes to the municipality's shared address, which passes it on. All mails go there, later too."
            )
        case .invite: Phrase("Send invitasjon", "Send invitasjon", "Send the invitation")
        case .personName: Phrase("Navn", "Namn", "Name")
        case .personAddress:
            Phrase(
                "Personens e-postadresse, som blir brukernavn", "E-postadressa til personen, som blir brukarnamn",
                "The person's e-mail address, which becomes the username")
        case .personAddressHint:
            Phrase(
                "Bare et navn å logge inn med: ingenting sendes dit.",
                "Berre eit namn å logge inn med: ingenting blir sendt dit.",
                "Only a name to log in with: nothing is sent there.")
        case .personNameMissing: Phrase("Skriv navnet.", "Skriv namnet.", "Write the name.")
        case .personAddressWrong:
            Phrase(
                "Dette er ikke en e-postadresse. Skriv hele, med @ og det som står etter.",
                "Dette er ikkje ei e-postadresse. Skriv heile, med @ og det som står etter.",
                "This is no e-mail address. Write all of it, with @ and what follows.")
        case .personAddressTaken:
            Phrase(
                "Brukernavnet er i bruk. Velg en annen adresse.", "Brukarnamnet er i bruk. Vel ei anna adresse.",
                "The username is in use. Choose another address.")
        case .peopleFull:
            Phrase(
                "Dere har så mange som det er plass til. Fjern noen først.",
                "De har så mange som det er plass til. Fjern nokon først.",
                "You have as many as there is room for. Remove somebody first.")
        case .invitationTitle: Phrase("Invitasjon til {who}", "Invitasjon til {who}", "Invitation to {who}")
        case .invitationLead:
            Phrase(
                "{account} har invitert {who} til en egen innlogging. Invitasjonen virker til {time}. Trykk for å lage "
                    + "et passord.",
                "{account} har invitert {who} til ei eiga innlogging. Invitasjonen verkar til {time}. Trykk for å lage eit "
                    + "passord.",
                "{account} has invited {who} to a log-in of their own. The invitation works until {time}. Press to make a "
                    + "password.")
        case .acceptInvitation: Phrase("Ta imot invitasjonen", "Ta imot invitasjonen", "Accept the invitation")
        case .invitationUsed: Phrase("Invitasjonen er brukt", "Invitasjonen er brukt", "The invitation has been used")
        case .invitationUsedLine:
            Phrase(
                "{who} tok imot den {time}. Var det ikke riktig person, må noen med fellesadressen {account} fjerne "
                    + "brukeren.",
                "{who} tok imot han {time}. Var det ikkje rett person, må nokon med fellesadressa {account} fjerne "
                    + "brukaren.",
                "{who} accepted it {time}. If that was not the right person, somebody with the shared address {account} "
                    + "must remove the user.")
        case .invitationExpired:
            Phrase("Invitasjonen er gått ut", "Invitasjonen er gått ut", "The invitation has expired")
        case .invitationExpiredLine:
            Phrase(
                "Den virket til {time}. Be noen med fellesadressen {account} om å invitere {who} på nytt.",
                "Han verka til {time}. Be nokon med fellesadressa {account} om å invitere {who} på nytt.",
                "It worked until {time}. Ask somebody with the shared address {account} to invite {who} again.")
        case .invitationUnknown: Phrase("Invitasjonen er ukjent", "Invitasjonen er ukjend", "The invitation is unknown")
        case .invitationUnknownLine:
            Phrase(
                "Se etter at hele adressen er med. Er den det, er invitasjonen trukket tilbake.",
                "Sjå etter at heile adressa er med. Er ho det, er invitasjonen trekt tilbake.",
                "Check that the whole address is there. If it is, the invitation was taken back.")
        }
    }
}

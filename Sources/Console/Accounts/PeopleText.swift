import MunicipalNode
import Texts
import Web

/// The words of who has access to the tenant's pages.
enum PeopleText: String, SiteWords {
    case peopleTitle, peopleLead, peopleNone, peopleCaption, columnPerson, columnRoles, columnAccountState,
        columnLastUsed
    case columnInvitedBy, unusedMark, operatorMark, unusedLead, inviteTitle, inviteButton, personHint, userHint
    case userUnusable, userTaken, personUnusable, newLinkTitle, newLinkLead, backToPeople, factUserName, factPerson
    case factRoles, factState, factInvited, factInvitationUsed, factPasswordSet, factLinkBy, factFactor
    case factCodesLeft, factLastUsed, factDisabled, neverUsed, timeBy, linksTitle, linkLine, linkUsed, linkNotUsed
    case purposeInvitation, purposePassword, purposeFactor

    static func purpose(_ purpose: AccountLink.Purpose) -> PeopleText {
        switch purpose {
        case .invitation: .purposeInvitation
        case .newPassword: .purposePassword
        case .newFactor: .purposeFactor
        }
    }

    var phrase: Phrase {
        switch self {
        case .peopleTitle: Phrase("Personer", "Personar", "People")
        case .peopleLead:
            Phrase(
                "Alle som har konto her, med roller og når kontoen sist ble brukt. Gå gjennom listen minst én gang i året.",
                "Alle som har konto her, med roller og når kontoen sist vart brukt. Gå gjennom lista minst éin gong i året.",
                "Everybody who has an account here, with roles and when it was last used. Review the list at least yearly."
            )
        case .peopleNone:
            Phrase("Ingen har konto her ennå.", "Ingen har konto her enno.", "Nobody has an account here yet.")
        case .peopleCaption: Phrase("Kontoer, etter brukernavn", "Kontoar, etter brukarnamn", "Accounts, by user name")
        case .columnPerson: Phrase("Person", "Person", "Person")
        case .columnRoles: Phrase("Roller", "Roller", "Roles")
        case .columnAccountState: Phrase("Tilstand", "Tilstand", "State")
        case .columnLastUsed: Phrase("Sist brukt", "Sist brukt", "Last used")
        case .columnInvitedBy: Phrase("Invitert av", "Invitert av", "Invited by")
        case .unusedMark: Phrase("ikke brukt på 90 dager", "ikkje brukt på 90 dagar", "unused for 90 days")
        case .operatorMark: Phrase("driften har laget lenke", "drifta har laga lenkje", "link made by the operator")
        case .unusedLead:
            Phrase(
                "Kontoen er ikke brukt på 90 dager. Sperr den hvis personen ikke lenger trenger den.",
                "Kontoen er ikkje brukt på 90 dagar. Sperr han om personen ikkje lenger treng han.",
                "The account has not been used for 90 days. Disable it if the person no longer needs it.")
        case .inviteTitle: Phrase("Inviter en person", "Inviter ein person", "Invite a person")
        case .inviteButton: Phrase("Lag invitasjon", "Lag invitasjon", "Make an invitation")
        case .personHint:
            Phrase("Slik navnet skal vises.", "Slik namnet skal visast.", "The name as it is to be shown.")
        case .userHint:
            Phrase(
                "Små bokstaver og sifre, gjerne e-postadressen. Aldri et fødselsnummer.",
                "Små bokstavar og siffer, gjerne e-postadressa. Aldri eit fødselsnummer.",
                "Small letters and digits, such as the e-mail address. Never an identity number.")
        case .userUnusable:
            Phrase(
                "Brukernavnet kan ikke brukes. Skriv 2 til 64 små bokstaver (a–z), sifre og . - _ + @ mellom dem.",
                "Brukarnamnet kan ikkje brukast. Skriv 2 til 64 små bokstavar (a–z), siffer og . - _ + @ mellom dei.",
                "The user name cannot be used. Write 2 to 64 small letters (a–z), digits, and . - _ + @ between them.")
        case .userTaken:
            Phrase(
                "Det finnes en konto med dette brukernavnet. Åpne den i listen, eller velg et annet.",
                "Det finst ein konto med dette brukarnamnet. Opne han i lista, eller vel eit anna.",
                "There is an account with this user name. Open it in the list, or choose another.")
        case .personUnusable:
            Phrase(
                "Navnet mangler, er for langt eller ser ut til å ha et fødselsnummer. Skriv høyst 60 tegn.",
                "Namnet manglar, er for langt eller ser ut til å ha eit fødselsnummer. Skriv høgst 60 teikn.",
                "The name is missing, too long, or seems to hold an identity number. Write at most 60 characters.")
        case .newLinkTitle: Phrase("Lenken er laget", "Lenkja er laga", "The link is made")
        case .newLinkLead:
            Phrase(
                "Gi den til {person}, og til ingen andre: den som har den, får kontoen. Den virker én gang, til {time}, og "
                    + "vises bare nå.",
                "Gi ho til {person}, og til ingen andre: den som har ho, får kontoen. Ho verkar éin gong, til {time}, og "
                    + "blir vist berre no.",
                "Give it to {person}, and to nobody else: whoever has it gets the account. It works once, until {time}, and "
                    + "is shown only now.")
        case .backToPeople: Phrase("Alle personer", "Alle personar", "All people")
        case .factUserName: Phrase("Brukernavn", "Brukarnamn", "User name")
        case .factPerson: Phrase("Navn", "Namn", "Name")
        case .factRoles: Phrase("Roller", "Roller", "Roles")
        case .factState: Phrase("Tilstand", "Tilstand", "State")
        case .factInvited: Phrase("Invitert", "Invitert", "Invited")
        case .factInvitationUsed: Phrase("Invitasjonen brukt", "Invitasjonen brukt", "Invitation used")
        case .factPasswordSet: Phrase("Passordet satt", "Passordet sett", "Password set")
        case .factLinkBy:
            Phrase("Siste lenke som ble brukt", "Siste lenkje som vart brukt", "Last link that was used")
        case .factFactor: Phrase("Autentiseringsapp siden", "Autentiseringsapp sidan", "Authenticator app since")
        case .factCodesLeft:
            Phrase("Gjenopprettingskoder igjen", "Gjenopprettingskodar igjen", "Recovery codes left")
        case .factLastUsed: Phrase("Sist brukt", "Sist brukt", "Last used")
        case .factDisabled: Phrase("Sperret", "Sperra", "Disabled")
        case .neverUsed: Phrase("aldri", "aldri", "never")
        case .timeBy: Phrase("{time} av {who}", "{time} av {who}", "{time} by {who}")
        case .linksTitle: Phrase("Lenker til kontoen", "Lenkjer til kontoen", "Links to the account")
        case .linkLine:
            Phrase(
                "{what}: laget {time} av {who}; {used}", "{what}: laga {time} av {who}; {used}",
                "{what}: made {time} by {who}; {used}")
        case .linkUsed: Phrase("brukt {time}", "brukt {time}", "used {time}")
        case .linkNotUsed: Phrase("ikke brukt", "ikkje brukt", "not used")
        case .purposeInvitation: Phrase("Invitasjon", "Invitasjon", "Invitation")
        case .purposePassword: Phrase("Nytt passord", "Nytt passord", "New password")
        case .purposeFactor: Phrase("Ny autentiseringsapp", "Ny autentiseringsapp", "New authenticator app")
        }
    }
}

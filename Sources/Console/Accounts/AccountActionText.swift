import MunicipalNode
import Texts
import Web

/// The words of what can be done with an account, and of how it stands.
enum AccountActionText: String, SiteWords {
    case rolesNeeded, stateInvited, stateWithoutFactor, stateActive, stateDisabled, changeRoles, changeRolesLead
    case changeRolesButton, newPasswordTitle, newPasswordLead, newLinkButton, newFactorTitle, newFactorLead
    case newFactorButton, disableTitle, disableLead, disableButton, enableTitle, enableLead, enableButton
    case isDisabledFirst, roleBeyondOwn, lastAdministrator

    static func state(_ state: AccountSummary.State) -> AccountActionText {
        switch state {
        case .invited: .stateInvited
        case .withoutFactor: .stateWithoutFactor
        case .active: .stateActive
        case .disabled: .stateDisabled
        }
    }

    var phrase: Phrase {
        switch self {
        case .rolesNeeded: Phrase("Velg minst én rolle.", "Vel minst éi rolle.", "Choose at least one role.")
        case .stateInvited: Phrase("invitert", "invitert", "invited")
        case .stateWithoutFactor:
            Phrase("mangler autentiseringsapp", "manglar autentiseringsapp", "without an authenticator app")
        case .stateActive: Phrase("i bruk", "i bruk", "active")
        case .stateDisabled: Phrase("sperret", "sperra", "disabled")
        case .changeRoles: Phrase("Bytt roller", "Byt roller", "Change roles")
        case .changeRolesLead:
            Phrase(
                "Det virker med én gang: personen må logge inn på nytt.",
                "Det verkar med ein gong: personen må logge inn på nytt.",
                "It takes effect at once: the person must log in again.")
        case .changeRolesButton: Phrase("Lagre rollene", "Lagre rollene", "Save the roles")
        case .newPasswordTitle: Phrase("Glemt passord", "Gløymt passord", "Forgotten password")
        case .newPasswordLead:
            Phrase(
                "Lager en lenke til nytt passord. Autentiseringsappen trengs fortsatt.",
                "Lagar ei lenkje til nytt passord. Autentiseringsappen trengst framleis.",
                "Makes a link for a new password. The authenticator app is still needed.")
        case .newLinkButton: Phrase("Lag lenke", "Lag lenkje", "Make a link")
        case .newFactorTitle: Phrase("Mistet telefon", "Mista telefon", "Lost phone")
        case .newFactorLead:
            Phrase(
                "Passordet og autentiseringsappen slutter å virke nå, og du får en lenke til å begynne på nytt. Se "
                    + "personen eller hør stemmen først: den som får lenken, får kontoen.",
                "Passordet og autentiseringsappen sluttar å verke no, og du får ei lenkje til å byrje på nytt. Sjå personen "
                    + "eller høyr stemma først: den som får lenkja, får kontoen.",
                "The password and the authenticator app stop working now, and you get a link for beginning anew. See the "
                    + "person or hear their voice first: whoever gets the link gets the account.")
        case .newFactorButton: Phrase("Begynn på nytt", "Byrj på nytt", "Begin anew")
        case .disableTitle: Phrase("Sperr kontoen", "Sperr kontoen", "Disable the account")
        case .disableLead:
            Phrase(
                "Personen er ute med én gang. Kontoen og det som er gjort, står igjen.",
                "Personen er ute med ein gong. Kontoen og det som er gjort, står att.",
                "The person is out at once. The account and what was done remain.")
        case .disableButton: Phrase("Sperr", "Sperr", "Disable")
        case .enableTitle: Phrase("Åpne kontoen igjen", "Opne kontoen att", "Enable the account again")
        case .enableLead:
            Phrase(
                "Passordet og autentiseringsappen er de samme som før.",
                "Passordet og autentiseringsappen er dei same som før.",
                "The password and the authenticator app are those from before.")
        case .enableButton: Phrase("Åpne igjen", "Opne att", "Enable")
        case .isDisabledFirst:
            Phrase(
                "Kontoen er sperret. Åpne den igjen først.", "Kontoen er sperra. Opne han att først.",
                "The account is disabled. Enable it first.")
        case .roleBeyondOwn:
            Phrase(
                "Kontoen eller rollene har rettigheter som du ikke har selv, så du kan ikke gi eller ta dem. Be noen som har "
                    + "dem, eller kommunens IT.",
                "Kontoen eller rollene har rettar som du ikkje har sjølv, så du kan ikkje gi eller ta dei. Be nokon som har "
                    + "dei, eller IT i kommunen.",
                "The account or the roles have rights that are not yours, so you cannot give or take them. Ask somebody who "
                    + "has them, or the municipality's IT.")
        case .lastAdministrator:
            Phrase(
                "Da ville ingen kunne styre kontoene. Gi rollen til en annen først, og vent til de har logget inn.",
                "Då ville ingen kunne styre kontoane. Gi rolla til ein annan først, og vent til dei har logga inn.",
                "Nobody could then administer the accounts. Give the role to another first, and wait until they have "
                    + "logged in.")
        }
    }
}

import MunicipalNode
import Texts
import Web

/// The roles of accounts, and what each may.
enum RoleText: String, SiteWords {
    case leader, messageResponsible, itOperations, recordSystemResponsible, dataProtectionOfficer, auditor
    case leaderMay, messageResponsibleMay, itOperationsMay, recordSystemResponsibleMay, reviewerMay

    static func role(_ role: AccountRole) -> RoleText {
        switch role {
        case .leader: .leader
        case .messageResponsible: .messageResponsible
        case .itOperations: .itOperations
        case .recordSystemResponsible: .recordSystemResponsible
        case .dataProtectionOfficer: .dataProtectionOfficer
        case .auditor: .auditor
        }
    }

    static func mayDo(_ role: AccountRole) -> RoleText {
        switch role {
        case .leader: .leaderMay
        case .messageResponsible: .messageResponsibleMay
        case .itOperations: .itOperationsMay
        case .recordSystemResponsible: .recordSystemResponsibleMay
        case .dataProtectionOfficer, .auditor: .reviewerMay
        }
    }

    var phrase: Phrase {
        switch self {
        case .leader: Phrase("Leder", "Leiar", "Leader")
        case .messageResponsible: Phrase("Meldingsansvarlig", "Meldingsansvarleg", "Responsible for messages")
        case .itOperations: Phrase("IKT-drift", "IKT-drift", "IT operations")
        case .recordSystemResponsible:
            Phrase("Fagsystemansvarlig", "Fagsystemansvarleg", "Responsible for the record system")
        case .dataProtectionOfficer: Phrase("Personvernombud", "Personvernombod", "Data protection officer")
        case .auditor: Phrase("Revisor", "Revisor", "Auditor")
        case .leaderMay:
            Phrase(
                "Alt: meldinger, saker, årsrapporten og hvem som har konto.",
                "Alt: meldingar, saker, årsrapporten og kven som har konto.",
                "Everything: messages, matters, the yearly report and who has an account.")
        case .messageResponsibleMay:
            Phrase(
                "Ser og følger opp meldinger og saker; forsegler, sender og henter årsrapporten.",
                "Ser og følgjer opp meldingar og saker; forseglar, sender og hentar årsrapporten.",
                "Sees and acts on messages and matters; seals, sends and fetches the yearly report.")
        case .itOperationsMay:
            Phrase(
                "Ser og følger opp meldinger og saker.", "Ser og følgjer opp meldingar og saker.",
                "Sees and acts on messages and matters.")
        case .recordSystemResponsibleMay:
            Phrase(
                "Ser meldinger og saker; lager uttrekket til årsrapporten.",
                "Ser meldingar og saker; lagar uttrekket til årsrapporten.",
                "Sees messages and matters; makes the extract for the yearly report.")
        case .reviewerMay:
            Phrase(
                "Ser meldinger, saker og hvem som har konto; endrer ingenting.",
                "Ser meldingar, saker og kven som har konto; endrar ingenting.",
                "Sees messages, matters and who has an account; changes nothing.")
        }
    }
}

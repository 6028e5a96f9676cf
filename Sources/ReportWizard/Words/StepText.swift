import Texts
import Web

/// The words of the list of steps, and of work that takes its time.
enum StepText: String, SiteWords {
    case steps, stepExtract, stepFindings, stepSeal, stepSend, stepFollow, stepFeedback
    case stepDone, stepNow, stepLater
    case checking, sealing, sending, workLead, workShare, workReload, workStill, workAgain, workLook
    case discardTitle, discardLink, discardLine, discardButton, discardKeep

    var phrase: Phrase {
        switch self {
        case .steps: Phrase("Trinn", "Steg", "Steps")
        case .stepExtract: Phrase("Uttrekk", "Uttrekk", "Extract")
        case .stepFindings: Phrase("Funn", "Funn", "Findings")
        case .stepSeal: Phrase("Forsegling", "Forsegling", "Sealing")
        case .stepSend: Phrase("Sending", "Sending", "Sending")
        case .stepFollow: Phrase("Oppfølging", "Oppfølging", "Follow-up")
        case .stepFeedback: Phrase("Tilbakemelding", "Tilbakemelding", "Feedback")
        case .stepDone: Phrase("ferdig", "ferdig", "done")
        case .stepNow: Phrase("her er du", "her er du", "you are here")
        case .stepLater: Phrase("kommer senere", "kjem seinare", "comes later")
        case .checking: Phrase("Uttrekket kontrolleres", "Uttrekket blir kontrollert", "The extract is being checked")
        case .sealing: Phrase("Rapporten forsegles", "Rapporten blir forsegla", "The report is being sealed")
        case .sending: Phrase("Rapporten sendes", "Rapporten blir send", "The report is being sent")
        case .workLead:
            Phrase(
                "Det går av seg selv. Du kan lukke vinduet og komme tilbake.",
                "Det går av seg sjølv. Du kan lukke vindauget og kome tilbake.",
                "It goes by itself. You can close the window and come back.")
        case .workShare:
            Phrase(
                "{percent} prosent, {done} av {total}", "{percent} prosent, {done} av {total}",
                "{percent} per cent, {done} of {total}")
        case .workReload:
            Phrase(
                "Siden lastes på nytt hvert 5. sekund, og går videre når det er ferdig.",
                "Sida blir lasta på nytt kvart 5. sekund, og går vidare når det er ferdig.",
                "The page loads again every 5 seconds, and goes on when it is done.")
        case .workStill: Phrase("Slå av automatisk lasting", "Slå av automatisk lasting", "Turn automatic loading off")
        case .workAgain: Phrase("Slå på automatisk lasting", "Slå på automatisk lasting", "Turn automatic loading on")
        case .workLook: Phrase("Se hvor langt det er kommet", "Sjå kor langt det er kome", "See how far it has come")
        case .discardTitle: Phrase("Forkast rapporten", "Forkast rapporten", "Discard the report")
        case .discardLink: Phrase("Forkast rapporten …", "Forkast rapporten …", "Discard the report …")
        case .discardLine:
            Phrase(
                "Uttrekket og funnene slettes fra serveren. Ingenting er sendt, og du kan begynne på nytt når du vil.",
                "Uttrekket og funna blir sletta frå tenaren. Ingenting er sendt, og du kan byrje på nytt når du vil.",
                "The extract and the findings are deleted from the server. Nothing has been sent, and you can begin anew "
                    + "whenever you like.")
        case .discardButton: Phrase("Forkast", "Forkast", "Discard")
        case .discardKeep: Phrase("Behold rapporten", "Behald rapporten", "Keep the report")
        }
    }
}

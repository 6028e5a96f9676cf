import Texts

/// Troubles of fetching and opening feedback.
extension DeskTrouble {
    var fetchingPhrase: Phrase {
        switch code {
        case .inboxNotSet:
            Phrase(
                "Tilbakemeldinger ledes ikke hit ennå. Kommunens IT setter det opp med «budstikke report client».",
                "Tilbakemeldingar blir ikkje leidde hit enno. IT i kommunen set det opp med «budstikke report client».",
                "Feedback is not led here yet. The municipality's IT sets it up with “budstikke report client”.")
        case .registerSilent:
            Phrase(
                "Det kan ikke avgjøres nå hvem som er avsenderen. Ingenting er hentet; prøv igjen senere.",
                "Det kan ikkje avgjerast no kven som er avsendaren. Ingenting er henta; prøv igjen seinare.",
                "It cannot be told now who the sender is. Nothing was fetched; try again later.")
        case .feedbackRefused:
            Phrase(
                "En melding ble avvist, og avsenderen har fått beskjed.",
                "Ei melding vart avvist, og avsendaren har fått beskjed.",
                "A message was rejected, and its sender has been told.")
        case .archiveNotKept:
            Phrase(
                "Filen kunne ikke lagres. Kommunens IT gjør plass; hent den så en gang til.",
                "Fila kunne ikkje lagrast. IT i kommunen gjer plass; hent ho så ein gong til.",
                "The file could not be kept. The municipality's IT makes room; then fetch it once more.")
        case .archiveMissing:
            Phrase(
                "Filen ligger ikke der den ble lagret. Last den ned fra portalen, og last den opp her.",
                "Fila ligg ikkje der ho vart lagra. Last ho ned frå portalen, og last ho opp her.",
                "The file is not where it was kept. Download it from the portal, and upload it here.")
        default:
            Phrase(
                "Tilbakemeldingen finnes ikke her. Hent den, eller last den opp.",
                "Tilbakemeldinga finst ikkje her. Hent ho, eller last ho opp.",
                "The feedback is not here. Fetch it, or upload it.")
        }
    }

    var openingPhrase: Phrase {
        switch code {
        case .passwordNeeded:
            Phrase(
                "Denne filen er ikke kommet gjennom meldingstjeneren, så passordet er ikke her. Skriv det: sendemodulen viser "
                    + "det etter innlogging.",
                "Denne fila er ikkje komen gjennom meldingstenaren, så passordet er ikkje her. Skriv det: sendemodulen viser "
                    + "det etter innlogging.",
                "This file has not come through the message server, so its password is not here. Type it: the send module "
                    + "shows it after log-in.")
        case .passwordForm:
            Phrase(
                "Passordet er sju grupper av fire bokstaver og sifre. Skriv alt.",
                "Passordet er sju grupper av fire bokstavar og siffer. Skriv alt.",
                "The password is seven groups of four letters and digits. Type all of it.")
        case .passwordWrong:
            Phrase(
                "Passordet passer ikke til filen.", "Passordet passar ikkje til fila.",
                "The password does not fit the file.")
        case .archiveCut:
            Phrase(
                "Filen er ikke hel, eller den er endret. Last den ned fra portalen på nytt.",
                "Fila er ikkje heil, eller ho er endra. Last ho ned frå portalen på nytt.",
                "The file is not whole, or was changed. Download it from the portal again.")
        case .archiveUnsafe:
            Phrase(
                "Filen er ikke slik registeret lager den, og åpnes ikke. Si fra til registeret.",
                "Fila er ikkje slik registeret lagar ho, og blir ikkje opna. Sei frå til registeret.",
                "The file is not as the register makes it, and is not opened. Tell the register.")
        case .archiveTooLarge:
            Phrase(
                "Filen er for stor til å åpnes her. Kommunens IT åpner den med «budstikke report open».",
                "Fila er for stor til å opnast her. IT i kommunen opnar ho med «budstikke report open».",
                "The file is too large to be opened here. The municipality's IT opens it with “budstikke report open”.")
        case .noFeedback:
            Phrase(
                "Filen er ingen tilbakemelding fra registeret.", "Fila er inga tilbakemelding frå registeret.",
                "The file is no feedback from the register.")
        case .feedbackOfOthers:
            Phrase(
                "Tilbakemeldingen gjelder en annen kommune eller bydel og vises ikke. Si fra til den som ga deg filen.",
                "Tilbakemeldinga gjeld ein annan kommune eller bydel og blir ikkje vist. Sei frå til den som gav deg fila.",
                "The feedback is about another municipality or district and is not shown. Tell whoever gave you the file."
            )
        default:
            Phrase(
                "De to gjelder ulike kommuner eller bydeler og kan ikke sammenlignes.",
                "Dei to gjeld ulike kommunar eller bydelar og kan ikkje samanliknast.",
                "The two are about different municipalities or districts and cannot be compared.")
        }
    }
}

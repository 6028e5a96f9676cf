import Texts
import Web

/// The words of the first page.
enum OverviewPageText: String, SiteWords {
    case overview, needsHandTitle, needsHandNone, moreGroups, silentTitle, heldBack, dueBy, overdueSince, oneMessage,
        unknownParty
    case receiptsTitle, notConfirmedYet, notAnsweredYet, noneWaiting, countWaiting, manyWaiting
    case certificatesTitle, purposeSigning, purposeEncryption, daysLeft, expiredDaysAgo, noCertificate, noEnd
    case freshAt, freshStop, freshStopped, freshStart

    var phrase: Phrase {
        switch self {
        case .overview: Phrase("Nå", "No", "Now")
        case .needsHandTitle: Phrase("Dette trenger hjelp", "Dette treng hjelp", "This needs a hand")
        case .needsHandNone:
            Phrase(
                "Ingenting. Når en melding ikke kommer fram, eller et svar mangler, står det her hva du kan gjøre.",
                "Ingenting. Når ei melding ikkje kjem fram, eller eit svar manglar, står det her kva du kan gjere.",
                "Nothing. When a message does not arrive, or an answer is missing, it says here what you can do.")
        case .moreGroups: Phrase("Og {count} grupper til", "Og {count} grupper til", "And {count} more groups")
        case .silentTitle: Phrase("Har blitt stille", "Har blitt stille", "Gone silent")
        case .heldBack: Phrase("Holdt tilbake her", "Haldne tilbake her", "Held back here")
        case .dueBy: Phrase("Frist {time}", "Frist {time}", "Due {time}")
        case .overdueSince: Phrase("Fristen gikk ut {time}", "Fristen gjekk ut {time}", "Overdue since {time}")
        case .oneMessage: Phrase("melding", "melding", "message")
        case .unknownParty: Phrase("en ukjent part", "ein ukjend part", "an unknown party")
        case .receiptsTitle: Phrase("Kvitteringer som ventes", "Kvitteringar som er venta", "Receipts awaited")
        case .notConfirmedYet:
            Phrase(
                "Ikke bekreftet av mottakerens meldingstjener", "Ikkje stadfesta av meldingstenaren til mottakaren",
                "Not confirmed by the receiver's message server")
        case .notAnsweredYet:
            Phrase(
                "Ikke besvart av mottakerens fagsystem", "Ikkje svara på av fagsystemet til mottakaren",
                "Not answered by the receiver's record system")
        case .noneWaiting: Phrase("ingen", "ingen", "none")
        case .countWaiting:
            Phrase(
                "{count}, den eldste fra {time}", "{count}, den eldste frå {time}", "{count}, the oldest from {time}")
        case .manyWaiting:
            Phrase(
                "{count} eller flere, den eldste fra {time}", "{count} eller fleire, den eldste frå {time}",
                "{count} or more, the oldest from {time}")
        case .certificatesTitle: Phrase("Sertifikatene våre", "Sertifikata våre", "Our certificates")
        case .purposeSigning: Phrase("Signering", "Signering", "Signing")
        case .purposeEncryption: Phrase("Kryptering", "Kryptering", "Encryption")
        case .daysLeft: Phrase("{days} dager igjen", "{days} dagar att", "{days} days left")
        case .expiredDaysAgo:
            Phrase("gikk ut for {days} dager siden", "gjekk ut for {days} dagar sidan", "expired {days} days ago")
        case .noCertificate:
            Phrase(
                "Ingen er tatt i bruk: meldinger kan verken signeres eller åpnes.",
                "Ingen er tekne i bruk: meldingar kan verken signerast eller opnast.",
                "None is in use: messages can neither be signed nor opened.")
        case .noEnd: Phrase("uten sluttdato", "utan sluttdato", "without an end")
        case .freshAt:
            Phrase(
                "Slik var det {time}. Siden lastes på nytt hvert minutt.",
                "Slik var det {time}. Sida blir lasta på nytt kvart minutt.",
                "As it was {time}. The page loads again every minute.")
        case .freshStop: Phrase("La den stå stille", "Lat ho stå stille", "Let it stand still")
        case .freshStopped: Phrase("Slik var det {time}.", "Slik var det {time}.", "As it was {time}.")
        case .freshStart:
            Phrase("Last den på nytt hvert minutt", "Last ho på nytt kvart minutt", "Load it every minute")
        }
    }
}

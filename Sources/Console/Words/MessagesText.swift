import Texts
import Web

/// The words of searching, and of lists of messages.
enum MessagesText: String, SiteWords {
    case messages, messagesLead, searchLabel, searchHint, searchButton
    case wayLabel, wayBoth, wayOut, wayIn, kindLabel, kindDocuments, kindAll
    case columnTime, columnWay, columnType, columnPartner, columnState, columnAnswer
    case kindBusiness, kindAppRec, kindAcknowledgment, kindError, kindBounce, kindService, kindUnknown
    case out, `in`, newestFirst, nextPage, firstPage, noMessages, noMatch, nothingMeant, registerSilent, identityRefused
    case meansID, meansPartner, meansOwn, meansAction, meansState, chooseParty

    var phrase: Phrase {
        switch self {
        case .messages: Phrase("Meldinger", "Meldingar", "Messages")
        case .messagesLead:
            Phrase(
                "Her finner du enhver melding, og hvordan det står til med den. Innholdet vises ikke.",
                "Her finn du kvar ei melding, og korleis det står til med ho. Innhaldet blir ikkje vist.",
                "Here you find any message, and how it stands. Its content is not shown.")
        case .searchLabel: Phrase("Søk", "Søk", "Search")
        case .searchHint:
            Phrase(
                "En id av ethvert slag, navnet på en part, HER-id, organisasjonsnummer, meldingstype eller tilstand. "
                    + "Aldri et fødselsnummer.",
                "Ein id av kva slag som helst, namnet på ein part, HER-id, organisasjonsnummer, meldingstype eller tilstand. "
                    + "Aldri eit fødselsnummer.",
                "An id of any kind, a party's name, HER-id, organisation number, message type or state. "
                    + "Never an identity number.")
        case .searchButton: Phrase("Søk", "Søk", "Search")
        case .wayLabel: Phrase("Retning", "Retning", "Direction")
        case .wayBoth: Phrase("Begge", "Begge", "Both")
        case .wayOut: Phrase("Ut fra oss", "Ut frå oss", "Out from us")
        case .wayIn: Phrase("Inn til oss", "Inn til oss", "In to us")
        case .kindLabel: Phrase("Slag", "Slag", "Kind")
        case .kindDocuments:
            Phrase("Meldinger og fagkvitteringer", "Meldingar og fagkvitteringar", "Messages and receipts")
        case .kindAll: Phrase("Transportkvitteringer også", "Transportkvitteringar òg", "Transport receipts too")
        case .columnTime: Phrase("Tid", "Tid", "Time")
        case .columnWay: Phrase("Retning", "Retning", "Direction")
        case .columnType: Phrase("Type", "Type", "Type")
        case .columnPartner: Phrase("Part", "Part", "Party")
        case .columnState: Phrase("Tilstand", "Tilstand", "State")
        case .columnAnswer: Phrase("Fagsystemets svar", "Svaret frå fagsystemet", "The record system's answer")
        case .kindBusiness: Phrase("Melding", "Melding", "Message")
        case .kindAppRec: Phrase("Fagkvittering", "Fagkvittering", "Application receipt")
        case .kindAcknowledgment: Phrase("Transportkvittering", "Transportkvittering", "Transport receipt")
        case .kindError: Phrase("Feilmelding", "Feilmelding", "Error message")
        case .kindBounce: Phrase("Returpost", "Returpost", "Returned mail")
        case .kindService: Phrase("Teknisk forespørsel", "Teknisk førespurnad", "Technical question")
        case .kindUnknown: Phrase("Ukjent post", "Ukjend post", "Unknown mail")
        case .out: Phrase("ut", "ut", "out")
        case .in: Phrase("inn", "inn", "in")
        case .newestFirst:
            Phrase("Meldinger, den nyeste først", "Meldingar, den nyaste først", "Messages, newest first")
        case .nextPage: Phrase("Eldre meldinger", "Eldre meldingar", "Older messages")
        case .firstPage: Phrase("Til de nyeste", "Til dei nyaste", "To the newest")
        case .noMessages:
            Phrase(
                "Ingen melding har gått ut eller kommet inn ennå. Send en prøve med «budstikke tenant test».",
                "Inga melding har gått ut eller kome inn enno. Send ei prøve med «budstikke tenant test».",
                "No message has gone out or come in yet. Send a trial with “budstikke tenant test”.")
        case .noMatch:
            Phrase(
                "Ingen melding passer med dette. Ta bort noe av det, eller søk på noe annet.",
                "Inga melding passar med dette. Ta bort noko av det, eller søk på noko anna.",
                "No message fits. Take some of it away, or search for something else.")
        case .nothingMeant:
            Phrase(
                "Ingen part i adresseregisteret heter dette, og det er ingen id, type eller tilstand.",
                "Ingen part i adresseregisteret heiter dette, og det er ingen id, type eller tilstand.",
                "No party of the address register has this name, and it is no id, type or state.")
        case .registerSilent:
            Phrase(
                "Adresseregisteret svarer ikke nå, så en part kan ikke finnes ved navn. Søk på HER-id, eller prøv igjen.",
                "Adresseregisteret svarar ikkje no, så ein part kan ikkje finnast ved namn. Søk på HER-id, eller prøv igjen.",
                "The address register does not answer now, so no party can be found by name. Search by HER-id, or try again."
            )
        case .identityRefused:
            Phrase(
                "Det ligner et fødselsnummer, og det ble ikke søkt. Finn meldingen i fagsystemet, og søk på dens id her.",
                "Det liknar eit fødselsnummer, og det vart ikkje søkt. Finn meldinga i fagsystemet, og søk på id-en hennar her.",
                "It looks like an identity number, and nothing was searched. Find the message in the record system, and "
                    + "search for its id here.")
        case .meansID: Phrase("Meldinger med id {text}", "Meldingar med id {text}", "Messages with the id {text}")
        case .meansPartner:
            Phrase("Meldinger til og fra {text}", "Meldingar til og frå {text}", "Messages to and from {text}")
        case .meansOwn:
            Phrase(
                "Meldinger til og fra vår egen adresse {text}", "Meldingar til og frå vår eiga adresse {text}",
                "Messages to and from our own address {text}")
        case .meansAction: Phrase("Meldinger av typen {text}", "Meldingar av typen {text}", "Messages of type {text}")
        case .meansState:
            Phrase(
                "Meldinger med tilstanden «{text}»", "Meldingar med tilstanden «{text}»", "Messages that are “{text}”")
        case .chooseParty: Phrase("Hvem av disse?", "Kven av desse?", "Which of these?")
        }
    }
}

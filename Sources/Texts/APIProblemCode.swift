/// Why the record-system API did not do what it was asked. The number is the answer's `errorCode`, and never changes.
public enum APIProblemCode: Int, Sendable, CaseIterable {
    case notAuthenticated = 1001
    case certificateRequired = 1002
    case herIDNotAllowed = 1003
    case notFound = 1004
    case methodNotAllowed = 1005
    case requestInvalid = 1006
    case tooLarge = 1007
    case mediaTypeUnknown = 1008
    case documentRefused = 1009
    case appRecNotPossible = 1010
    case appRecAlreadySent = 1011
    case idempotencyKeyReused = 1012
    case notReadable = 1013
    case tooManyRequests = 1014
    case unavailable = 1015
    case internalError = 1016

    /// Its name in `type`, made of the same words.
    public var name: String {
        switch self {
        case .notAuthenticated: "not-authenticated"
        case .certificateRequired: "certificate-required"
        case .herIDNotAllowed: "her-id-not-allowed"
        case .notFound: "not-found"
        case .methodNotAllowed: "method-not-allowed"
        case .requestInvalid: "request-invalid"
        case .tooLarge: "too-large"
        case .mediaTypeUnknown: "media-type-unknown"
        case .documentRefused: "document-refused"
        case .appRecNotPossible: "apprec-not-possible"
        case .appRecAlreadySent: "apprec-already-sent"
        case .idempotencyKeyReused: "idempotency-key-reused"
        case .notReadable: "not-readable"
        case .tooManyRequests: "too-many-requests"
        case .unavailable: "unavailable"
        case .internalError: "internal-error"
        }
    }

    /// What happened and what to do, in the words of `title`.
    public var phrase: Phrase {
        switch self {
        case .notAuthenticated:
            Phrase(
                "Tilgangsnøkkelen mangler, er ukjent eller er trukket tilbake. Få en ny av den som drifter meldingstjeneren.",
                "Tilgangsnøkkelen manglar, er ukjend eller er trekt tilbake. Få ein ny av den som driftar meldingstenaren.",
                "The access token is missing, unknown or revoked. Get a new one from whoever operates the message server."
            )
        case .certificateRequired:
            Phrase(
                "Denne tilgangsnøkkelen gjelder bare sammen med klientsertifikatet den er bundet til.",
                "Denne tilgangsnøkkelen gjeld berre saman med klientsertifikatet han er bunden til.",
                "This access token counts only together with the client certificate it is bound to.")
        case .herIDNotAllowed:
            Phrase(
                "Fagsystemet er ikke satt opp for denne HER-id-en. Den som drifter meldingstjeneren, kan gi tilgang.",
                "Fagsystemet er ikkje sett opp for denne HER-id-en. Den som driftar meldingstenaren, kan gje tilgang.",
                "The record system is not set up for this HER-id. Whoever operates the message server can give access.")
        case .notFound:
            Phrase(
                "Det finnes ingen slik melding eller adresse for dette fagsystemet.",
                "Det finst inga slik melding eller adresse for dette fagsystemet.",
                "There is no such message or address for this record system.")
        case .methodNotAllowed:
            Phrase(
                "Adressen kan ikke brukes på denne måten; svaret sier hvilke metoder den tar.",
                "Adressa kan ikkje brukast på denne måten; svaret seier kva metodar ho tek.",
                "The address cannot be used in this way; the answer says which methods it takes.")
        case .requestInvalid:
            Phrase(
                "Forespørselen er ikke slik den skal være. `validationErrors` sier hva som må rettes.",
                "Førespurnaden er ikkje slik han skal vere. `validationErrors` seier kva som må rettast.",
                "The request is not what it should be. `validationErrors` says what to correct.")
        case .tooLarge:
            Phrase(
                "Forespørselen er for stor. Send vedleggene på annen måte, eller del meldingen.",
                "Førespurnaden er for stor. Send vedlegga på annan måte, eller del meldinga.",
                "The request is too large. Send the attachments in another way, or split the message.")
        case .mediaTypeUnknown:
            Phrase(
                "Innholdet må være JSON, med Content-Type `application/json`.",
                "Innhaldet må vere JSON, med Content-Type `application/json`.",
                "The body must be JSON, with Content-Type `application/json`.")
        case .documentRefused:
            Phrase(
                "Meldingen er ikke tatt imot og blir ikke sendt. `validationErrors` sier hvorfor og hva som må gjøres.",
                "Meldinga er ikkje teken imot og blir ikkje send. `validationErrors` seier kvifor og kva som må gjerast.",
                "The message was not accepted and will not be sent. `validationErrors` says why and what to do.")
        case .appRecNotPossible:
            Phrase(
                "Denne meldingen kan ikke besvares med en applikasjonskvittering fra denne HER-id-en.",
                "Denne meldinga kan ikkje svarast på med ei applikasjonskvittering frå denne HER-id-en.",
                "This message cannot be answered with an application receipt from this HER-id.")
        case .appRecAlreadySent:
            Phrase(
                "En annen applikasjonskvittering er alt sendt for denne meldingen. Bare den første teller.",
                "Ei anna applikasjonskvittering er alt send for denne meldinga. Berre den første tel.",
                "Another application receipt was already sent for this message. Only the first one counts.")
        case .idempotencyKeyReused:
            Phrase(
                "Denne Idempotency-Key er alt brukt til en annen forespørsel. Lag en ny for hver forespørsel.",
                "Denne Idempotency-Key er alt brukt til ein annan førespurnad. Lag ein ny for kvar førespurnad.",
                "This Idempotency-Key was already used for another request. Make a new one for each request.")
        case .notReadable:
            Phrase(
                "Bare en mottatt melding til denne HER-id-en kan merkes som lest eller kvitteres.",
                "Berre ei motteken melding til denne HER-id-en kan merkast som lesen eller kvitterast.",
                "Only a received message to this HER-id can be marked as read or answered.")
        case .tooManyRequests:
            Phrase(
                "For mange forespørsler på en gang. Vent så lenge `Retry-After` sier.",
                "For mange førespurnader på ein gong. Vent så lenge `Retry-After` seier.",
                "Too many requests at once. Wait as long as `Retry-After` says.")
        case .unavailable:
            Phrase(
                "Meldingstjeneren kan ikke svare akkurat nå. Ingenting er tapt; prøv igjen om litt.",
                "Meldingstenaren kan ikkje svare akkurat no. Ingenting er tapt; prøv att om litt.",
                "The message server cannot answer just now. Nothing is lost; try again in a while.")
        case .internalError:
            Phrase(
                "En feil hos oss. Meld fra med `requestId`; den samme forespørselen kan trygt sendes på nytt.",
                "Ein feil hos oss. Meld frå med `requestId`; den same førespurnaden kan trygt sendast på nytt.",
                "A fault of ours. Report it with the `requestId`; the same request may safely be sent again.")
        }
    }
}

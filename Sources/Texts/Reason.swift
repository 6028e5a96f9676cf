/// What is told about one reason why a message does not go on: four parts, each in three languages (U-09).
public struct Reason: Sendable, Equatable {
    /// What happened, in plain words. May hold `{values}`.
    public let what: Phrase
    /// What it means for the message. Never more than is known: "not confirmed", not "not received" (M-108).
    public let meaning: Phrase
    /// What to do.
    public let action: Phrase
    /// Who can do it.
    public let who: Phrase

    init(_ what: Phrase, meaning: Meaning, action: Phrase, by who: Responsible) {
        self.what = what
        self.meaning = meaning.phrase
        self.action = action
        self.who = who.phrase
    }
}

/// What a reason means for the message.
enum Meaning: Sendable {
    /// Ours, and final until submitted again.
    case notSent
    /// Ours, and goes on by itself.
    case held
    /// Sent, and no receipt.
    case notConfirmed
    /// Sent, and the other party has said no.
    case rejected
    /// Incoming and refused, with an answer.
    case notHandedOver
    /// Incoming and kept, without an answer.
    case kept
    /// Incoming, acknowledged, and not yet with the record system.
    case waitsForRecordSystem
    /// Stopped here, whichever way it goes, until someone does something.
    case stopped
    /// Set aside here after a fault of ours, whichever way it goes.
    case setAside
    /// Concerns a certificate, whichever way the message goes.
    case notTrusted
    /// Goes on all the same: a remark.
    case goesOn
    /// Nothing is the matter with it: it was the last one.
    case wasLast
    /// Concerns the whole installation.
    case standstill

    var phrase: Phrase {
        switch self {
        case .notSent:
            Phrase(
                "Meldingen er ikke sendt. Mottakeren vet ikke om den.",
                "Meldinga er ikkje send. Mottakaren veit ikkje om ho.",
                "The message has not been sent. The receiver does not know of it.")
        case .held:
            Phrase(
                "Meldingen er ikke sendt ennå. Den ligger trygt her og går videre av seg selv når årsaken er borte.",
                "Meldinga er ikkje send enno. Ho ligg trygt her og går vidare av seg sjølv når årsaka er borte.",
                "The message has not been sent yet. "
                    + "It is kept safely here and goes on by itself once the cause is gone."
            )
        case .notConfirmed:
            Phrase(
                "Meldingen er sendt, men ikke bekreftet. Mottakeren kan ha den, men ingen kan regne med det.",
                "Meldinga er send, men ikkje stadfesta. Mottakaren kan ha ho, men ingen kan rekne med det.",
                "The message has been sent but is not confirmed. The receiver may have it, but nobody can count on it.")
        case .rejected:
            Phrase(
                "Mottakeren har avvist meldingen. Innholdet er ikke tatt i bruk der.",
                "Mottakaren har avvist meldinga. Innhaldet er ikkje teke i bruk der.",
                "The receiver has rejected the message. Its content has not been put to use there.")
        case .notHandedOver:
            Phrase(
                "Meldingen er ikke levert til fagsystemet. Den er tatt vare på her, og avsenderen får feilmelding.",
                "Meldinga er ikkje levert til fagsystemet. Ho er teken vare på her, og avsendaren får feilmelding.",
                "The message has not been handed to the record system. "
                    + "It is kept here, and the sender gets an error reply."
            )
        case .kept:
            Phrase(
                "Posten er tatt vare på slik den kom. "
                    + "Ingenting er levert til fagsystemet, og avsenderen har ikke fått svar.",
                "Posten er teken vare på slik han kom. "
                    + "Ingenting er levert til fagsystemet, og avsendaren har ikkje fått svar.",
                "The mail is kept as it came. "
                    + "Nothing has been handed to the record system, and the sender has had no reply."
            )
        case .waitsForRecordSystem:
            Phrase(
                "Meldingen er mottatt og tatt vare på, men fagsystemet har den ikke ennå.",
                "Meldinga er motteken og teken vare på, men fagsystemet har ho ikkje enno.",
                "The message has been received and is kept, but the record system does not have it yet.")
        case .stopped:
            Phrase(
                "Meldingen går ikke videre. Den er tatt vare på slik den kom.",
                "Meldinga går ikkje vidare. Ho er teken vare på slik ho kom.",
                "The message does not go on. It is kept as it came.")
        case .setAside:
            Phrase(
                "Meldingen er tatt vare på, men går ikke videre før noen tar den opp igjen.",
                "Meldinga er teken vare på, men går ikkje vidare før nokon tek ho opp att.",
                "The message is kept, but does not go on until somebody takes it up again.")
        case .notTrusted:
            Phrase(
                "Ingenting sendes til og ingenting godtas fra denne parten med dette sertifikatet. "
                    + "Meldingen er tatt vare på.",
                "Ingenting blir sendt til og ingenting godteke frå denne parten med dette sertifikatet. "
                    + "Meldinga er teken vare på.",
                "Nothing is sent to and nothing accepted from this party with this certificate. The message is kept.")
        case .goesOn:
            Phrase(
                "Meldingen går likevel.", "Meldinga går likevel.", "The message goes on all the same.")
        case .wasLast:
            Phrase(
                "Denne meldingen er den siste, og er behandlet som vanlig. Det som skulle ha kommet etter den, mangler.",
                "Denne meldinga er den siste, og er behandla som vanleg. Det som skulle ha kome etter ho, manglar.",
                "This message is the last one, and was handled as usual. What should have come after it is missing.")
        case .standstill:
            Phrase(
                "Nye meldinger tas ikke imot før dette er rettet. Det som alt er tatt imot, er trygt.",
                "Nye meldingar blir ikkje tekne imot før dette er retta. Det som alt er teke imot, er trygt.",
                "New messages are not accepted until this is put right. What has been accepted already is safe.")
        }
    }
}

/// Who can do something about it; each topic has its own contact.
enum Responsible: Sendable {
    case messageAdministrator, operations, recordSystem, author, partner, certificateOwner

    var phrase: Phrase {
        switch self {
        case .messageAdministrator:
            Phrase(
                "Meldingsansvarlig i virksomheten.", "Meldingsansvarleg i verksemda.",
                "The organisation's message administrator.")
        case .operations:
            Phrase(
                "Den som drifter meldingstjeneren.", "Den som driftar meldingstenaren.",
                "Whoever operates the message server.")
        case .recordSystem:
            Phrase(
                "Den som forvalter fagsystemet, eller leverandøren av det.",
                "Den som forvaltar fagsystemet, eller leverandøren av det.",
                "Whoever manages the record system, or its vendor.")
        case .author:
            Phrase(
                "Den som skrev meldingen i fagsystemet.", "Den som skreiv meldinga i fagsystemet.",
                "The person who wrote the message in the record system.")
        case .partner:
            Phrase(
                "Kommunikasjonsparten; ta kontakt med meldingsansvarlig der.",
                "Kommunikasjonsparten; ta kontakt med meldingsansvarleg der.",
                "The communication partner; contact the message administrator there.")
        case .certificateOwner:
            Phrase(
                "Den som bestiller virksomhetssertifikater hos oss.",
                "Den som tingar verksemdssertifikat hos oss.",
                "Whoever orders our organisation certificates.")
        }
    }
}

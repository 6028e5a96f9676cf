public import OsloCalendar

/// The list of all mails the register sends by itself, for those who write a spam filter's exceptions (I-067, I-073).
public struct MailCatalogue: Sendable, Equatable {
    /// One kind of mail. Subjects show the parts that change as `…`.
    public struct Entry: Sendable, Equatable {
        public let kind: RegisterMailKind
        public let sender: String
        public let subject: String
        public let when: String
        public let recipient: String
        public let purpose: String
    }

    public let entries: [Entry]

    public init(settings: MailSettings, round: ReceiptRound = .morning, language: RegisterLanguage) {
        entries = RegisterMailKind.allCases.map { kind in
            let facts = Self.facts(of: kind, round)
            return Entry(
                kind: kind, sender: settings.sender, subject: facts.subject[language], when: facts.when[language],
                recipient: facts.recipient[language], purpose: facts.purpose[language])
        }
    }

    private struct Facts {
        let subject: Phrase
        let when: Phrase
        let recipient: Phrase
        let purpose: Phrase
    }

    private static func facts(of kind: RegisterMailKind, _ round: ReceiptRound) -> Facts {
        switch kind {
        case .receipt:
            Facts(
                subject: Phrase(
                    "Kvittering: data er mottatt fra …", "Kvittering: data er mottekne frå …",
                    "Receipt: data have arrived from …"),
                when: rhythm(round),
                recipient: Phrase(
                    "kontakten som er oppgitt ved forsegling", "kontakten som er oppgitt ved forsegling",
                    "the contact given when the data were sealed"),
                purpose: Phrase(
                    "sier hva som kom fram og når", "seier kva som kom fram og når", "says what arrived and when"))
        case .refused:
            Facts(
                subject: Phrase(
                    "Må sendes på nytt: innsending for … fra …", "Må sendast på nytt: innsending for … frå …",
                    "To be sent again: submission for … from …"),
                when: Phrase(
                    "når en innsending ikke kan leses", "når ei innsending ikkje kan lesast",
                    "when a submission cannot be read"),
                recipient: Phrase(
                    "kontakten som er oppgitt ved forsegling", "kontakten som er oppgitt ved forsegling",
                    "the contact given when the data were sealed"),
                purpose: Phrase("sier hvorfor", "seier kvifor", "says why"))
        case .contactChanged:
            Facts(
                subject: Phrase(
                    "Ny kontakt for innsendingen for … fra …", "Ny kontakt for innsendinga for … frå …",
                    "New contact for the submission for … from …"),
                when: Phrase(
                    "når kontakten er endret etter sending", "når kontakten er endra etter sending",
                    "when the contact was changed after sending"),
                recipient: Phrase(
                    "den gamle kontakten og den nye", "den gamle kontakten og den nye",
                    "the contact that was and the one that is"),
                purpose: Phrase(
                    "sier hvor e-post om innsendingen går nå", "seier kvar e-post om innsendinga går no",
                    "says where mail about the submission goes now"))
        case .feedbackReady:
            Facts(
                subject: Phrase(
                    "Til IPLOS-kontakten (…): lister for … er klare, …",
                    "Til IPLOS-kontakten (…): lister for … er klare, …",
                    "For the IPLOS contact (…): lists for … are ready, …"),
                when: Phrase(
                    "én gang når nye filer er klare", "éin gong når nye filer er klare",
                    "once when new files are ready"),
                recipient: Self.sharedMailbox,
                purpose: Phrase(
                    "sier hvor feillister og kontrolltabeller hentes", "seier kvar feillister og kontrolltabellar er",
                    "says where error lists and control tables are fetched"))
        case .pinWrong:
            Facts(
                subject: Phrase(
                    "Til IPLOS-kontakten: feil PIN-kode er brukt for …",
                    "Til IPLOS-kontakten: feil PIN-kode er brukt for …",
                    "For the IPLOS contact: a wrong PIN was used for …"),
                when: Phrase(
                    "første gang feil PIN-kode er brukt, og så etter 10, 50 og 100 ganger",
                    "første gong feil PIN-kode er brukt, og så etter 10, 50 og 100 gonger",
                    "the first time a wrong PIN was used, and then after 10, 50 and 100 times"),
                recipient: Self.sharedMailbox,
                purpose: Phrase(
                    "sier hvor mange ganger, aldri hvem", "seier kor mange gonger, aldri kven",
                    "says how often, never who"))
        case .seasonOpening:
            Facts(
                subject: Phrase(
                    "Til IPLOS-kontakten: innsending for … åpner …, …",
                    "Til IPLOS-kontakten: innsending for … opnar …, …",
                    "For the IPLOS contact: submission for … opens …, …"),
                when: Phrase("én gang før hver innsending", "éin gong før kvar innsending", "once before each season"),
                recipient: Self.sharedMailbox,
                purpose: Phrase("sier fristene", "seier fristane", "says the dates"))
        }
    }

    private static func rhythm(_ round: ReceiptRound) -> Phrase {
        switch round.rhythm {
        case .daily(let hour):
            Phrase(
                "hver dag kl. \(hour).00 når noe er mottatt", "kvar dag kl. \(hour).00 når noko er motteke",
                "each day at \(hour):00 when something has arrived")
        case .every(let seconds):
            Phrase(
                "hvert \(seconds). sekund når noe er mottatt", "kvart \(seconds). sekund når noko er motteke",
                "every \(seconds) seconds when something has arrived")
        }
    }

    private static let sharedMailbox = Phrase(
        "kommunens postmottak", "postmottaket i kommunen", "the municipality's shared mailbox")
}

import Texts

/// The words of the send module's pages.
enum SendPageText: String, CaseIterable {
    case name, overview, introduction, certificateWay, logIn, municipality, municipalityHint, district, districtHint
    case organisation, pin, letter, refused, onlyStatus, noSubmissions, submission, countsAs, step, time, season

    var phrase: Phrase {
        switch self {
        case .name: Phrase("Sendemodul", "Sendemodul", "Send module")
        case .overview: Phrase("Innsendinger", "Innsendingar", "Submissions")
        case .introduction:
            Phrase(
                "Logg inn for å se hvor langt innsendingene fra kommunen eller bydelen er kommet.",
                "Logg inn for å sjå kor langt innsendingane frå kommunen eller bydelen er komne.",
                "Log in to see how far the submissions of the municipality or district have come.")
        case .certificateWay:
            Phrase(
                "Programmet som sender, kan alltid logge inn med kommunens virksomhetssertifikat, også når PIN-koden "
                    + "hviler.",
                "Programmet som sender, kan alltid logge inn med verksemdsertifikatet til kommunen, også når PIN-koden "
                    + "kviler.",
                "The program that sends can always log in with the municipality's organisation certificate, also "
                    + "while the PIN rests.")
        case .logIn: Phrase("Logg inn", "Logg inn", "Log in")
        case .municipality: Phrase("Kommunenummer", "Kommunenummer", "Municipality number")
        case .municipalityHint: Phrase("Fire siffer", "Fire siffer", "Four digits")
        case .district: Phrase("Bydelsnummer", "Bydelsnummer", "District number")
        case .districtHint:
            Phrase(
                "00 når hele kommunen rapporterer samlet", "00 når heile kommunen rapporterer samla",
                "00 when the whole municipality reports as one")
        case .organisation: Phrase("Organisasjonsnummer", "Organisasjonsnummer", "Organisation number")
        case .pin: Phrase("PIN-kode", "PIN-kode", "PIN")
        case .letter:
            Phrase(
                "PIN-koden står i brevet av {date} til {recipient}.",
                "PIN-koden står i brevet av {date} til {recipient}.",
                "The PIN stands in the letter of {date} to {recipient}.")
        case .refused:
            Phrase(
                "Opplysningene hører ikke sammen, eller PIN-koder hviler en stund etter mange feil.",
                "Opplysningane høyrer ikkje saman, eller PIN-kodar kviler ei stund etter mange feil.",
                "The details do not belong together, or PINs rest for a while after many wrong ones.")
        case .onlyStatus:
            Phrase(
                "Her vises bare status. Passord vises og kontaktpersoner endres aldri med PIN-kode alene.",
                "Her blir berre status vist. Passord blir aldri viste og kontaktpersonar aldri endra med PIN-kode åleine.",
                "Only the status is shown here. No password is shown and no contact changed by PIN alone.")
        case .noSubmissions:
            Phrase(
                "Ingenting er sendt inn ennå. Når noe er sendt, står det her med én gang.",
                "Ingenting er sendt inn enno. Når noko er sendt, står det her med ein gong.",
                "Nothing has been sent yet. What is sent stands here at once.")
        case .submission: Phrase("Innsending", "Innsending", "Submission")
        case .countsAs: Phrase("Gjelder som", "Gjeld som", "Counts as")
        case .step: Phrase("Trinn", "Trinn", "Step")
        case .time: Phrase("Tidspunkt", "Tidspunkt", "Time")
        case .season:
            Phrase("Rapporteringsåret er {year}.", "Rapporteringsåret er {year}.", "The year reported is {year}.")
        }
    }

    static var phrases: [String: Phrase] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.phrase) })
    }
}

/// The steps of the timeline and what a submission counts as, in words.
enum StepText {
    /// The name of a step that has no words is shown as it is.
    static func phrase(_ step: String) -> Phrase {
        switch step {
        case "receiving": Phrase("Opplasting begynt", "Opplasting byrja", "Upload begun")
        case "received": Phrase("Mottatt", "Motteke", "Received")
        case "pseudonymised": Phrase("Pseudonymisert", "Pseudonymisert", "Pseudonymised")
        case "delivered": Phrase("Levert til registeret", "Levert til registeret", "Delivered to the register")
        case "refused": Phrase("Avvist", "Avvist", "Refused")
        case "register.received": Phrase("Mottatt i registeret", "Motteke i registeret", "Received by the register")
        case "register.receiptSent": Phrase("Kvittering sendt", "Kvittering send", "Receipt sent")
        case "register.controlled": Phrase("Kontrollert", "Kontrollert", "Controlled")
        case "register.fileReady": Phrase("Tilbakemelding klar", "Tilbakemelding klar", "Feedback ready")
        case "register.noticeSent": Phrase("Varsel sendt", "Varsel sendt", "Notice sent")
        case "register.fetched": Phrase("Hentet", "Henta", "Fetched")
        case "register.refused": Phrase("Avvist i registeret", "Avvist i registeret", "Refused by the register")
        default: Phrase(step, step, step)
        }
    }

    static func kind(_ kind: String) -> Phrase {
        switch kind {
        case "ordinary": Phrase("ordinær", "ordinær", "ordinary")
        case "correction": Phrase("korreksjon", "korreksjon", "correction")
        case "late": Phrase("for sent sendt", "for seint sendt", "late")
        case "test": Phrase("test", "test", "test")
        default: Phrase("–", "–", "–")
        }
    }
}

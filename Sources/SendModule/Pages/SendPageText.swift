import Texts
import Web

/// The words of the send module's pages.
enum SendPageText: String, SiteWords {
    case name, overview, introduction, certificateWay, logIn, municipality, municipalityHint, district, districtHint
    case organisation, pin, letter, refused, onlyStatus, noSubmissions, submission, countsAs, step, time, season
    case state, expectedBy, receiptLate, send, sendIntroduction, resume, manifestFile, manifestHint, partFiles
    case partHint, sendButton, noManifest, incomplete, strangers, partsKept, partsMissing, partsSoFar, part, partFault
    case octetsCome, octetsAll, goOn, sentTitle, sentWell, receipt, receiptDownload, fact, content, sequence, arrived
    case partCount, fingerprint, nextReceipt, codeTitle, codeUse, toSubmission

    var phrase: Phrase {
        switch self {
        case .name: Phrase("Sendemodul", "Sendemodul", "Send module")
        case .overview: Phrase("Innsendinger", "Innsendingar", "Submissions")
        case .introduction:
            Phrase(
                "Logg inn for å sende inn, og for å se hvor langt innsendingene fra kommunen eller bydelen er kommet.",
                "Logg inn for å sende inn, og for å sjå kor langt innsendingane frå kommunen eller bydelen er komne.",
                "Log in to send, and to see how far the submissions of the municipality or district have come.")
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
                "PIN-koden gir status og opplasting. Passord vises og kontaktpersoner endres bare med koden fra "
                    + "kvitteringen, eller med virksomhetssertifikatet.",
                "PIN-koden gir status og opplasting. Passord blir viste og kontaktpersonar endra berre med koden frå "
                    + "kvitteringa, eller med verksemdsertifikatet.",
                "The PIN gives status and upload. Passwords are shown and contacts changed only with the code from the "
                    + "receipt, or with the organisation certificate.")
        case .noSubmissions:
            Phrase(
                "Ingenting er sendt inn ennå. Når noe er sendt, står det her med én gang.",
                "Ingenting er sendt inn enno. Når noko er sendt, står det her med ein gong.",
                "Nothing has been sent yet. What is sent stands here at once.")
        case .submission: Phrase("Innsending", "Innsending", "Submission")
        case .countsAs: Phrase("Gjelder som", "Gjeld som", "Counts as")
        case .step: Phrase("Trinn", "Trinn", "Step")
        case .time: Phrase("Tidspunkt", "Tidspunkt", "Time")
        case .state: Phrase("Tilstand", "Tilstand", "State")
        case .expectedBy: Phrase("ventes innen {time}", "ventast innan {time}", "expected by {time}")
        case .receiptLate:
            Phrase(
                "Kvitteringen fra registeret skulle ha kommet innen {time}. Ta kontakt med registeret.",
                "Kvitteringa frå registeret skulle ha kome innan {time}. Ta kontakt med registeret.",
                "The register's receipt should have come by {time}. Contact the register.")
        case .send: Phrase("Send inn", "Send inn", "Send")
        case .sendIntroduction:
            Phrase(
                "Velg filene som innsendingsprogrammet har forseglet og signert. Ingenting kan leses underveis.",
                "Vel filene som innsendingsprogrammet har forsegla og signert. Ingenting kan lesast undervegs.",
                "Choose the files that the submission program has sealed and signed. Nothing can be read on the way."
            )
        case .resume:
            Phrase(
                "Brytes forbindelsen, er det som er kommet, tatt vare på: velg de samme filene en gang til.",
                "Blir sambandet brote, er det som er kome, teke vare på: vel dei same filene ein gong til.",
                "If the connection breaks, what has come is kept: choose the same files once more.")
        case .manifestFile: Phrase("Manifest", "Manifest", "Manifest")
        case .manifestHint: Phrase("manifest.p7s", "manifest.p7s", "manifest.p7s")
        case .partFiles: Phrase("Deler", "Delar", "Parts")
        case .partHint:
            Phrase(
                "Alle filene som heter identity-….p7m og content-….p7m; de som er kommet før, kan utelates",
                "Alle filene som heiter identity-….p7m og content-….p7m; dei som er komne før, kan utelatast",
                "All the files named identity-….p7m and content-….p7m; those that came before may be left out")
        case .sendButton: Phrase("Send inn filene", "Send inn filene", "Send the files")
        case .noManifest:
            Phrase(
                "Velg filen manifest.p7s i feltet for manifestet.", "Vel fila manifest.p7s i feltet for manifestet.",
                "Choose the file manifest.p7s in the field for the manifest.")
        case .incomplete:
            Phrase(
                "Innsendingen er ikke mottatt ennå: deler mangler eller er ikke de som er signert.",
                "Innsendinga er ikkje motteken enno: delar manglar eller er ikkje dei som er signerte.",
                "The submission has not arrived yet: parts are missing or are not those that were signed.")
        case .strangers:
            Phrase(
                "Disse filene hører ikke til innsendingen: {names}",
                "Desse filene høyrer ikkje til innsendinga: {names}",
                "These files do not belong to the submission: {names}")
        case .partsKept:
            Phrase(
                "Det som er kommet, er tatt vare på. Velg manifestet og delene nedenfor, og send en gang til.",
                "Det som er kome, er teke vare på. Vel manifestet og delane nedanfor, og send ein gong til.",
                "What has come is kept. Choose the manifest and the parts below, and send once more.")
        case .partsMissing: Phrase("Deler som må sendes", "Delar som må sendast", "Parts to be sent")
        case .partsSoFar: Phrase("Deler så langt", "Delar så langt", "Parts so far")
        case .part: Phrase("Del", "Del", "Part")
        case .partFault: Phrase("Hva som er galt", "Kva som er gale", "What is wrong")
        case .octetsCome: Phrase("Byte mottatt", "Byte mottekne", "Octets that have come")
        case .octetsAll: Phrase("Byte i alt", "Byte i alt", "Octets in all")
        case .goOn: Phrase("Fortsett opplastingen", "Hald fram opplastinga", "Go on with the upload")
        case .sentTitle: Phrase("Mottatt", "Motteke", "Received")
        case .sentWell:
            Phrase(
                "Alt er kommet fram. Last ned den signerte kvitteringen og ta vare på den.",
                "Alt er kome fram. Last ned den signerte kvitteringa og ta vare på henne.",
                "Everything has arrived. Download the signed receipt and keep it.")
        case .receipt: Phrase("Kvittering", "Kvittering", "Receipt")
        case .receiptDownload:
            Phrase(
                "Last ned den signerte kvitteringen", "Last ned den signerte kvitteringa", "Download the signed receipt"
            )
        case .fact: Phrase("Opplysning", "Opplysning", "Fact")
        case .content: Phrase("Innhold", "Innhald", "Content")
        case .sequence: Phrase("Nummer", "Nummer", "Number")
        case .arrived: Phrase("Mottatt", "Motteke", "Received")
        case .partCount: Phrase("Antall deler", "Talet på delar", "Number of parts")
        case .fingerprint:
            Phrase("Manifestets SHA-256", "SHA-256 av manifestet", "SHA-256 of the manifest")
        case .nextReceipt:
            Phrase(
                "Registerets kvittering ventes innen", "Kvittering frå registeret ventast innan",
                "The register's receipt is due by")
        case .codeTitle: Phrase("Engangskode", "Eingongskode", "One-time code")
        case .codeUse:
            Phrase(
                "Skriv koden ned: den vises bare nå. Den gjelder én gang for passordet til tilbakemeldingen og én gang "
                    + "for å endre kontakt. Den står også i kvitteringen som lastes ned her.",
                "Skriv ned koden: han blir vist berre no. Han gjeld éin gong for passordet til tilbakemeldinga og éin "
                    + "gong for å endre kontakt. Han står òg i kvitteringa som blir lasta ned her.",
                "Write the code down: it is shown only now. It is good once for the feedback's password and once for a "
                    + "change of contact. It stands in the receipt that is downloaded here, too.")
        case .toSubmission: Phrase("Til innsendingen", "Til innsendinga", "To the submission")
        case .season:
            Phrase("Rapporteringsåret er {year}.", "Rapporteringsåret er {year}.", "The year reported is {year}.")
        }
    }
}

import Texts
import Web

/// The words of sealing.
enum SealText: String, SiteWords {
    case sealTitle, sealLead, sealWhat, kindField, kindHint, contactTitle, contactLead, role, roleHint, personName
    case email, emailHint, phone, phoneHint, deputyTitle, deputyRole, deputyName, deputyEmail, deputyPhone
    case keysTitle, keysLead, trusteeKey, registerKey, keyOrganisation, keyDigits, keyUntil, keyMissingLine
    case keysFetchLead, keysFetch, keyUpload, keyAnother, keyFile, keyHint, compared, comparedMissing, sealButton,
        keysFirst
    case sealedTitle, sealedLine, sealedFacts, sealedSubmission, sealedParts, sealedAtTitle, sealedWithheld
    case fieldMissing, addressWrong, phoneWrong, deputyHalf, kindMissing, personsLeftOut, sealedPersons

    var phrase: Phrase {
        switch self {
        case .sealTitle: Phrase("Forsegle rapporten", "Forsegle rapporten", "Seal the report")
        case .sealLead:
            Phrase(
                "Rapporten deles i to: hvem går til tiltrodd pseudonymforvalter (TPF), hva går til registeret. Ingen andre "
                    + "kan åpne den, heller ikke kommunen.",
                "Rapporten blir delt i to: kven går til tiltrudd pseudonymforvaltar (TPF), kva går til registeret. Ingen "
                    + "andre kan opne han, heller ikkje kommunen.",
                "The report is split in two: who goes to the trusted third party, what goes to the register. Nobody else can "
                    + "open it, not even the municipality.")
        case .sealWhat: Phrase("Dette forsegles", "Dette blir forsegla", "This is sealed")
        case .kindField:
            Phrase("Hva slags innsending er det?", "Kva slags innsending er det?", "What kind of submission is it?")
        case .kindHint:
            Phrase(
                "Velg korreksjon hvis årets rapport er sendt før.", "Vel korreksjon om rapporten for året er send før.",
                "Choose correction if the year's report has been sent before.")
        case .kindMissing:
            Phrase(
                "Velg hva slags innsending det er.", "Vel kva slags innsending det er.",
                "Choose what kind of submission it is.")
        case .contactTitle: Phrase("Kontaktperson", "Kontaktperson", "Contact")
        case .contactLead:
            Phrase(
                "Kvitteringen sendes hit. Den følger signert med rapporten.",
                "Kvitteringa blir send hit. Ho følgjer signert med rapporten.",
                "The receipt is sent here. It travels signed with the report.")
        case .role: Phrase("Rolle", "Rolle", "Role")
        case .roleHint: Phrase("For eksempel IPLOS-kontakt", "Til dømes IPLOS-kontakt", "For example IPLOS contact")
        case .personName: Phrase("Navn", "Namn", "Name")
        case .email: Phrase("E-post", "E-post", "E-mail")
        case .emailHint:
            Phrase(
                "Adressen kvitteringen sendes til", "Adressa kvitteringa blir send til",
                "The address that the receipt is sent to")
        case .phone: Phrase("Telefon", "Telefon", "Telephone")
        case .phoneHint:
            Phrase(
                "Siffer, med + foran et utenlandsk nummer", "Siffer, med + framfor eit utanlandsk nummer",
                "Digits, with + before a foreign number")
        case .deputyTitle: Phrase("Stedfortreder", "Stadfortredar", "Deputy")
        case .deputyRole: Phrase("Stedfortreders rolle", "Rolla til stadfortredaren", "The deputy's role")
        case .deputyName: Phrase("Stedfortreders navn", "Namnet til stadfortredaren", "The deputy's name")
        case .deputyEmail: Phrase("Stedfortreders e-post", "E-posten til stadfortredaren", "The deputy's e-mail")
        case .deputyPhone: Phrase("Stedfortreders telefon", "Telefonen til stadfortredaren", "The deputy's telephone")
        case .keysTitle: Phrase("Årets to nøkler", "Dei to nøklane for året", "This year's two keys")
        case .keysLead:
            Phrase(
                "Ring hver av de to på et nummer du vet er riktig, og sammenlign sifrene. Er ett siffer ulikt, så forsegl ikke.",
                "Ring kvar av dei to på eit nummer du veit er rett, og samanlikn siffera. Er eitt siffer ulikt, så forsegl ikkje.",
                "Call each of the two on a number that you know is right, and compare the digits. If one digit differs, do "
                    + "not seal.")
        case .keysFetchLead:
            Phrase(
                "Begge ligger i sendemodulen. De kan også lastes opp som filer, hver for seg, under.",
                "Begge ligg i sendemodulen. Dei kan også lastast opp som filer, kvar for seg, under.",
                "Both are in the send module. They can also be uploaded as files, one by one, below.")
        case .keysFetch:
            Phrase(
                "Hent begge fra sendemodulen", "Hent begge frå sendemodulen", "Get both from the send module")
        case .trusteeKey:
            Phrase(
                "Tiltrodd pseudonymforvalter (TPF)", "Tiltrudd pseudonymforvaltar (TPF)", "The trusted third party")
        case .registerKey: Phrase("Registeret", "Registeret", "The register")
        case .keyOrganisation: Phrase("Nøkkelen er fra", "Nøkkelen er frå", "The key is from")
        case .keyDigits: Phrase("Siffer å sammenligne", "Siffer å samanlikne", "Digits to compare")
        case .keyUntil: Phrase("Gjelder til", "Gjeld til", "Good until")
        case .keyMissingLine:
            Phrase(
                "Nøkkelen for {year} er ikke hentet inn. Den som eier den, publiserer den før innsendingen åpner.",
                "Nøkkelen for {year} er ikkje henta inn. Den som eig han, publiserer han før innsendinga opnar.",
                "The key for {year} has not been brought in. Its holder publishes it before submission opens.")
        case .keyUpload: Phrase("Hent inn nøkkelen", "Hent inn nøkkelen", "Bring in the key")
        case .keyAnother: Phrase("Hent inn en annen nøkkel", "Hent inn ein annan nøkkel", "Bring in another key")
        case .keyFile: Phrase("Nøkkelfil fra {holder}", "Nøkkelfil frå {holder}", "Key file from {holder}")
        case .keyHint:
            Phrase(
                "Filen slik den er publisert (.p7s)", "Fila slik ho er publisert (.p7s)",
                "The file as it is published (.p7s)")
        case .compared:
            Phrase(
                "Jeg har sammenlignet sifrene på telefon med {holder}.",
                "Eg har samanlikna siffera på telefon med {holder}.",
                "I have compared the digits by telephone with {holder}.")
        case .comparedMissing:
            Phrase(
                "Sammenlign sifrene på telefon, og kryss av når de er like.",
                "Samanlikn siffera på telefon, og kryss av når dei er like.",
                "Compare the digits by telephone, and tick the box when they are the same.")
        case .sealButton: Phrase("Forsegl og signer", "Forsegl og signer", "Seal and sign")
        case .keysFirst:
            Phrase(
                "Når begge nøklene er hentet inn, kan rapporten forsegles her.",
                "Når begge nøklane er henta inn, kan rapporten forseglast her.",
                "Once both keys have been brought in, the report can be sealed here.")
        case .personsLeftOut: Phrase("Blir ikke talt med", "Blir ikkje talde med", "Will not be counted")
        case .sealedTitle: Phrase("Rapporten er forseglet", "Rapporten er forsegla", "The report is sealed")
        case .sealedLine:
            Phrase(
                "Den er signert i kommunens navn. Uttrekket er slettet fra serveren.",
                "Han er signert i namnet til kommunen. Uttrekket er sletta frå tenaren.",
                "It is signed in the municipality's name. The extract is deleted from the server.")
        case .sealedFacts: Phrase("Innsending", "Innsending", "Submission")
        case .sealedSubmission: Phrase("Innsendingens id", "Id-en til innsendinga", "The submission's id")
        case .sealedPersons: Phrase("Personer", "Personar", "Persons")
        case .sealedParts: Phrase("Deler", "Delar", "Parts")
        case .sealedAtTitle: Phrase("Forseglet", "Forsegla", "Sealed")
        case .sealedWithheld:
            Phrase(
                "{count} verdier kunne være fødselsnumre på feil plass og er utelatt.",
                "{count} verdiar kunne vere fødselsnummer på feil plass og er utelatne.",
                "{count} values could be identity numbers in the wrong place and were left out.")
        case .fieldMissing:
            Phrase(
                "Fyll ut feltet, uten spesialtegn.", "Fyll ut feltet, utan spesialteikn.",
                "Fill in the field, without special characters.")
        case .addressWrong:
            Phrase(
                "Skriv en e-postadresse, som iplos@kommune.example.",
                "Skriv ei e-postadresse, som iplos@kommune.example.",
                "Write a mail address, such as iplos@kommune.example.")
        case .phoneWrong:
            Phrase(
                "Skriv et telefonnummer med minst fem siffer.", "Skriv eit telefonnummer med minst fem siffer.",
                "Write a telephone number of at least five digits.")
        case .deputyHalf:
            Phrase(
                "Fyll ut alle fire feltene om stedfortrederen, eller ingen.",
                "Fyll ut alle dei fire felta om stadfortredaren, eller ingen.",
                "Fill in all four fields about the deputy, or none.")
        }
    }
}

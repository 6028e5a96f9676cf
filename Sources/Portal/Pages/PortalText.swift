import Texts
import Web

/// The words of the portal's own pages.
enum PortalText: String, SiteWords {
    case files, help, mails, siteName
    case secrecy, reported, unit, arrivedAt, state, size, hash, endsAt, download, toList
    case stateNew, stateFetched, stateForwarded, stateDeleted, statePurged
    case howTo, stepFetch, stepMove, stepOpen, openedWith
    case passwordWhere, alsoMessage
    case archiveTitle, archiveLine, archiveName, archiveLaw
    case forward, forwardHint, delete, deleteQuestion, deleteLine, keep, restore
    case confirmTitle, confirmLead, confirmButton, confirmed, confirmedLine, confirmExpired, confirmUnknown
    case mailsLead, mailSubject, mailWhen, mailTo, mailSender, helpEmpty, helpDated
    case stateFetchedBy

    var phrase: Phrase {
        switch self {
        case .files: Phrase("Filer", "Filer", "Files")
        case .help: Phrase("Veiledning", "Rettleiing", "Guide")
        case .mails: Phrase("E-poster vi sender", "E-postar vi sender", "Mails we send")
        case .siteName: Phrase("Filsluse for IPLOS", "Filsluse for IPLOS", "IPLOS file exchange")
        case .secrecy:
            Phrase(
                "Filene er personsensitive og unntatt offentlighet (offentleglova § 13). De er kryptert, og åpnes "
                    + "først "
                    + "i sikker sone.",
                "Filene er personsensitive og unnatekne offentlegheit (offentleglova § 13). Dei er krypterte, og blir "
                    + "først opna i sikker sone.",
                "The files hold sensitive personal information and are exempt from public disclosure. They are "
                    + "encrypted, and are opened only in the secure zone.")
        case .reported: Phrase("Rapporteringsår", "Rapporteringsår", "Year reported")
        case .unit: Phrase("Kommune og bydel", "Kommune og bydel", "Municipality and district")
        case .arrivedAt: Phrase("Lagt ut", "Lagd ut", "Put here")
        case .state: Phrase("Status", "Status", "State")
        case .size: Phrase("Størrelse", "Storleik", "Size")
        case .hash: Phrase("Kontrollsum (SHA-256)", "Kontrollsum (SHA-256)", "Checksum (SHA-256)")
        case .endsAt: Phrase("Slettes av seg selv", "Blir sletta av seg sjølv", "Deleted by itself")
        case .download: Phrase("Last ned", "Last ned", "Download")
        case .toList: Phrase("Til alle filene", "Til alle filene", "To all files")
        case .stateNew: Phrase("Ikke hentet", "Ikkje henta", "Not fetched")
        case .stateFetched: Phrase("Hentet {time}", "Henta {time}", "Fetched {time}")
        case .stateFetchedBy: Phrase("Hentet {time} av {who}", "Henta {time} av {who}", "Fetched {time} by {who}")
        case .stateForwarded: Phrase("Videresendt {time}", "Vidaresend {time}", "Passed on {time}")
        case .stateDeleted:
            Phrase(
                "Slettet. Kan angres til {time}", "Sletta. Kan angrast til {time}",
                "Deleted. Can be undone until {time}"
            )
        case .statePurged: Phrase("Borte siden {time}", "Borte sidan {time}", "Gone since {time}")
        case .howTo: Phrase("Slik åpner du filen", "Slik opnar du fila", "How to open the file")
        case .stepFetch:
            Phrase(
                "Last ned filen og lagre den. Ikke åpne den her.", "Last ned fila og lagre ho. Ikkje opne ho her.",
                "Download the file and save it. Do not open it here.")
        case .stepMove:
            Phrase(
                "Flytt filen til sikker sone slik kommunens egen IT-avdeling har bestemt.",
                "Flytt fila til sikker sone slik IT-avdelinga i kommunen har bestemt.",
                "Move the file to the secure zone as your own IT department has decided.")
        case .stepOpen:
            Phrase(
                "Åpne den der, med innsendingsprogrammet eller med 7-Zip eller WinZip.",
                "Opne ho der, med innsendingsprogrammet eller med 7-Zip eller WinZip.",
                "Open it there, with the submission program or with 7-Zip or WinZip.")
        case .openedWith:
            Phrase(
                "Innsendingsprogrammet trenger ikke noe passord når den samme filen også er kommet til innboksen.",
                "Innsendingsprogrammet treng ikkje noko passord når den same fila òg er komen til innboksen.",
                "The submission program needs no password when the same file has come to the inbox too.")
        case .passwordWhere:
            Phrase(
                "Passordet til 7-Zip og WinZip står i sendemodulen på Helsenettet, etter innlogging. Det er ikke "
                    + "passordet du logget inn her med, og det sendes aldri i e-post.",
                "Passordet til 7-Zip og WinZip står i sendemodulen på Helsenettet, etter innlogging. Det er ikkje "
                    + "passordet du logga inn her med, og det blir aldri sendt i e-post.",
                "The password for 7-Zip and WinZip stands in the send module on Helsenettet, after log-in. It is not "
                    + "the password you logged in here with, and it is never sent by mail.")
        case .alsoMessage:
            Phrase(
                "Den samme filen sendes også som melding over Helsenettet rett inn i sikker sone. Er den kommet dit, "
                    + "trenger dere ikke hente den her.",
                "Den same fila blir òg send som melding over Helsenettet rett inn i sikker sone. Er ho komen dit, treng de "
                    + "ikkje hente ho her.",
                "The same file also goes as a message over Helsenettet straight into the secure zone. If it has come there, "
                    + "it need not be fetched here.")
        case .archiveTitle: Phrase("Til sak og arkiv", "Til sak og arkiv", "For the case system")
        case .archiveLine:
            Phrase(
                "Journalfør slik. Filen selv hører ikke hjemme i et åpent arkiv.",
                "Journalfør slik. Fila sjølv høyrer ikkje heime i eit ope arkiv.",
                "Register it like this. The file itself does not belong in an open archive.")
        case .archiveName: Phrase("Tittel", "Tittel", "Title")
        case .archiveLaw: Phrase("Hjemmel", "Heimel", "Legal basis")
        case .forward: Phrase("Jeg har gitt beskjed videre", "Eg har gitt beskjed vidare", "I have passed the word on")
        case .forwardHint:
            Phrase(
                "Trykk når IPLOS-kontakten vet at filen ligger her. Da ser alle som logger inn at det er gjort.",
                "Trykk når IPLOS-kontakten veit at fila ligg her. Då ser alle som loggar inn at det er gjort.",
                "Press when the IPLOS contact knows that the file is here. All who log in then see that it is done.")
        case .delete: Phrase("Slett filen", "Slett fila", "Delete the file")
        case .deleteQuestion: Phrase("Slette filen?", "Slette fila?", "Delete the file?")
        case .deleteLine:
            Phrase(
                "Du kan angre i 7 dager. Deretter er filen borte her, og kan bare sendes på nytt av registeret.",
                "Du kan angre i 7 dagar. Deretter er fila borte her, og kan berre sendast på nytt av registeret.",
                "You can undo it for 7 days. After that the file is gone here, and only the register can send it again."
            )
        case .keep: Phrase("Behold filen", "Behald fila", "Keep the file")
        case .restore: Phrase("Angre slettingen", "Angre slettinga", "Undo the deletion")
        case .confirmTitle: Phrase("Leses denne adressen?", "Blir denne adressa lesen?", "Is this address read?")
        case .confirmLead:
            Phrase(
                "Beskjed om feillister sendes til {account}. Bekreft at noen hos dere leser den og vet hvem som er "
                    + "IPLOS-kontakt.",
                "Beskjed om feillister blir send til {account}. Stadfest at nokon hos dykk les ho og veit kven som er "
                    + "IPLOS-kontakt.",
                "Notices about error lists go to {account}. Confirm that somebody reads it and knows who the IPLOS "
                    + "contact is.")
        case .confirmButton: Phrase("Bekreft adressen", "Stadfest adressa", "Confirm the address")
        case .confirmed: Phrase("Adressen er bekreftet", "Adressa er stadfesta", "The address is confirmed")
        case .confirmedLine:
            Phrase(
                "Takk. {account} ble bekreftet {time}. Dere trenger ikke gjøre mer.",
                "Takk. {account} vart stadfesta {time}. De treng ikkje gjere meir.",
                "Thank you. {account} was confirmed {time}. Nothing more is needed.")
        case .confirmExpired: Phrase("Lenken er gått ut", "Lenkja er gått ut", "The link has expired")
        case .confirmUnknown:
            Phrase(
                "Bruk lenken i den nyeste e-posten, eller ta kontakt; se nederst på siden.",
                "Bruk lenkja i den nyaste e-posten, eller ta kontakt; sjå nedst på sida.",
                "Use the link in the newest mail, or get in touch; see the foot of the page.")
        case .mailsLead:
            Phrase(
                "Dette er alle e-postene som sendes herfra, så kommunens IT-avdeling kan slippe dem gjennom "
                    + "søppelpostfilteret. Ingen av dem har vedlegg, passord eller opplysninger om personer.",
                "Dette er alle e-postane som blir sende herifrå, så IT-avdelinga i kommunen kan sleppe dei gjennom "
                    + "søppelpostfilteret. Ingen av dei har vedlegg, passord eller opplysningar om personar.",
                "These are all mails sent from here, so that your IT department can let them through the spam filter. "
                    + "None has attachments, passwords or data about persons.")
        case .mailSubject: Phrase("Emne", "Emne", "Subject")
        case .mailWhen: Phrase("Når", "Når", "When")
        case .mailTo: Phrase("Til", "Til", "To")
        case .mailSender: Phrase("Avsender", "Avsendar", "Sender")
        case .helpEmpty:
            Phrase(
                "Veiledningen er ikke lagt ut ennå. Ta kontakt om du lurer på noe; se nederst på siden.",
                "Rettleiinga er ikkje lagd ut enno. Ta kontakt om du lurer på noko; sjå nedst på sida.",
                "The guide is not here yet. Get in touch if you wonder about something; see the foot of the page.")
        case .helpDated: Phrase("Sist endret {time}", "Sist endra {time}", "Last changed {time}")
        }
    }
}

import Texts

/// The words of the safeguards.
enum SecurityControlText: CaseIterable {
    case sealedAlways, certificateGood, certificateEnds, certificateMissing, keyLengthGood, keyLengthShort
    case revocationRequired, revocationOptional, linesGood, linesPlain, exceptionsNone, exceptionsSome
    case tokensGood, tokensEndless, accountsGood, accountsUnused, masterKeyOutside, reviewGood, reviewNone, reviewOld,
        reviewOutdated
    case certificateEndsRemedy, certificateMissingRemedy, keyLengthRemedy, revocationRemedy, linesRemedy
    case exceptionsRemedy, tokensRemedy, accountsRemedy, reviewRemedy

    static func name(_ code: SecurityControl.Code) -> Phrase {
        switch code {
        case .sealed: Phrase("Signering og kryptering", "Signering og kryptering", "Signing and encryption")
        case .certificates: Phrase("Egne sertifikater", "Eigne sertifikat", "Own certificates")
        case .keyLength: Phrase("Nøkkellengde", "Nøkkellengd", "Key length")
        case .revocation: Phrase("Tilbakekalte sertifikater", "Tilbakekalla sertifikat", "Revoked certificates")
        case .lines: Phrase("Linjer", "Linjer", "Lines")
        case .exceptions: Phrase("Unntak for parter", "Unntak for partar", "Exceptions for partners")
        case .tokens: Phrase("Tilgang for fagsystemer", "Tilgang for fagsystem", "Access of record systems")
        case .accounts: Phrase("Kontoer", "Kontoar", "Accounts")
        case .masterKey: Phrase("Hovednøkkelen", "Hovudnøkkelen", "The master key")
        case .review: Phrase("Gjennomgått av en person", "Gjennomgått av ein person", "Gone through by a person")
        }
    }

    var phrase: Phrase {
        switch self {
        case .sealedAlways:
            Phrase(
                "Intet dokument sendes eller tas imot usignert eller ukryptert. Ingen innstilling slår det av.",
                "Inkje dokument blir sendt eller teke imot usignert eller ukryptert. Inga innstilling slår det av.",
                "No document is sent or taken unsigned or unencrypted. No setting turns this off.")
        case .certificateGood:
            Phrase(
                "Begge er i bruk, og det første går ut {date} (om {days} dager).",
                "Begge er i bruk, og det første går ut {date} (om {days} dagar).",
                "Both are in use; the first ends {date} (in {days} days).")
        case .certificateEnds:
            Phrase(
                "Et sertifikat går ut {date} (om {days} dager).", "Eit sertifikat går ut {date} (om {days} dagar).",
                "A certificate ends {date} (in {days} days).")
        case .certificateMissing:
            Phrase(
                "Et sertifikat mangler: meldinger kan ikke både signeres og åpnes.",
                "Eit sertifikat manglar: meldingar kan ikkje både signerast og opnast.",
                "A certificate is missing: messages cannot be both signed and opened.")
        case .keyLengthGood:
            Phrase(
                "Den korteste nøkkelen har {bits} bit.", "Den kortaste nøkkelen har {bits} bit.",
                "The shortest key has {bits} bits.")
        case .keyLengthShort:
            Phrase(
                "Den korteste nøkkelen har {bits} bit; nye skal ha minst {least}.",
                "Den kortaste nøkkelen har {bits} bit; nye skal ha minst {least}.",
                "The shortest key has {bits} bits; new ones should have at least {least}.")
        case .revocationRequired:
            Phrase(
                "Et sertifikat godtas bare med en fersk liste over tilbakekalte; ellers venter meldingen.",
                "Eit sertifikat blir godteke berre med ei fersk liste over tilbakekalla; elles ventar meldinga.",
                "A certificate counts only with a fresh list of revoked ones; otherwise the message waits.")
        case .revocationOptional:
            Phrase(
                "Et sertifikat godtas også når listen over tilbakekalte mangler eller er gammel.",
                "Eit sertifikat blir godteke òg når lista over tilbakekalla manglar eller er gammal.",
                "A certificate counts even when the list of revoked ones is missing or old.")
        case .linesGood:
            Phrase(
                "Alle linjer til andre maskiner har TLS 1.2 eller nyere; lister over tilbakekalte sertifikater er åpne.",
                "Alle linjer til andre maskiner har TLS 1.2 eller nyare; lister over tilbakekalla sertifikat er opne.",
                "All lines to other machines have TLS 1.2 or newer; lists of revoked certificates are public.")
        case .linesPlain:
            Phrase(
                "Uten TLS til andre maskiner: {lines}.", "Utan TLS til andre maskiner: {lines}.",
                "Without TLS to other machines: {lines}.")
        case .exceptionsNone:
            Phrase(
                "Ingen part er unntatt fra en regel.", "Ingen part er unnateken frå ein regel.",
                "No partner is exempt from a rule.")
        case .exceptionsSome:
            Phrase(
                "HER-id, regel og sluttdato: {list}.", "HER-id, regel og sluttdato: {list}.",
                "HER-id, rule and last day: {list}.")
        case .tokensGood:
            Phrase(
                "Alle har sluttdato; antall: {count}.", "Alle har sluttdato; tal: {count}.",
                "All have an end; number: {count}.")
        case .tokensEndless:
            Phrase(
                "Uten sluttdato: {list}.", "Utan sluttdato: {list}.", "Without an end: {list}.")
        case .accountsGood:
            Phrase(
                "Ingen har vært ubrukt i 90 dager, og ingen slipper inn uten to faktorer; antall: {count}.",
                "Ingen har vore ubrukt i 90 dagar, og ingen slepp inn utan to faktorar; tal: {count}.",
                "None has been unused for 90 days, and nobody gets in without two factors; number: {count}.")
        case .accountsUnused:
            Phrase("Ubrukt i 90 dager: {list}.", "Ubrukt i 90 dagar: {list}.", "Unused for 90 days: {list}.")
        case .masterKeyOutside:
            Phrase(
                "Den ligger i {file}, utenfor datakatalogen, lesbar for tjenesten alene. Tjenesten starter ikke ellers.",
                "Han ligg i {file}, utanfor datakatalogen, lesbar for tenesta åleine. Tenesta startar ikkje elles.",
                "It lies in {file}, outside the data directory, readable for the service alone. It does not start otherwise."
            )
        case .reviewGood: Phrase("{person}, {date}.", "{person}, {date}.", "{person}, {date}.")
        case .reviewNone: Phrase("Ingen har signert ennå.", "Ingen har signert enno.", "Nobody has signed yet.")
        case .reviewOld:
            Phrase(
                "{person} signerte {date}; det er mer enn 30 dager siden.",
                "{person} signerte {date}; det er meir enn 30 dagar sidan.",
                "{person} signed {date}; that is more than 30 days ago.")
        case .reviewOutdated:
            Phrase(
                "{person} signerte {date}; etter det er noe mer kommet i uorden.",
                "{person} signerte {date}; etter det er noko meir kome i uorden.",
                "{person} signed {date}; since then something else is not in order.")
        case .certificateEndsRemedy, .certificateMissingRemedy:
            Phrase(
                "Bestill et nytt («budstikke certificate request --tenant {tenant}») og ta det i bruk.",
                "Bestill eit nytt («budstikke certificate request --tenant {tenant}») og ta det i bruk.",
                "Order one (`budstikke certificate request --tenant {tenant}`) and take it into use.")
        case .keyLengthRemedy:
            Phrase(
                "Be om {least} bit neste gang sertifikatet fornyes.",
                "Be om {least} bit neste gong sertifikatet blir fornya.",
                "Ask for {least} bits when the certificate is renewed.")
        case .revocationRemedy:
            Phrase(
                "Sett «revocation: required: true» når listene er på plass; «budstikke doctor» sier om de er det.",
                "Set «revocation: required: true» når listene er på plass; «budstikke doctor» seier om dei er det.",
                "Set `revocation: required: true` once the lists are there; `budstikke doctor` says whether they are.")
        case .linesRemedy:
            Phrase(
                "Gi dem et sertifikat i konfigurasjonen.", "Gi dei eit sertifikat i konfigurasjonen.",
                "Give them a certificate in the configuration.")
        case .exceptionsRemedy:
            Phrase(
                "Be partene rette seg, og ta unntakene bort («budstikke partner exception --tenant {tenant}»).",
                "Be partane rette seg, og ta unntaka bort («budstikke partner exception --tenant {tenant}»).",
                "Ask the partners to mend it, and remove the exceptions (`budstikke partner exception --tenant {tenant}`)."
            )
        case .tokensRemedy:
            Phrase(
                "Lag nye med sluttdato («budstikke record-system token add --tenant {tenant}»), og trekk disse tilbake.",
                "Lag nye med sluttdato («budstikke record-system token add --tenant {tenant}»), og trekk desse tilbake.",
                "Make new ones with an end (`budstikke record-system token add --tenant {tenant}`), and revoke these.")
        case .accountsRemedy:
            Phrase(
                "Spør om de trengs; ellers steng dem («budstikke account disable --tenant {tenant}», eller siden Personer).",
                "Spør om dei trengst; elles steng dei («budstikke account disable --tenant {tenant}», eller sida Personar).",
                "Ask whether they are needed; if not, disable them (`budstikke account disable --tenant {tenant}`, or the page "
                    + "People).")
        case .reviewRemedy:
            Phrase(
                "Gå gjennom siden og signer den («budstikke security sign --tenant {tenant} --person NAVN --seen MERKE»).",
                "Gå gjennom sida og signer ho («budstikke security sign --tenant {tenant} --person NAMN --seen MERKE»).",
                "Go through this and sign it (`budstikke security sign --tenant {tenant} --person NAME --seen MARK`).")
        }
    }
}

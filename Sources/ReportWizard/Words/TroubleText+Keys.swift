import Texts

extension DeskTrouble {
    /// About the two keys, and about sending.
    var keyPhrase: Phrase {
        switch code {
        case .keyOtherYear:
            Phrase(
                "Nøkkelen er for et annet år. Hent den for året som rapporteres.",
                "Nøkkelen er for eit anna år. Hent han for året som blir rapportert.",
                "The key is another year's. Fetch the one for the year that is reported.")
        case .keySwapped:
            Phrase(
                "Dette er den andre partens nøkkel. Bytt dem om.",
                "Dette er nøkkelen til den andre parten. Byt dei om.",
                "This is the other party's key. Swap the two.")
        case .keyStranger:
            Phrase(
                "Nøkkelen er ikke signert av den den skal komme fra. Bruk den ikke, og si fra til kommunens IT.",
                "Nøkkelen er ikkje signert av den han skal kome frå. Bruk han ikkje, og sei frå til IT i kommunen.",
                "The key is not signed by the party it should come from. Do not use it, and tell the municipality's IT."
            )
        case .keyExpired:
            Phrase(
                "Nøkkelens tid er ute. Hent en ny.", "Tida til nøkkelen er ute. Hent ein ny.",
                "The key's time is over. Fetch a new one.")
        case .keyTooEarly:
            Phrase(
                "Nøkkelen er ikke tatt i bruk ennå.", "Nøkkelen er ikkje teken i bruk enno.",
                "The key is not in use yet.")
        case .keysOfOne:
            Phrase(
                "Begge nøklene er fra samme virksomhet: én part kunne lest alt. Si fra til kommunens IT.",
                "Begge nøklane er frå same verksemd: éin part kunne lese alt. Sei frå til IT i kommunen.",
                "Both keys are from one organisation: one party could read everything. Tell the municipality's IT.")
        case .programTooOld:
            Phrase(
                "Programmet er eldre enn det som må brukes i år. Kommunens IT oppgraderer det.",
                "Programmet er eldre enn det som må brukast i år. IT i kommunen oppgraderer det.",
                "The program is older than what must be used this year. The municipality's IT upgrades it.")
        case .revocationUnknown:
            Phrase(
                "Det kan ikke avgjøres nå om nøkkelens sertifikat er trukket tilbake. Prøv igjen senere.",
                "Det kan ikkje avgjerast no om sertifikatet til nøkkelen er trekt tilbake. Prøv igjen seinare.",
                "It cannot be told now whether the key's certificate is revoked. Try again later.")
        default:
            Phrase(
                "Filen er ikke en nøkkel som kan brukes. Hent den på nytt.",
                "Fila er ikkje ein nøkkel som kan brukast. Hent ho på nytt.",
                "The file is no key that can be used. Fetch it anew.")
        }
    }

    var sendingPhrase: Phrase {
        switch code {
        case .notSealed:
            Phrase(
                "Rapporten er ikke forseglet ennå.", "Rapporten er ikkje forsegla enno.",
                "The report is not sealed yet.")
        case .sendModuleNotSet:
            Phrase(
                "Det er ikke satt opp hvor sendemodulen er. Kommunens IT setter det opp.",
                "Det er ikkje sett opp kvar sendemodulen er. IT i kommunen set det opp.",
                "It is not set up where the send module is. The municipality's IT sets it up.")
        case .sendingInterrupted:
            Phrase(
                "Sendingen ble avbrutt da tjenesten ble startet på nytt. Send en gang til: det som er kommet fram, sendes ikke "
                    + "på nytt.",
                "Sendinga vart avbroten då tenesta vart starta på nytt. Send ein gong til: det som er kome fram, blir ikkje "
                    + "sendt på nytt.",
                "The sending was interrupted when the service was restarted. Send again: what has arrived is not sent twice."
            )
        default:
            Phrase(
                "Rapporten ble ikke sendt. Prøv igjen.", "Rapporten vart ikkje send. Prøv igjen.",
                "The report was not sent. Try again.")
        }
    }
}

import Texts

extension DeskTrouble {
    /// What has happened and what to do.
    var phrase: Phrase {
        if let words { return words }
        return switch code {
        case .busy:
            Phrase(
                "Det arbeides alt med en rapport for kommunen. Vent til det er ferdig.",
                "Det blir alt arbeidd med ein rapport for kommunen. Vent til det er ferdig.",
                "A report of the municipality's is being worked on already. Wait until that is done.")
        case .interrupted:
            Phrase(
                "Tjenesten ble startet på nytt. Av sikkerhetsgrunner overlever ikke uttrekket det: hent det inn en gang til. "
                    + "Ingenting er sendt.",
                "Tenesta vart starta på nytt. Av tryggleiksgrunnar overlever ikkje uttrekket det: hent det inn ein gong til. "
                    + "Ingenting er sendt.",
                "The service was restarted. For safety the extract does not outlive that: bring it in once more. Nothing has "
                    + "been sent.")
        case .sealedAlready:
            Phrase(
                "Rapporten er forseglet alt. Begynn en ny for å sende en korreksjon.",
                "Rapporten er forsegla alt. Byrj ein ny for å sende ein korreksjon.",
                "The report is sealed already. Begin a new one to send a correction.")
        case .notChecked:
            Phrase("Hent inn et uttrekk først.", "Hent inn eit uttrekk først.", "Bring in an extract first.")
        case .otherReportOpen:
            Phrase(
                "En annen rapport er åpen. Fullfør eller forkast den først.",
                "Ein annan rapport er open. Fullfør eller forkast han først.",
                "Another report is open. Finish or discard it first.")
        case .spoolFull:
            Phrase(
                "Serveren kunne ikke ta vare på filen; disken kan være full. Si fra til kommunens IT.",
                "Tenaren kunne ikkje ta vare på fila; disken kan vere full. Sei frå til IT i kommunen.",
                "The server could not hold the file; its disk may be full. Tell the municipality's IT.")
        case .identitiesUnusable:
            Phrase(
                "Filen med fødselsnumre kan ikke brukes: en linje er ikke et lokalt nummer og et fødselsnummer med semikolon "
                    + "imellom. Den som lager uttrekket, retter den.",
                "Fila med fødselsnummer kan ikkje brukast: ei linje er ikkje eit lokalt nummer og eit fødselsnummer med semikolon "
                    + "imellom. Den som lagar uttrekket, rettar ho.",
                "The file of identity numbers cannot be used: a line is not a local number and an identity number with a "
                    + "semicolon between. Whoever makes the extract corrects it.")
        case .identitiesAmbiguous:
            Phrase(
                "Filen med fødselsnumre kan ikke brukes: samme lokale nummer står der med ulike fødselsnumre.",
                "Fila med fødselsnummer kan ikkje brukast: same lokale nummer står der med ulike fødselsnummer.",
                "The file of identity numbers cannot be used: the same local number stands there with different ones.")
        case .extractNotThere:
            Phrase(
                "Uttrekket ligger ikke der lenger. Velg et annet, eller last det opp.",
                "Uttrekket ligg ikkje der lenger. Vel eit anna, eller last det opp.",
                "The extract is not there any more. Choose another one, or upload it.")
        case .notSealed, .sendModuleNotSet, .sendingInterrupted, .notSent: sendingPhrase
        case .stopped, .changedMeanwhile, .realPersonsInTest: sealingPhrase
        case .noCertificate, .partiesNotSet, .keyMissing, .keyChanged: settingPhrase
        case .keyOtherYear, .keySwapped, .keyStranger, .keyExpired, .keyTooEarly, .keysOfOne, .programTooOld,
            .keyUnusable, .revocationUnknown:
            keyPhrase
        case .mappingNotThere, .mappingUnusable, .sourceUnusable, .extractFailed, .yearUnknown, .unitNotOurs:
            makingPhrase
        case .inboxNotSet, .registerSilent, .feedbackRefused, .archiveNotKept, .archiveMissing, .feedbackNotThere:
            fetchingPhrase
        case .passwordNeeded, .passwordForm, .passwordWrong, .archiveCut, .archiveUnsafe, .archiveTooLarge,
            .noFeedback, .feedbackOfOthers, .otherUnits:
            openingPhrase
        case .other:
            Phrase(
                "Det gikk ikke, og feilen er vår. Ingenting er sendt. Prøv igjen; skjer det på nytt, si fra til kommunens IT.",
                "Det gjekk ikkje, og feilen er vår. Ingenting er sendt. Prøv igjen; hender det på nytt, sei frå til IT i kommunen.",
                "It did not work, and the fault is ours. Nothing has been sent. Try again; if it happens again, tell the "
                    + "municipality's IT.")
        }
    }

    private var sealingPhrase: Phrase {
        switch code {
        case .changedMeanwhile:
            Phrase(
                "Uttrekket ble endret mens det ble forseglet. Kontroller det på nytt.",
                "Uttrekket vart endra mens det vart forsegla. Kontroller det på nytt.",
                "The extract was changed while it was being sealed. Check it anew.")
        case .realPersonsInTest:
            Phrase(
                "Uttrekket har numre som kan være virkelige personers. Det sendes aldri som test.",
                "Uttrekket har nummer som kan vere verkelege personar sine. Det blir aldri sendt som test.",
                "The extract has numbers that may be real persons'. It is never sent as a test.")
        default:
            Phrase(
                "Uttrekket kan ikke sendes. Se funnene for hvorfor.",
                "Uttrekket kan ikkje sendast. Sjå funna for kvifor.",
                "The extract cannot be sent. See the findings for why.")
        }
    }

    private var settingPhrase: Phrase {
        switch code {
        case .noCertificate:
            Phrase(
                "Kommunen har ikke noe virksomhetssertifikat som kan signere i dag. Kommunens IT legger det inn.",
                "Kommunen har ikkje noko verksemdsertifikat som kan signere i dag. IT i kommunen legg det inn.",
                "The municipality has no organisation certificate that can sign today. The municipality's IT brings one in."
            )
        case .partiesNotSet:
            Phrase(
                "Det er ikke satt opp hvem tiltrodd pseudonymforvalter (TPF) og registeret er. Kommunens IT setter det opp.",
                "Det er ikkje sett opp kven tiltrudd pseudonymforvaltar (TPF) og registeret er. IT i kommunen set det opp.",
                "It is not set up who the trusted third party and the register are. The municipality's IT sets it up.")
        case .keyChanged:
            Phrase(
                "En nøkkel ble byttet etter at siden ble vist. Sammenlign sifrene på nytt.",
                "Ein nøkkel vart bytt etter at sida vart vist. Samanlikn siffera på nytt.",
                "A key was exchanged after the page was shown. Compare the digits anew.")
        default:
            Phrase("Hent inn begge nøklene først.", "Hent inn begge nøklane først.", "Bring in both keys first.")
        }
    }
}

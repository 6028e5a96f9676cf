/// Reasons that have to do with this installation and the record systems connected to it.
enum InstallationReasons {
    static let diskFull = Reason(
        Phrase(
            "Disken er full.",
            "Disken er full.",
            "The disk is full."),
        meaning: .standstill,
        action: Phrase(
            "Frigjør eller utvid plassen på datadisken; arbeidet går så videre av seg selv.",
            "Frigjer eller utvid plassen på datadisken; arbeidet går så vidare av seg sjølv.",
            "Free or extend space on the data disk; work then goes on by itself."),
        by: .operations)

    static let contentDamaged = Reason(
        Phrase(
            "Det lagrede innholdet er skadet: kontrollsummen stemmer ikke.",
            "Det lagra innhaldet er skadd: kontrollsummen stemmer ikkje.",
            "The stored content is damaged: its checksum does not fit."),
        meaning: .setAside,
        action: Phrase(
            "Hent innholdet fra sikkerhetskopien, eller be avsenderen sende på nytt. Undersøk disken.",
            "Hent innhaldet frå tryggingskopien, eller be avsendaren sende på nytt. Undersøk disken.",
            "Restore the content from backup, or ask the sender to send again. Examine the disk."),
        by: .operations)

    static let crashedThreeTimes = Reason(
        Phrase(
            "Behandlingen stoppet uventet tre ganger, så meldingen er satt til side.",
            "Behandlinga stoppa uventa tre gonger, så meldinga er sett til side.",
            "Processing stopped unexpectedly three times, so the message has been set aside."),
        meaning: .setAside,
        action: Phrase(
            "Meld feilen til leverandøren av meldingstjeneren. Når den er rettet: `budstikke message retry`.",
            "Meld feilen til leverandøren av meldingstenaren. Når han er retta: `budstikke message retry`.",
            "Report the fault to the message server's vendor. When it is corrected: `budstikke message retry`."),
        by: .operations)

    static let noRecordSystem = Reason(
        Phrase(
            "Ingen regel sier hvilket fagsystem som skal ha meldinger til HER-id {her}.",
            "Ingen regel seier kva fagsystem som skal ha meldingar til HER-id {her}.",
            "No rule says which record system takes messages for HER-id {her}."),
        meaning: .waitsForRecordSystem,
        action: Phrase(
            "Lag en regel for adressen eller meldingstypen; meldingen leveres så av seg selv.",
            "Lag ein regel for adressa eller meldingstypen; meldinga blir så levert av seg sjølv.",
            "Make a rule for the address or the message type; the message is then handed over by itself."),
        by: .messageAdministrator)

    static let folderUnavailable = Reason(
        Phrase(
            "Mappen til fagsystemet {system} kan ikke brukes.",
            "Mappa til fagsystemet {system} kan ikkje brukast.",
            "The folder of the record system {system} cannot be used."),
        meaning: .waitsForRecordSystem,
        action: Phrase(
            "Kontroller at mappen finnes, at begge brukere er i gruppen, og at rettighetene er 2770.",
            "Kontroller at mappa finst, at begge brukarane er i gruppa, og at rettane er 2770.",
            "Check that the folder exists, that both users are in its group, and that its mode is 2770."),
        by: .operations)

    static let clockWrong = Reason(
        Phrase(
            "Klokken på tjeneren er feil: den avviker {difference} fra referansen.",
            "Klokka på tenaren er feil: ho avvik {difference} frå referansen.",
            "The server's clock is wrong: it differs by {difference} from the reference."),
        meaning: .standstill,
        action: Phrase(
            "Rett tidssynkroniseringen. Sertifikater og frister kan ikke bedømmes med feil klokke.",
            "Rett tidssynkroniseringa. Sertifikat og fristar kan ikkje vurderast med feil klokke.",
            "Correct the time synchronisation. Certificates and deadlines cannot be judged with a wrong clock."),
        by: .operations)

    static let handOverUncertain = Reason(
        Phrase(
            "Filen ligger verken ulest eller lest i fagsystemets mappe; det er usikkert om fagsystemet fikk meldingen.",
            "Fila ligg verken ulesen eller lesen i mappa til fagsystemet; det er uvisst om fagsystemet fekk meldinga.",
            "The file lies neither unread nor read in the record system's folder; it is uncertain whether the record "
                + "system got the message."
        ),
        meaning: .waitsForRecordSystem,
        action: Phrase(
            "Se etter meldingen i fagsystemet. Den skrives ikke på nytt av seg selv.",
            "Sjå etter meldinga i fagsystemet. Ho blir ikkje skriven på nytt av seg sjølv.",
            "Look for the message in the record system. It is not written again by itself."),
        by: .messageAdministrator)
}

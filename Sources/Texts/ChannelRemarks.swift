/// What is said of the channels in an agreement: repetition, transport, receipts, protection. Each says what was found, and what to do.
enum ChannelRemarks {
    static let noRetryPolicy = AgreementRemark(
        Phrase(
            "HER-id {party} har ikke avtalt hvor ofte det sendes på nytt.",
            "HER-id {party} har ikkje avtalt kor ofte det blir sendt på nytt.",
            "HER-id {party} has not agreed how often is sent again."),
        action: Phrase(
            "Ingenting å gjøre; den nasjonale malens verdier brukes: 4 ganger, 12 timer imellom, 4 døgn.",
            "Ingenting å gjere; verdiane i den nasjonale malen blir brukte: 4 gonger, 12 timar imellom, 4 døgn.",
            "Nothing needs doing; the national template's values are used: 4 times, 12 hours apart, 4 days."))

    static let retriesUnreachable = AgreementRemark(
        Phrase(
            "HER-id {party}: de siste gjentakelsene kommer etter at meldingen er gitt opp ({detail}).",
            "HER-id {party}: dei siste gjentakingane kjem etter at meldinga er gjeven opp ({detail}).",
            "HER-id {party}: the last repetitions come after the message is given up ({detail})."),
        action: Phrase(
            "Be om lengre PersistDuration eller færre gjentakelser.",
            "Be om lengre PersistDuration eller færre gjentakingar.",
            "Ask for a longer PersistDuration or fewer repetitions."))

    static let durationUnreadable = AgreementRemark(
        Phrase(
            "HER-id {party} har «{detail}» som tid; det er ikke en fast lengde.",
            "HER-id {party} har «{detail}» som tid; det er ikkje ei fast lengd.",
            "HER-id {party} has “{detail}” for a time, which has no fixed length."),
        action: Phrase(
            "Malens verdi brukes. Be om dager, timer, minutter eller sekunder.",
            "Verdien i malen blir brukt. Be om dagar, timar, minutt eller sekund.",
            "The template's value is used. Ask for days, hours, minutes or seconds."))

    static let noEndpoint = AgreementRemark(
        Phrase(
            "HER-id {party} har verken postkasse eller HTTPS-tjener i avtalen (bare {detail}).",
            "HER-id {party} har verken postkasse eller HTTPS-tenar i avtala (berre {detail}).",
            "HER-id {party} has neither a mailbox nor an HTTPS server in the agreement (only {detail})."),
        action: Phrase(
            "Be parten registrere EDI-adressen i profilen sin, og hent avtalen på nytt.",
            "Be parten registrere EDI-adressa i profilen sin, og hent avtala på nytt.",
            "Ask the party to enter its EDI address in its profile, and get the agreement again."))

    static let endpointInsecure = AgreementRemark(
        Phrase(
            "HER-id {party} har en tjener uten kryptert forbindelse: {detail}.",
            "HER-id {party} har ein tenar utan kryptert samband: {detail}.",
            "HER-id {party} has a server without an encrypted connection: {detail}."),
        action: Phrase(
            "Den brukes aldri. Be parten om en https-adresse.",
            "Han blir aldri brukt. Be parten om ei https-adresse.",
            "It is never used. Ask the party for an https address."))

    static let endpointUnreadable = AgreementRemark(
        Phrase(
            "HER-id {party} har en postkasse som ikke er en e-postadresse: {detail}.",
            "HER-id {party} har ei postkasse som ikkje er ei e-postadresse: {detail}.",
            "HER-id {party} has a mailbox that is no mail address: {detail}."),
        action: Phrase(
            "Registerets EDI-adresse brukes. Be parten rette profilen sin.",
            "EDI-adressa i registeret blir brukt. Be parten rette profilen sin.",
            "The register's EDI address is used. Ask the party to correct its profile."))

    static let endpointDiffers = AgreementRemark(
        Phrase(
            "HER-id {party} har postkassen {detail} i avtalen, men en annen i registeret.",
            "HER-id {party} har postkassa {detail} i avtala, men ei anna i registeret.",
            "HER-id {party} has the mailbox {detail} in the agreement and another in the register."),
        action: Phrase(
            "Registerets brukes. Avklar med parten hvilken som er i bruk.",
            "Den i registeret blir brukt. Avklar med parten kva for ei som er i bruk.",
            "The register's is used. Find out from the party which one is in use."))

    static let syncReply = AgreementRemark(
        Phrase(
            "HER-id {party} ber om svar i samme forbindelse ({detail}); det går ikke med e-post.",
            "HER-id {party} bed om svar i same samband ({detail}); det går ikkje med e-post.",
            "HER-id {party} asks for answers within the same connection ({detail}), which mail does not have."),
        action: Phrase(
            "Svar sendes som egne meldinger. Be parten rette profilen sin.",
            "Svar blir sende som eigne meldingar. Be parten rette profilen sin.",
            "Answers are sent as messages of their own. Ask the party to correct its profile."))

    static let receiptsNotRequested = AgreementRemark(
        Phrase(
            "HER-id {party} vil ikke ha transportkvitteringer; de er påkrevd.",
            "HER-id {party} vil ikkje ha transportkvitteringar; dei er påkravde.",
            "HER-id {party} wants no Acknowledgments; they are required."),
        action: Phrase(
            "De bes om og sendes likevel. Be parten rette profilen sin.",
            "Dei blir bedne om og sende likevel. Be parten rette profilen sin.",
            "They are asked for and sent all the same. Ask the party to correct its profile."))

    static let receiptsUnsigned = AgreementRemark(
        Phrase(
            "HER-id {party} vil ha usignerte transportkvitteringer; de skal være signert.",
            "HER-id {party} vil ha usignerte transportkvitteringar; dei skal vere signerte.",
            "HER-id {party} wants unsigned Acknowledgments; they shall be signed."),
        action: Phrase(
            "Usignerte bekrefter ingenting her. Be parten rette profilen sin.",
            "Usignerte stadfestar ingenting her. Be parten rette profilen sin.",
            "Unsigned ones confirm nothing here. Ask the party to correct its profile."))

    static let duplicatesNotEliminated = AgreementRemark(
        Phrase(
            "HER-id {party} fjerner ikke dubletter; det er påkrevd.",
            "HER-id {party} fjernar ikkje dublettar; det er påkravd.",
            "HER-id {party} does not eliminate duplicates, which is required."),
        action: Phrase(
            "Det bes om likevel. Be parten rette profilen sin.",
            "Det blir bede om likevel. Be parten rette profilen sin.",
            "It is asked for all the same. Ask the party to correct its profile."))

    static let signatureWeak = AgreementRemark(
        Phrase(
            "HER-id {party} ber om signaturer med {detail}, som er for svakt.",
            "HER-id {party} bed om signaturar med {detail}, som er for svakt.",
            "HER-id {party} asks for signatures with {detail}, which is too weak."),
        action: Phrase(
            "Det signeres med SHA-256. Kan parten ikke lese det, må tjeneren der oppgraderes.",
            "Det blir signert med SHA-256. Kan parten ikkje lese det, må tenaren der oppgraderast.",
            "SHA-256 is used for signing. If the party cannot read that, its server has to be upgraded."))

    static let encryptionWeak = AgreementRemark(
        Phrase(
            "HER-id {party} ber om kryptering med {detail}, som er for svakt.",
            "HER-id {party} bed om kryptering med {detail}, som er for svakt.",
            "HER-id {party} asks for encryption with {detail}, which is too weak."),
        action: Phrase(
            "Det krypteres med AES-256. Kan parten ikke lese det, må tjeneren der oppgraderes.",
            "Det blir kryptert med AES-256. Kan parten ikkje lese det, må tenaren der oppgraderast.",
            "AES-256 is used for encryption. If the party cannot read that, its server has to be upgraded."))
}

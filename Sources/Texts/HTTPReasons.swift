/// Reasons that have to do with partners that are reached over HTTP.
enum HTTPReasons {
    static let unreachable = Reason(
        Phrase(
            "Meldingstjeneren til parten svarer ikke over HTTP, eller kan ikke ta imot nå.",
            "Meldingstenaren til parten svarer ikkje over HTTP, eller kan ikkje ta imot no.",
            "The party's message server does not answer over HTTP, or cannot take messages now."),
        meaning: .held,
        action: Phrase(
            "Vent; det prøves igjen. Varer det, kontroller nettet og hør med parten.",
            "Vent; det blir prøvd igjen. Varer det, kontroller nettet og høyr med parten.",
            "Wait; it is tried again. If it lasts, check the network and ask the party."),
        by: .operations)

    static let refused = Reason(
        Phrase(
            "Meldingstjeneren til parten sa nei over HTTP.",
            "Meldingstenaren til parten sa nei over HTTP.",
            "The party's message server said no over HTTP."),
        meaning: .notConfirmed,
        action: Phrase(
            "Kontroller partens HTTP-adresse mot avtalen, og at parten slipper oss inn.",
            "Kontroller HTTP-adressa til parten mot avtalen, og at parten slepp oss inn.",
            "Check the party's HTTP address against the agreement, and that the party lets us in."),
        by: .operations)

    static let certificateUntrusted = Reason(
        Phrase(
            "Sertifikatet til partens HTTP-tjener er ikke fra en utsteder vi stoler på, eller det er utløpt.",
            "Sertifikatet til HTTP-tenaren til parten er ikkje frå ein utferdar vi stolar på, eller det er gått ut.",
            "The certificate of the party's HTTP server is from no issuer we trust, or it is out of date."),
        meaning: .held,
        action: Phrase(
            "Be parten bytte sertifikat, eller legg inn utstederen i partnerHTTP.client.trustRoots.",
            "Be parten byte sertifikat, eller legg inn utferdaren i partnerHTTP.client.trustRoots.",
            "Ask the party to change its certificate, or enter the issuer in partnerHTTP.client.trustRoots."),
        by: .operations)

    static let certificateName = Reason(
        Phrase(
            "Sertifikatet til partens HTTP-tjener gjelder et annet navn enn adressen vi sender til.",
            "Sertifikatet til HTTP-tenaren til parten gjeld eit anna namn enn adressa vi sender til.",
            "The certificate of the party's HTTP server is for another name than the address we send to."),
        meaning: .held,
        action: Phrase(
            "Kontroller partens HTTP-adresse. Er den riktig, må parten bytte sertifikat.",
            "Kontroller HTTP-adressa til parten. Er ho rett, må parten byte sertifikat.",
            "Check the party's HTTP address. If it is right, the party has to change its certificate."),
        by: .operations)

    static let clientCertificate = Reason(
        Phrase(
            "Partens HTTP-tjener godtar ikke klientsertifikatet vårt, eller vi har ikke noe å vise.",
            "HTTP-tenaren til parten godtek ikkje klientsertifikatet vårt, eller vi har ikkje noko å vise.",
            "The party's HTTP server does not accept our client certificate, or we have none to show."),
        meaning: .held,
        action: Phrase(
            "Legg inn sertifikat og nøkkel i partnerHTTP.client, og be parten om å godta utstederen.",
            "Legg inn sertifikat og nøkkel i partnerHTTP.client, og be parten om å godta utferdaren.",
            "Enter certificate and key in partnerHTTP.client, and ask the party to accept the issuer."),
        by: .operations)

    static let tlsFailed = Reason(
        Phrase(
            "Det ble ingen sikret linje (TLS) til partens HTTP-tjener.",
            "Det vart inga sikra linje (TLS) til HTTP-tenaren til parten.",
            "No protected line (TLS) to the party's HTTP server came about."),
        meaning: .held,
        action: Phrase(
            "Hør med parten om tjeneren kan TLS 1.2 eller nyere på den adressen.",
            "Høyr med parten om tenaren kan TLS 1.2 eller nyare på den adressa.",
            "Ask the party whether the server can speak TLS 1.2 or newer at that address."),
        by: .operations)
}

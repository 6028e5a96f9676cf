/// Reasons that have to do with certificates and private keys.
enum CertificateReasons {
    static let noEncryptionCertificate = Reason(
        Phrase(
            "Adresseregisteret har ikke noe krypteringssertifikat for HER-id {her}.",
            "Adresseregisteret har ikkje noko krypteringssertifikat for HER-id {her}.",
            "The address register has no encryption certificate for HER-id {her}."),
        meaning: .held,
        action: Phrase(
            "Be parten registrere sertifikatet sitt. Uten det kan ingenting sendes trygt.",
            "Be parten registrere sertifikatet sitt. Utan det kan ingenting sendast trygt.",
            "Ask the party to register its certificate. Without it nothing can be sent safely."),
        by: .partner)

    static let expired = Reason(
        Phrase(
            "Sertifikatet til {party} gikk ut på dato {date}.",
            "Sertifikatet til {party} gjekk ut på dato {date}.",
            "The certificate of {party} expired on {date}."),
        meaning: .notTrusted,
        action: Phrase(
            "Den som eier sertifikatet, må ta i bruk et nytt og registrere det.",
            "Den som eig sertifikatet, må ta i bruk eit nytt og registrere det.",
            "The owner of the certificate must put a new one to use and register it."),
        by: .partner)

    static let notYetValid = Reason(
        Phrase(
            "Sertifikatet til {party} gjelder ikke ennå, etter klokken på denne tjeneren.",
            "Sertifikatet til {party} gjeld ikkje enno, etter klokka på denne tenaren.",
            "The certificate of {party} is not valid yet by the clock of this server."),
        meaning: .held,
        action: Phrase(
            "Kontroller klokken på tjeneren. Er den rett, går meldingen av seg selv når sertifikatet gjelder.",
            "Kontroller klokka på tenaren. Er ho rett, går meldinga av seg sjølv når sertifikatet gjeld.",
            "Check the server's clock. If it is right, the message goes by itself when the certificate is valid."),
        by: .operations)

    static let revoked = Reason(
        Phrase(
            "Sertifikatet til {party} er trukket tilbake av utstederen.",
            "Sertifikatet til {party} er trekt tilbake av utferdaren.",
            "The certificate of {party} has been revoked by its issuer."),
        meaning: .notTrusted,
        action: Phrase(
            "Ta kontakt med parten på en måte du stoler på, og meld fra som avvik: nøkkelen kan være på avveier.",
            "Ta kontakt med parten på ein måte du stoler på, og meld frå som avvik: nøkkelen kan vere på avvegar.",
            "Contact the party in a way you trust, and report it as a deviation: the key may be in the wrong hands."),
        by: .messageAdministrator)

    static let untrusted = Reason(
        Phrase(
            "Sertifikatet til {party} er ikke utstedt av en utsteder vi stoler på, eller kan ikke brukes til dette.",
            "Sertifikatet til {party} er ikkje utferda av ein utferdar vi stoler på, eller kan ikkje brukast til dette.",
            "The certificate of {party} is not from an issuer we trust, or may not be used for this."),
        meaning: .notTrusted,
        action: Phrase(
            "Kontroller sertifikatet med parten. Nye utstedere legges inn av den som drifter meldingstjeneren.",
            "Kontroller sertifikatet med parten. Nye utferdarar blir lagde inn av den som driftar meldingstenaren.",
            "Check the certificate with the party. New issuers are added by whoever operates the message server."),
        by: .operations)

    static let ofAnother = Reason(
        Phrase(
            "Adresseregisteret har et sertifikat for parten som tilhører en annen virksomhet.",
            "Adresseregisteret har eit sertifikat for parten som høyrer til ei anna verksemd.",
            "The address register has a certificate for the party that belongs to another organisation."),
        meaning: .notTrusted,
        action: Phrase(
            "Spør virksomheten, på et nummer du kjenner fra før, om den har byttet organisasjonsnummer. "
                + "Er det registeret som tar feil, meld fra der.",
            "Spør verksemda, på eit nummer du kjenner frå før, om ho har bytt organisasjonsnummer. "
                + "Er det registeret som tek feil, meld frå der.",
            "Ask the organisation, on a number you knew before, whether its organisation number has changed. "
                + "If the register is wrong, report it there."),
        by: .messageAdministrator)

    static let revocationUnknown = Reason(
        Phrase(
            "Vi får ikke vite om sertifikatet til {party} er trukket tilbake: utstederens liste er for gammel.",
            "Vi får ikkje vite om sertifikatet til {party} er trekt tilbake: lista til utferdaren er for gammal.",
            "We cannot learn whether the certificate of {party} is revoked: the issuer's list is too old."),
        meaning: .held,
        action: Phrase(
            "Kontroller at meldingstjeneren når utstederens liste over tilbaketrukne sertifikater.",
            "Kontroller at meldingstenaren når lista til utferdaren over sertifikat som er trekte tilbake.",
            "Check that the message server can reach the issuer's list of revoked certificates."),
        by: .operations)

    static let noSigningKey = Reason(
        Phrase(
            "Virksomheten har ingen gyldig nøkkel å signere med.",
            "Verksemda har ingen gyldig nøkkel å signere med.",
            "The organisation has no valid key to sign with."),
        meaning: .held,
        action: Phrase(
            "Legg inn et gyldig virksomhetssertifikat for signering.",
            "Legg inn eit gyldig verksemdssertifikat for signering.",
            "Import a valid organisation certificate for signing."),
        by: .certificateOwner)

    static let noDecryptionKey = Reason(
        Phrase(
            "Meldingen er kryptert til et sertifikat vi ikke har nøkkelen til.",
            "Meldinga er kryptert til eit sertifikat vi ikkje har nøkkelen til.",
            "The message is encrypted to a certificate whose key we do not have."),
        meaning: .notHandedOver,
        action: Phrase(
            "Kontroller at sertifikatet vårt i adresseregisteret er det vi bruker, og legg inn den "
                + "gamle nøkkelen om den mangler.",
            "Kontroller at sertifikatet vårt i adresseregisteret er det vi bruker, og legg inn den "
                + "gamle nøkkelen om han manglar.",
            "Check that our certificate in the address register is the one in use, and import the "
                + "old key if it is missing."
        ),
        by: .certificateOwner)

    static let noSigningCertificate = Reason(
        Phrase(
            "Registeret har ikke noe signeringssertifikat for avsenderen.",
            "Registeret har ikkje noko signeringssertifikat for avsendaren.",
            "The register has no signing certificate for the sender."),
        meaning: .kept,
        action: Phrase(
            "Be avsenderen registrere sertifikatet sitt. Meldingen behandles når det er der.",
            "Be avsendaren registrere sertifikatet sitt. Meldinga blir handsama når det er der.",
            "Ask the sender to register its certificate. The message goes on when it is there."),
        by: .partner)
}

/// What is said of the certificates in an agreement. Each says what was found, and what to do.
enum CertificateRemarks {
    static let signingCertificateMissing = AgreementRemark(
        Phrase(
            "Avtalen har ikke noe signeringssertifikat for HER-id {party}.",
            "Avtala har ikkje noko signeringssertifikat for HER-id {party}.",
            "The agreement has no signing certificate for HER-id {party}."),
        action: Phrase(
            "Det i registeret brukes. Hent avtalen på nytt når det er kommet med.",
            "Det i registeret blir brukt. Hent avtala på nytt når det er kome med.",
            "The register's is used. Get the agreement again once it is in it."))

    static let encryptionCertificateMissing = AgreementRemark(
        Phrase(
            "Avtalen har ikke noe krypteringssertifikat for HER-id {party}.",
            "Avtala har ikkje noko krypteringssertifikat for HER-id {party}.",
            "The agreement has no encryption certificate for HER-id {party}."),
        action: Phrase(
            "Det i registeret brukes. Hent avtalen på nytt når det er kommet med.",
            "Det i registeret blir brukt. Hent avtala på nytt når det er kome med.",
            "The register's is used. Get the agreement again once it is in it."))

    static let certificateUnreadable = AgreementRemark(
        Phrase(
            "Sertifikatet «{detail}» til HER-id {party} kan ikke leses.",
            "Sertifikatet «{detail}» til HER-id {party} kan ikkje lesast.",
            "The certificate “{detail}” of HER-id {party} cannot be read."),
        action: Phrase(
            "Det i registeret brukes. Hent avtalen på nytt.",
            "Det i registeret blir brukt. Hent avtala på nytt.",
            "The register's is used. Get the agreement again."))

    static let certificateRefused = AgreementRemark(
        Phrase(
            "Et sertifikat til HER-id {party} i avtalen kan ikke brukes. {detail}",
            "Eit sertifikat til HER-id {party} i avtala kan ikkje brukast. {detail}",
            "A certificate of HER-id {party} in the agreement cannot be used. {detail}"),
        action: Phrase(
            "Det i registeret brukes, og prøves for seg. Hent avtalen på nytt når parten har nytt sertifikat.",
            "Det i registeret blir brukt, og prøvd for seg. Hent avtala på nytt når parten har nytt sertifikat.",
            "The register's is used, and judged by itself. Get the agreement again once the party has a "
                + "new certificate."))

    static let signingCertificateDiffers = AgreementRemark(
        Phrase(
            "Signeringssertifikatet {detail} til HER-id {party} er ikke det som er registrert.",
            "Signeringssertifikatet {detail} til HER-id {party} er ikkje det som er registrert.",
            "The signing certificate {detail} of HER-id {party} is not the one registered."),
        action: Phrase(
            "Det registrerte gjelder. Er det vårt eget, kan parten avvise det vi signerer til avtalen er "
                + "hentet på nytt der.",
            "Det registrerte gjeld. Er det vårt eige, kan parten avvise det vi signerer til avtala er "
                + "henta på nytt der.",
            "The registered one counts. If it is our own, the party may refuse what we sign until it has "
                + "the agreement anew."))

    static let encryptionCertificateDiffers = AgreementRemark(
        Phrase(
            "Krypteringssertifikatet {detail} til HER-id {party} er ikke det som er registrert.",
            "Krypteringssertifikatet {detail} til HER-id {party} er ikkje det som er registrert.",
            "The encryption certificate {detail} of HER-id {party} is not the one registered."),
        action: Phrase(
            "Det registrerte gjelder. Er det vårt eget, behold den gamle nøkkelen til avtalen er hentet "
                + "på nytt hos parten.",
            "Det registrerte gjeld. Er det vårt eige, ta vare på den gamle nøkkelen til avtala er henta "
                + "på nytt hos parten.",
            "The registered one counts. If it is our own, keep the old key until the party has the agreement anew."))

    static let certificateReference = AgreementRemark(
        Phrase(
            "HER-id {party} viser til «{detail}» for signering, og det er ikke et signeringssertifikat.",
            "HER-id {party} viser til «{detail}» for signering, og det er ikkje eit signeringssertifikat.",
            "HER-id {party} refers to “{detail}” for signing, which is no signing certificate."),
        action: Phrase(
            "Ingenting å gjøre; sertifikater velges etter hva de er laget for.",
            "Ingenting å gjere; sertifikat blir valde etter kva dei er laga for.",
            "Nothing needs doing; certificates are chosen by what they are made for."))
}

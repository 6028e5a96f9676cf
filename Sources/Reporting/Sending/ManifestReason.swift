import SealedSubmission
public import Texts

/// What was found in a signed document, in the words of whoever sends: by the code of the fault.
///
/// Codes that a sender cannot meet, or could do nothing about, are told by their code.
public enum ManifestReason {
    /// Why a submission was refused, by the code that the send module tells.
    public static func text(of code: String, _ language: Language) -> String {
        SubmissionFault.Code(rawValue: code).map { phrase($0).text(language) } ?? code
    }

    static func phrase(_ code: SubmissionFault.Code) -> Phrase {
        known[code]
            ?? Phrase(
                "Feilkode: \(code.rawValue).", "Feilkode: \(code.rawValue).", "The fault's code: \(code.rawValue).")
    }

    private static let known: [SubmissionFault.Code: Phrase] = [
        .notSigned: Phrase(
            "Dokumentet er ikke signert på den avtalte måten.", "Dokumentet er ikkje signert på den avtalte måten.",
            "The document is not signed in the agreed form."),
        .signatureWrong: Phrase(
            "Signaturen hører ikke til dokumentet: det er endret.",
            "Signaturen høyrer ikkje til dokumentet: det er endra.",
            "The signature does not belong to the document: it was altered."),
        .unknownFormat: Phrase(
            "Dokumentet er av et annet slag eller en annen versjon.",
            "Dokumentet er av eit anna slag eller ein annan versjon.", "The document is of another kind or version."),
        .unreadableDocument: Phrase(
            "Dokumentet har ikke de avtalte feltene.", "Dokumentet har ikkje dei avtalte felta.",
            "The document does not hold the agreed fields."),
        .signerUntrusted: Phrase(
            "Sertifikatet er ikke utstedt av noen det stoles på.",
            "Sertifikatet er ikkje utferda av nokon det blir stolt på.",
            "The certificate comes from no issuer that is trusted."),
        .signerExpired: Phrase(
            "Sertifikatet er gått ut.", "Sertifikatet er gått ut.", "The certificate has expired."),
        .signerNotYetValid: Phrase(
            "Sertifikatet gjelder ikke ennå; klokken kan være feil.",
            "Sertifikatet gjeld ikkje enno; klokka kan vere feil.",
            "The certificate is not valid yet; the clock may be wrong."),
        .signerRevoked: Phrase(
            "Sertifikatet er trukket tilbake.", "Sertifikatet er trekt tilbake.", "The certificate has been revoked."),
        .revocationUnknown: Phrase(
            "Det kan ikke sjekkes nå om sertifikatet er trukket tilbake.",
            "Det kan ikkje sjekkast no om sertifikatet er trekt tilbake.",
            "It cannot be told at the moment whether the certificate has been revoked."),
        .signerWrongUse: Phrase(
            "Sertifikatet er ikke for signering (nøkkelbruk nonRepudiation mangler).",
            "Sertifikatet er ikkje for signering (nøkkelbruk nonRepudiation manglar).",
            "The certificate is not for signing (key usage nonRepudiation is missing)."),
        .signerOtherOrganisation: Phrase(
            "Det er signert av en annen organisasjon enn den det gjelder.",
            "Det er signert av ein annan organisasjon enn den det gjeld.",
            "It is signed by another organisation than the one it names."),
        .keyOfEarlierYear: Phrase(
            "Den er fra et tidligere år.", "Han er frå eit tidlegare år.", "It is an earlier year's."),
        .keyOfLaterYear: Phrase(
            "Den er for et senere år.", "Han er for eit seinare år.", "It is a later year's."),
        .keyNotYetValid: Phrase(
            "Den er ikke tatt i bruk ennå.", "Han er ikkje teken i bruk enno.", "It is not in use yet."),
        .keyExpired: Phrase("Tiden for den er ute.", "Tida for han er ute.", "Its period has ended."),
        .keyOfOtherHolder: Phrase(
            "Den er den andre partens: de to er byttet om.", "Han er den andre parten sin: dei to er bytte om.",
            "It is the other party's: the two are swapped."),
        .keySignedByStranger: Phrase(
            "Den er ikke signert av den den skal komme fra.", "Han er ikkje signert av den han skal kome frå.",
            "It is not signed by the party it should come from."),
        .keyCertificateRefused: Phrase(
            "Sertifikatet i den kan ikke brukes til å kryptere.",
            "Sertifikatet i han kan ikkje brukast til å kryptere.",
            "Its certificate cannot be used to encrypt."),
        .oneSignerForBothKeys: Phrase(
            "Begge nøklene er signert av samme organisasjon: da kunne én part lese alt.",
            "Begge nøklane er signerte av same organisasjon: då kunne éin part lese alt.",
            "Both keys are signed by the same organisation: one party could read everything."),
        .oneKeyForBoth: Phrase(
            "De to nøklene er én og samme: da kunne én part lese alt.",
            "Dei to nøklane er ein og same: då kunne éin part lese alt.",
            "The two keys are one and the same: one party could read everything."),
        .clientTooOld: Phrase(
            "Programmet som forseglet, er for gammelt.", "Programmet som forsegla, er for gammalt.",
            "The program that sealed is too old."),
        .otherUnit: Phrase(
            "Den gjelder en annen kommune eller bydel enn innloggingen.",
            "Ho gjeld ein annan kommune eller bydel enn innlogginga.",
            "It is of another municipality or district than the log-in."),
        .otherOrganisation: Phrase(
            "Den er fra en annen organisasjon enn innloggingen.",
            "Ho er frå ein annan organisasjon enn innlogginga.", "It is from another organisation than the log-in."),
        .otherYear: Phrase(
            "Den gjelder et annet år.", "Ho gjeld eit anna år.", "It is of another year."),
        .otherKey: Phrase(
            "Den er ikke forseglet til årets nøkkel.", "Ho er ikkje forsegla til nøkkelen for året.",
            "It is not sealed to this year's key."),
        .contactAddress: Phrase(
            "E-postadressen er ikke en adresse.", "E-postadressa er ikkje ei adresse.",
            "The mail address is none."),
        .contactIncomplete: Phrase(
            "Navn, telefon eller rolle mangler eller kan ikke brukes.",
            "Namn, telefon eller rolle manglar eller kan ikkje brukast.",
            "Name, telephone or role is missing or unusable."),
        .partMissing: Phrase("En del mangler.", "Ein del manglar.", "A part is missing."),
        .partAltered: Phrase(
            "En del er ikke den som ble signert.", "Ein del er ikkje den som blei signert.",
            "A part is not the one that was signed for."),
        .partTruncated: Phrase("En del er kuttet.", "Ein del er kutta.", "A part is cut off."),
        .receiptOfOtherSubmission: Phrase(
            "Den gjelder en annen innsending.", "Ho gjeld ei anna innsending.", "It is for another submission."),
    ]
}

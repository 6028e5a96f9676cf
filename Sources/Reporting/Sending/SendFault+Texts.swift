public import Texts

extension SendFault {
    /// What is wrong and what to do, for the person who sends.
    public func text(_ language: Language) -> String {
        var values = values
        values["hint"] = values["least"] == nil ? "" : SendFault.Code.leastNumberHint.text(language, values: values)
        values["reason"] = cause.map { ManifestReason.phrase($0).text(language) } ?? ""
        if let holder = values["holder"] { values["holder"] = Self.name(of: holder).text(language) }
        // A value that is missing leaves no gap.
        return code.phrase.text(language, values: values).split(separator: " ").joined(separator: " ")
    }

    private static func name(of holder: String) -> Phrase {
        switch holder {
        case "trustee":
            Phrase(
                "tiltrodd pseudonymforvalter (TPF)", "tiltrudd pseudonymforvaltar (TPF)", "the trusted third party")
        case "register": Phrase("registeret", "registeret", "the register")
        default: Phrase("begge partene", "begge partane", "both parties")
        }
    }
}

extension SendFault.Code {
    /// The sentence, with room for values.
    var phrase: Phrase {
        switch self {
        case .manifestUnusable:
            Phrase(
                "Innsendingen i mappen kan ikke brukes. {reason} Forsegl uttrekket på nytt.",
                "Innsendinga i mappa kan ikkje brukast. {reason} Forsegl uttrekket på nytt.",
                "The submission in the folder cannot be used. {reason} Seal the extract again.")
        case .partAltered:
            Phrase(
                "Filen {part} er ikke den som ble signert: den er endret eller kuttet. Forsegl uttrekket på nytt.",
                "Fila {part} er ikkje den som blei signert: ho er endra eller kutta. Forsegl uttrekket på nytt.",
                "The file {part} is not the one that was signed: it was changed or cut. Seal the extract again.")
        case .otherOrganisation:
            Phrase(
                "Innsendingen er signert av organisasjon {organisation}, men her er organisasjonsnummeret {own}.",
                "Innsendinga er signert av organisasjon {organisation}, men her er organisasjonsnummeret {own}.",
                "The submission is signed by organisation {organisation}, but here the organisation number is {own}.")
        case .otherMunicipality:
            Phrase(
                "Innsendingen gjelder {unit}, som ikke er blant kommunene som det rapporteres for herfra "
                    + "(`reporting.municipalities`).",
                "Innsendinga gjeld {unit}, som ikkje er blant kommunane som det blir rapportert for herifrå "
                    + "(`reporting.municipalities`).",
                "The submission is of {unit}, which is not among the municipalities that are reported for from here "
                    + "(`reporting.municipalities`).")
        case .districtNotAgreed:
            Phrase(
                "Bydel {district} er ikke avtalt for kommunen. Bruk 00 når ikke noe annet er avtalt.",
                "Bydel {district} er ikkje avtalt for kommunen. Bruk 00 når ikkje noko anna er avtalt.",
                "District {district} has not been agreed for the municipality. Use 00 unless another one was agreed.")
        case .hostNotAllowed:
            Phrase(
                "{host} er ikke blant vertene som denne installasjonen får kontakte (`allowedHosts`).",
                "{host} er ikkje blant vertane som denne installasjonen får kontakte (`allowedHosts`).",
                "{host} is not among the hosts that this installation may reach (`allowedHosts`).")
        case .trustRootsUnreadable:
            Phrase(
                "Det er ikke noe sertifikat i {file}, som sendemodulen skal gjenkjennes ved.",
                "Det er ikkje noko sertifikat i {file}, som sendemodulen skal kjennast att ved.",
                "There is no certificate in {file}, by which the send module is to be recognised.")
        case .unreachable:
            Phrase(
                "Sendemodulen ({host}) svarer ikke. Den kan bare nås over Helsenettet: `budstikke report doctor` ser "
                    + "etter feilen.",
                "Sendemodulen ({host}) svarer ikkje. Han kan berre nåast over Helsenettet: `budstikke report doctor` "
                    + "ser etter feilen.",
                "The send module ({host}) does not answer. It can be reached over Helsenettet only: "
                    + "`budstikke report doctor` looks for the cause.")
        case .serverNotTrusted:
            Phrase(
                "Den som svarer på {host}, er ikke sendemodulen: sertifikatet er ikke utstedt av noen det stoles på, "
                    + "eller gjelder en annen.",
                "Den som svarer på {host}, er ikkje sendemodulen: sertifikatet er ikkje utferda av nokon det blir "
                    + "stolt på, eller gjeld ein annan.",
                "Whoever answers at {host} is not the send module: its certificate comes from nobody that is trusted, "
                    + "or is another's.")
        case .cut:
            Phrase(
                "Forbindelsen til sendemodulen ble brutt. Send på nytt: det som er kommet fram, sendes ikke en gang til.",
                "Sambandet med sendemodulen blei brote. Send på nytt: det som er kome fram, blir ikkje sendt ein gong til.",
                "The line to the send module was cut. Send again: what has arrived is not sent twice.")
        case .answerUnusable:
            Phrase(
                "Svaret er ikke et svar fra en sendemodul. Er adressen riktig? {detail}",
                "Svaret er ikkje eit svar frå ein sendemodul. Er adressa rett? {detail}",
                "The answer is none that a send module gives. Is the address right? {detail}")
        case .unavailable:
            Phrase(
                "Sendemodulen kan ikke ta imot akkurat nå. Prøv igjen om litt.",
                "Sendemodulen kan ikkje ta imot akkurat no. Prøv igjen om litt.",
                "The send module cannot do this at the moment. Try again in a while.")
        case .otherYear:
            Phrase(
                "Innsendingen gjelder {year}, men sendemodulen tar nå imot {taken}.",
                "Innsendinga gjeld {year}, men sendemodulen tek no imot {taken}.",
                "The submission is of {year}, but the send module now takes {taken}.")
        case .seasonClosed:
            Phrase(
                "Sendemodulen tar bare imot prøver nå. Innsendingen åpner {opens}, siste dag er {lastDay}, og rettelser "
                    + "tas imot før {corrections}.",
                "Sendemodulen tek berre imot prøver no. Innsendinga opnar {opens}, siste dag er {lastDay}, og rettingar "
                    + "blir tekne imot før {corrections}.",
                "The send module takes tests only now. The season opens on {opens}, its last day is {lastDay}, and "
                    + "corrections are taken before {corrections}.")
        case .keyUnusable:
            Phrase(
                "Årets nøkkel fra {holder} kan ikke brukes. {reason}",
                "Nøkkelen for året frå {holder} kan ikkje brukast. {reason}",
                "This year's key of {holder} cannot be used. {reason}")
        case .keysSwapped:
            Phrase(
                "De to nøklene er byttet om. Forsegl på nytt med hver nøkkel på sin plass.",
                "Dei to nøklane er bytte om. Forsegl på nytt med kvar nøkkel på sin plass.",
                "The two keys are swapped. Seal again with each key in its place.")
        case .otherKey:
            Phrase(
                "Innsendingen er forseglet til en annen nøkkel enn årets fra {holder}. Hent årets nøkkel og forsegl på nytt.",
                "Innsendinga er forsegla til ein annan nøkkel enn den for året frå {holder}. Hent nøkkelen for året og "
                    + "forsegl på nytt.",
                "The submission is sealed to another key than this year's of {holder}. Get this year's key and seal again."
            )
        case .clientTooOld:
            Phrase(
                "Dette programmet (versjon {version}) er eldre enn den eldste versjonen som kan brukes. Oppdater det.",
                "Dette programmet (versjon {version}) er eldre enn den eldste versjonen som kan brukast. Oppdater det.",
                "This program (version {version}) is older than the oldest one that may be used. Update it.")
        case .keyNotThere:
            Phrase(
                "Sendemodulen har ikke årets nøkkel fra {holder} ennå.",
                "Sendemodulen har ikkje nøkkelen for året frå {holder} enno.",
                "The send module does not have this year's key of {holder} yet.")
        case .pinRefused, .pinLogInRefused, .certificateRefused, .logInRefused, .logInLost, .busy: logInPhrase
        case .manifestRefused, .manifestHeld, .seasonRefused, .sequencePassed, .begunOtherwise, .refusedBefore,
            .arrivedBefore, .partsIncomplete, .partBusy, .offsetDiffers, .unknownSubmission, .nothingThere:
            uploadPhrase
        case .receiptForged, .receiptUnconfirmed, .receiptNotKept, .proofNeeded, .codeRefused, .passwordNotYet,
            .passwordGone, .contactRefused, .notArrived:
            laterPhrase
        }
    }
}

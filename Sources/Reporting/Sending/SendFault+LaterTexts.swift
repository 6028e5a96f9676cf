import Texts

/// The sentences about the log-in, the upload, and what comes after it.
extension SendFault.Code {
    var logInPhrase: Phrase {
        switch self {
        case .pinRefused:
            Phrase(
                "PIN-koden er feil, eller hviler noen minutter etter flere feil. Kommune og bydel ({unit}) og "
                    + "organisasjonsnummer ({organisation}) stemmer. PIN-koden står i brevet av {sent} til {recipient}.",
                "PIN-koden er feil, eller kviler nokre minutt etter fleire feil. Kommune og bydel ({unit}) og "
                    + "organisasjonsnummer ({organisation}) stemmer. PIN-koden står i brevet av {sent} til {recipient}.",
                "The PIN is wrong, or rests for some minutes after several wrong ones. Municipality and district "
                    + "({unit}) and organisation number ({organisation}) are right. The PIN stands in the letter of "
                    + "{sent} to {recipient}.")
        case .pinLogInRefused:
            Phrase(
                "Innloggingen ble avvist: PIN-koden er feil eller hviler, eller {unit} og organisasjonsnummer "
                    + "{organisation} hører ikke sammen. PIN-koden står i brevet av {sent} til {recipient}.",
                "Innlogginga blei avvist: PIN-koden er feil eller kviler, eller {unit} og organisasjonsnummer "
                    + "{organisation} høyrer ikkje saman. PIN-koden står i brevet av {sent} til {recipient}.",
                "The log-in was refused: the PIN is wrong or rests, or {unit} and organisation number {organisation} do "
                    + "not belong together. The PIN stands in the letter of {sent} to {recipient}.")
        case .certificateRefused:
            Phrase(
                "Sendemodulen kjenner ikke virksomhetssertifikatet til {organisation} igjen for {unit}. Er sertifikatet "
                    + "gyldig, og har kommunen meldt organisasjonsnummeret?",
                "Sendemodulen kjenner ikkje att verksemdssertifikatet til {organisation} for {unit}. Er sertifikatet "
                    + "gyldig, og har kommunen meldt organisasjonsnummeret?",
                "The send module does not recognise the organisation certificate of {organisation} for {unit}. Is it "
                    + "valid, and has the municipality given that organisation number?")
        case .busy:
            Phrase(
                "For mange logger inn samtidig; ingenting ble talt. Prøv igjen om litt.",
                "For mange loggar inn samstundes; ingenting blei talt. Prøv igjen om litt.",
                "Too many log in at the same time; nothing was counted. Try again in a while.")
        case .logInLost:
            Phrase(
                "Innloggingen er gått ut. Logg inn på nytt.", "Innlogginga er gått ut. Logg inn på nytt.",
                "The log-in has run out. Log in again.")
        default: Phrase("Innloggingen ble avvist.", "Innlogginga blei avvist.", "The log-in was refused.")
        }
    }

    /// Who asked with a PIN has no installation that could keep the number.
    static let leastNumberHint = Phrase(
        "Bruk `budstikke report seal --least-number {least}`.",
        "Bruk `budstikke report seal --least-number {least}`.",
        "Use `budstikke report seal --least-number {least}`.")

    var uploadPhrase: Phrase {
        switch self {
        case .manifestRefused:
            Phrase(
                "Sendemodulen tar ikke imot innsendingen. {reason}",
                "Sendemodulen tek ikkje imot innsendinga. {reason}",
                "The send module does not take the submission. {reason}")
        case .manifestHeld:
            Phrase(
                "Sendemodulen kan ikke avgjøre innsendingen akkurat nå. {reason} Prøv igjen senere.",
                "Sendemodulen kan ikkje avgjere innsendinga akkurat no. {reason} Prøv igjen seinare.",
                "The send module cannot judge the submission at the moment. {reason} Try again later.")
        case .seasonRefused:
            Phrase(
                "Sendemodulen tar bare imot prøver nå. {detail}", "Sendemodulen tek berre imot prøver no. {detail}",
                "The send module takes tests only now. {detail}")
        case .sequencePassed:
            Phrase(
                "Innsendingen har nummer {sequence}, men en med det nummeret eller et høyere er alt kommet fram, så denne "
                    + "ble ikke sendt. Skal den gjelde, forsegl uttrekket på nytt: da får den nummer {next}. {hint}",
                "Innsendinga har nummer {sequence}, men ei med det nummeret eller eit høgare er alt komen fram, så denne "
                    + "blei ikkje send. Skal ho gjelde, forsegl uttrekket på nytt: då får ho nummer {next}. {hint}",
                "The submission has number {sequence}, but one with that number or a higher one has arrived already, so "
                    + "it was not sent. If this is the one that shall count, seal the extract again: it gets number "
                    + "{next} then. {hint}")
        case .begunOtherwise:
            Phrase(
                "Innsendingen ble begynt med et annet innhold. Forsegl uttrekket på nytt.",
                "Innsendinga blei byrja med eit anna innhald. Forsegl uttrekket på nytt.",
                "The submission was begun with another content. Seal the extract again.")
        case .refusedBefore:
            Phrase(
                "Innsendingen ble avvist da den ble åpnet. Forsegl uttrekket på nytt.",
                "Innsendinga blei avvist då ho blei opna. Forsegl uttrekket på nytt.",
                "The submission was refused when it was opened. Seal the extract again.")
        case .arrivedBefore:
            Phrase(
                "Innsendingen er alt kommet fram som en helhet.", "Innsendinga er alt komen fram som ein heilskap.",
                "The submission has arrived as a whole already.")
        case .partsIncomplete:
            Phrase(
                "Deler kom ikke fram slik de ble signert, heller ikke etter nye forsøk. {reason}",
                "Delar kom ikkje fram slik dei blei signerte, heller ikkje etter nye forsøk. {reason}",
                "Parts did not arrive as they were signed, even after new tries. {reason}")
        case .partBusy, .offsetDiffers:
            Phrase(
                "En annen sending av samme innsending pågår. Vent til den er ferdig.",
                "Ei anna sending av same innsending går føre seg. Vent til ho er ferdig.",
                "The same submission is being sent from elsewhere. Wait until that has ended.")
        case .unknownSubmission:
            Phrase(
                "Sendemodulen har ingen slik innsending fra denne kommunen eller bydelen.",
                "Sendemodulen har inga slik innsending frå denne kommunen eller bydelen.",
                "The send module has no such submission of this municipality or district.")
        default:
            Phrase(
                "Det er ingenting på adressen. Er adressen til sendemodulen riktig?",
                "Det er ingenting på adressa. Er adressa til sendemodulen rett?",
                "There is nothing at the address. Is the send module's address right?")
        }
    }

    var laterPhrase: Phrase {
        switch self {
        case .receiptForged:
            Phrase(
                "Kvitteringen bekrefter ikke det som ble sendt, slik tiltrodd pseudonymforvalter (TPF) skal, og regnes "
                    + "ikke. {reason} Ring TPF.",
                "Kvitteringa stadfestar ikkje det som blei sendt, slik tiltrudd pseudonymforvaltar (TPF) skal, og blir "
                    + "ikkje rekna. {reason} Ring TPF.",
                "The receipt is not the trusted third party's word for what was sent, and does not count. {reason} "
                    + "Telephone the trusted third party.")
        case .receiptUnconfirmed:
            Phrase(
                "Innsendingen er kommet fram, men kvitteringen kan ikke bekreftes akkurat nå. {reason} Send på nytt "
                    + "senere: da kommer den samme kvitteringen.",
                "Innsendinga er komen fram, men kvitteringa kan ikkje stadfestast akkurat no. {reason} Send på nytt "
                    + "seinare: då kjem den same kvitteringa.",
                "The submission has arrived, but its receipt cannot be confirmed at the moment. {reason} Send again "
                    + "later: the same receipt comes then.")
        case .receiptNotKept:
            Phrase(
                "Innsendingen er kommet fram, men kvitteringen kunne ikke lagres som {file}. Send på nytt: da kommer den "
                    + "samme kvitteringen.",
                "Innsendinga er komen fram, men kvitteringa kunne ikkje lagrast som {file}. Send på nytt: då kjem den "
                    + "same kvitteringa.",
                "The submission has arrived, but its receipt could not be kept as {file}. Send again: the same receipt "
                    + "comes then.")
        case .proofNeeded:
            Phrase(
                "En PIN-kode alene viser aldri et passord og endrer aldri en kontakt. Bruk virksomhetssertifikatet, eller "
                    + "kvitteringen for innsendingen (--receipt).",
                "Ein PIN-kode åleine viser aldri eit passord og endrar aldri ein kontakt. Bruk verksemdssertifikatet, "
                    + "eller kvitteringa for innsendinga (--receipt).",
                "A PIN alone never shows a password nor changes a contact. Use the organisation certificate, or the "
                    + "submission's receipt (--receipt).")
        case .codeRefused:
            Phrase(
                "Koden i kvitteringen er brukt før, eller hører til en annen innsending.",
                "Koden i kvitteringa er brukt før, eller høyrer til ei anna innsending.",
                "The receipt's code was used before, or is another submission's.")
        case .passwordNotYet:
            Phrase(
                "Registeret har ikke laget filen ennå, så det er ikke noe passord. `budstikke report status` viser hvor "
                    + "langt den er kommet.",
                "Registeret har ikkje laga fila enno, så det er ikkje noko passord. `budstikke report status` viser kor "
                    + "langt ho er komen.",
                "The register has not made the file yet, so there is no password. `budstikke report status` shows how "
                    + "far it is.")
        case .passwordGone:
            Phrase(
                "Passordet er vist eller for gammelt, og er slettet. Programmet som forseglet, åpner filen uten det; "
                    + "ellers sender registeret filen på nytt når noen ber om det.",
                "Passordet er vist eller for gammalt, og er sletta. Programmet som forsegla, opnar fila utan det; elles "
                    + "sender registeret fila på nytt når nokon bed om det.",
                "The password was shown or is too old, and has been destroyed. The program that sealed opens the file "
                    + "without it; else the register sends the file anew when somebody asks.")
        case .contactRefused:
            Phrase(
                "Kontakten kan ikke brukes. {reason}", "Kontakten kan ikkje brukast. {reason}",
                "The contact cannot be used. {reason}")
        default:
            Phrase(
                "Innsendingen er ikke kommet fram som en helhet ennå.",
                "Innsendinga er ikkje komen fram som ein heilskap enno.",
                "The submission has not arrived as a whole yet.")
        }
    }
}

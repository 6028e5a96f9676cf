import OsloCalendar
import SealedSubmission
import Texts
import Trustee

/// Why a submission is not taken, in words for a person at the form.
struct RefusalText {
    let language: Language

    func sentence(of refusal: IntakeRefusal) -> String { phrase(refusal).text(language) }

    private func phrase(_ refusal: IntakeRefusal) -> Phrase {
        switch refusal {
        case .manifest(let fault): manifest(fault.code)
        case .season(let phase):
            Phrase(
                "Nå tas bare testinnsendinger imot. \(dates(phase).text(.nb))",
                "No blir berre testinnsendingar tekne imot. \(dates(phase).text(.nn))",
                "Only tests are taken now. \(dates(phase).text(.en))")
        case .sequenceNotAbove(let highest):
            Phrase(
                "En innsending med nummer \(highest) er mottatt før. Forsegl på nytt, så får den et høyere nummer.",
                "Ei innsending med nummer \(highest) er motteken før. Forsegl på nytt, så får ho eit høgare nummer.",
                "A submission with number \(highest) has arrived before. Seal again to get a higher number.")
        case .tooMuchOpen:
            Phrase(
                "For mange innsendinger er begynt og ikke fullført. Fullfør dem, eller vent til de er sendt videre.",
                "For mange innsendingar er byrja og ikkje fullførte. Fullfør dei, eller vent til dei er sende vidare.",
                "Too many submissions were begun and not ended. End them, or wait until they are sent on.")
        case .otherManifest:
            Phrase(
                "Innsendingen er begynt med et annet manifest. Forsegl på nytt.",
                "Innsendinga er byrja med eit anna manifest. Forsegl på nytt.",
                "The submission was begun with another manifest. Seal again.")
        case .unknownSubmission, .unknownPart:
            Phrase(
                "Filene hører ikke til en innsending fra denne kommunen eller bydelen.",
                "Filene høyrer ikkje til ei innsending frå denne kommunen eller bydelen.",
                "The files do not belong to a submission of this municipality or district.")
        case .arrivedBefore:
            Phrase(
                "Innsendingen er mottatt før.", "Innsendinga er motteken før.", "The submission has arrived before.")
        case .refusedBefore:
            Phrase(
                "Innsendingen er avvist. Forsegl på nytt og send den nye.",
                "Innsendinga er avvist. Forsegl på nytt og send den nye.",
                "The submission was refused. Seal again and send the new one.")
        case .parts:
            Phrase("Deler mangler.", "Delar manglar.", "Parts are missing.")
        }
    }

    /// The code stands behind, for who is asked for help.
    private func manifest(_ code: SubmissionFault.Code) -> Phrase {
        let phrase: Phrase =
            switch code {
            case .otherUnit, .otherOrganisation, .signerOtherOrganisation:
                Phrase(
                    "Manifestet er signert for en annen kommune, bydel eller virksomhet enn den som er logget inn",
                    "Manifestet er signert for ein annan kommune, bydel eller verksemd enn den som er logga inn",
                    "The manifest is signed for another municipality, district or organisation than has logged in")
            case .otherYear, .otherKey:
                Phrase(
                    "Innsendingen er forseglet for et annet år. Hent årets nøkler og forsegl på nytt",
                    "Innsendinga er forsegla for eit anna år. Hent nøklane for i år og forsegl på nytt",
                    "The submission is sealed for another year. Fetch this year's keys and seal again")
            case .clientTooOld:
                Phrase(
                    "Innsendingsprogrammet er for gammelt. Oppdater det og forsegl på nytt",
                    "Innsendingsprogrammet er for gammalt. Oppdater det og forsegl på nytt",
                    "The submission program is too old. Update it and seal again")
            case .revocationUnknown, .signerNotYetValid, .keyNotYetValid:
                Phrase(
                    "Det kan ikke avgjøres nå om sertifikatet er gyldig. Prøv igjen om en stund",
                    "Det kan ikkje avgjerast no om sertifikatet er gyldig. Prøv igjen om ei stund",
                    "Whether the certificate is valid cannot be told now. Try again in a while")
            case .signerRevoked, .signerExpired, .signerUntrusted, .signerNotOrganisation, .signerWrongUse:
                Phrase(
                    "Sertifikatet som manifestet er signert med, kan ikke brukes",
                    "Sertifikatet som manifestet er signert med, kan ikkje brukast",
                    "The certificate that the manifest is signed with cannot be used")
            default:
                Phrase(
                    "Filen er ikke et signert manifest, eller den er endret",
                    "Fila er ikkje eit signert manifest, eller ho er endra",
                    "The file is no signed manifest, or it was altered")
            }
        let mark = " (\(code.rawValue))."
        return Phrase(phrase.text(.nb) + mark, phrase.text(.nn) + mark, phrase.text(.en) + mark)
    }

    private func dates(_ phase: SeasonPhase) -> Phrase {
        switch phase {
        case .notOpen(let opens):
            Phrase("Sesongen åpner \(opens).", "Sesongen opnar \(opens).", "The season opens on \(opens).")
        case .correction(let before):
            Phrase(
                "Korreksjoner tas imot før \(before).", "Korreksjonar blir tekne imot før \(before).",
                "Corrections are taken before \(before).")
        case .ordinary, .late: Phrase("", "", "")
        case .closed: Phrase("Sesongen er avsluttet.", "Sesongen er avslutta.", "The season is closed.")
        }
    }
}

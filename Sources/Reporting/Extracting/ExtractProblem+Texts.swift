public import IplosContent

extension ExtractProblem {
    /// What was found and what became of it, without the row and the number of rows.
    public var sentence: ControlText {
        let field = field ?? ""
        return switch kind {
        case .unread:
            ControlText("Kunne ikke leses. \(more)", "Kunne ikkje lesast. \(more)", "Could not be read. \(more)")
        case .columnMissing:
            ControlText(
                "Kolonnen \(field) finnes ikke. \(more)", "Kolonnen \(field) finst ikkje. \(more)",
                "There is no column \(field). \(more)")
        case .fieldNotMapped:
            ControlText(
                "\(field) kreves av formatet, og ingen kolonne fyller det",
                "\(field) blir kravd av formatet, og ingen kolonne fyller det",
                "The format requires \(field), and no column fills it")
        case .fieldNotInYear:
            ControlText(
                "\(field) finnes ikke i dette årets format og er utelatt",
                "\(field) finst ikkje i formatet for dette året og er utelate",
                "This year's format does not have \(field); it is left out")
        case .noPerson:
            ControlText(
                "Rad uten \(field): utelatt, for ingen vet hvem den gjelder",
                "Rad utan \(field): utelaten, for ingen veit kven ho gjeld",
                "Row without \(field): left out, as nobody knows whose it is")
        case .unknownPerson:
            ControlText(
                "Rad om en person som ikke er i PERSON: utelatt", "Rad om ein person som ikkje er i PERSON: utelaten",
                "Row of a person who is not in PERSON: left out")
        case .samePerson:
            ControlText(
                "To personer har samme lokale nummer: radene er lagt til den første",
                "To personar har same lokale nummer: radene er lagde til den første",
                "Two persons have the same local number: rows go to the first")
        case .noIdentity:
            ControlText(
                "Fødselsnummer mangler: personen blir ikke talt med",
                "Fødselsnummer manglar: personen blir ikkje talt med",
                "No identity number: the person will not be counted")
        case .notDerived:
            ControlText(
                "\(field) kan ikke utledes av fødselsnummeret", "\(field) kan ikkje leiast ut av fødselsnummeret",
                "\(field) cannot be worked out of the identity number")
        case .identityLeftOut:
            ControlText(
                "Det som står som fødselsnummer, kan ikke være et: utelatt",
                "Det som står som fødselsnummer, kan ikkje vere eit: utelate",
                "What stands as the identity number cannot be one: left out")
        case .wrongForm:
            ControlText(
                "\(field) har ikke feltets form og er skrevet som det står",
                "\(field) har ikkje forma til feltet og er skrive som det står",
                "\(field) does not have the field's form and is written as it is")
        case .unknownCode:
            ControlText(
                "\(field) har koder som ikke er i formatets liste. Oversett dem under codes",
                "\(field) har kodar som ikkje er i lista til formatet. Omset dei under codes",
                "\(field) has codes that are not in the format's list. Translate them under codes")
        case .leftOut:
            ControlText(
                "\(field) kan være et fødselsnummer eller er for langt: utelatt",
                "\(field) kan vere eit fødselsnummer eller er for langt: utelate",
                "\(field) could be an identity number or is too long: left out")
        case .unknownInstitution:
            ControlText(
                "\(field) er tomt: institusjonen har ikke noe organisasjonsnummer i organisationNumbers",
                "\(field) er tomt: institusjonen har ikkje noko organisasjonsnummer i organisationNumbers",
                "\(field) is empty: the institution has no organisation number in organisationNumbers")
        case .wrongCheckDigit:
            ControlText(
                "\(field) har feil kontrollsiffer og er skrevet som det står",
                "\(field) har feil kontrollsiffer og er skrive som det står",
                "\(field) has a wrong check digit and is written as it is")
        case .unusableNumber:
            ControlText(
                "Linje uten kode, med ugyldig organisasjonsnummer eller med to ulike for samme kode: ikke brukt",
                "Linje utan kode, med ugyldig organisasjonsnummer eller med to ulike for same kode: ikkje brukt",
                "Line without a code, with an invalid number, or with two for one code: not used")
        }
    }

    private var more: String { detail ?? "" }
}

public import IplosContent

extension IdentityControl {
    /// A few words for a table of counts.
    public var title: ControlText {
        switch self {
        case .missing: .init("Fødselsnummer mangler", "Fødselsnummer manglar", "Identity number missing")
        case .malformed:
            .init("Fødselsnummer med feil form", "Fødselsnummer med feil form", "Malformed identity number")
        case .impossibleDate:
            .init("Fødselsnummer med umulig dato", "Fødselsnummer med umogleg dato", "Identity number, impossible date")
        case .wrongCheckDigit:
            .init(
                "Fødselsnummer med feil kontrollsiffer", "Fødselsnummer med feil kontrollsiffer",
                "Identity number with wrong check digit")
        case .syntheticInProduction:
            .init("Oppdiktet person", "Oppdikta person", "Invented person")
        case .realInTest:
            .init(
                "Nummer som kan være virkelig, i test", "Nummer som kan vere verkeleg, i test",
                "Number that may be real, in a test")
        case .twice: .init("Samme person to ganger", "Same person to gonger", "The same person twice")
        case .otherAge: .init("Alder stemmer ikke", "Alder stemmer ikkje", "Age does not agree")
        case .otherSex: .init("Kjønn stemmer ikke", "Kjønn stemmer ikkje", "Sex does not agree")
        }
    }

    /// What it means and what to do.
    public var action: ControlText {
        switch self {
        case .missing, .malformed, .impossibleDate, .wrongCheckDigit:
            .init(
                "Personen blir ikke talt med. Rett fødselsnummeret i fagsystemet og lag uttrekket på nytt.",
                "Personen blir ikkje talt med. Rett fødselsnummeret i fagsystemet og lag uttrekket på nytt.",
                "The person will not be counted. Correct the number in the record system and make a new extract.")
        case .syntheticInProduction:
            .init(
                "Personen blir ikke talt med. Fjern testpersonen fra fagsystemet.",
                "Personen blir ikkje talt med. Fjern testpersonen frå fagsystemet.",
                "The person will not be counted. Remove the test person from the record system.")
        case .realInTest:
            .init(
                "En test tar bare oppdiktede personer. Bruk `report generate`, eller send som ordinær.",
                "Ein test tek berre oppdikta personar. Bruk `report generate`, eller send som ordinær.",
                "A test takes invented persons only. Use `report generate`, or send as ordinary.")
        case .twice:
            .init(
                "To lokale nummer er samme person. Slå dem sammen i fagsystemet.",
                "To lokale nummer er same person. Slå dei saman i fagsystemet.",
                "Two local numbers are the same person. Merge them in the record system.")
        case .otherAge, .otherSex:
            .init(
                "Leverandøren må utlede verdien av fødselsnummeret, per 31.12 i rapporteringsåret. Dette ser bare "
                    + "kommunen: registeret får ikke fødselsnummeret og kan ikke melde det.",
                "Leverandøren må leie verdien ut av fødselsnummeret, per 31.12 i rapporteringsåret. Dette ser berre "
                    + "kommunen: registeret får ikkje fødselsnummeret og kan ikkje melde det.",
                "The vendor must derive the value from the identity number, as of 31 December of the year. Only the "
                    + "municipality sees this: the register gets no identity number and cannot report it.")
        }
    }

    /// Who can mend it.
    public var mender: Mender {
        switch self {
        case .missing, .malformed, .impossibleDate, .wrongCheckDigit, .syntheticInProduction, .twice: .registration
        case .realInTest: .extract
        case .otherAge, .otherSex: .vendor
        }
    }
}

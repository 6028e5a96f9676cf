extension ControlCatalogue {
    /// The file as a whole, and its head.
    static let file: [Control] = [
        Control(
            .version, .stop, .rejectSubmission, mend: .vendor, from: .schema,
            title: ControlText(
                "Ukjent format eller versjon", "Ukjent format eller versjon", "Unknown format or version"),
            action: ControlText(
                "Lag uttrekket på nytt i det formatet som gjelder for året.",
                "Lag uttrekket på nytt i det formatet som gjeld for året.",
                "Make the extract again in the format of the year.")),
        Control(
            .municipality, .stop, .rejectSubmission, mend: .extract, from: .schema,
            title: ControlText("Feil kommune", "Feil kommune", "Wrong municipality"),
            action: ControlText(
                "Velg egen kommune i uttrekket, med fire siffer.", "Vel eigen kommune i uttrekket, med fire siffer.",
                "Choose your own municipality in the extract, with four digits.")),
        Control(
            .period, .stop, .rejectSubmission, mend: .extract, from: .schema,
            title: ControlText("Feil periode", "Feil periode", "Wrong period"),
            action: ControlText(
                "Lag uttrekket fra 1. januar til 31. desember i året det gjelder.",
                "Lag uttrekket frå 1. januar til 31. desember i året det gjeld.",
                "Make the extract from 1 January to 31 December of the year.")),
        Control(
            .contentType, .note, mend: .vendor, from: .schema,
            title: ControlText("Innholdstype mangler", "Innhaldstype manglar", "Content type missing"),
            action: ControlText(
                "Leverandøren skal fylle inn P.", "Leverandøren skal fylle inn P.", "The vendor must fill in P.")),
        Control(
            .headMissing, .stop, .rejectSubmission, mend: .vendor, from: .schema,
            title: ControlText("Innledningen mangler", "Innleiinga manglar", "The head is missing"),
            action: ControlText(
                "INNHINFO skal stå først i filen.", "INNHINFO skal stå først i fila.",
                "INNHINFO must stand first in the file.")),
        Control(
            .headField, .note, mend: .extract, from: .schema,
            title: ControlText(
                "Opplysning om uttrekket mangler eller er feil", "Opplysning om uttrekket manglar eller er feil",
                "Fact about the extract missing or wrong"),
            action: ControlText(
                "Fyll inn opplysningen i systemets oppsett.", "Fyll inn opplysninga i oppsettet til systemet.",
                "Fill it in where the system is set up.")),
        Control(
            .contacts, .note, mend: .extract, from: .schema,
            title: ControlText("For få kontaktpersoner", "For få kontaktpersonar", "Too few contacts"),
            action: ControlText(
                "Oppgi minst to kontaktpersoner.", "Oppgje minst to kontaktpersonar.", "Name at least two contacts.")),
        Control(
            .district, .strongWarning, mend: .extract, from: .letter,
            title: ControlText("Bydelsnummer mangler", "Bydelsnummer manglar", "District number missing"),
            action: ControlText(
                "Skriv 00 når kommunen ikke har bydeler.", "Skriv 00 når kommunen ikkje har bydelar.",
                "Write 00 when the municipality has no districts.")),
        Control(
            .tooLarge, .stop, .rejectSubmission, mend: .vendor, from: .own,
            title: ControlText("For stor post", "For stor post", "Record too large"),
            message: ControlText(
                "Rett uttrekket. Fant en post over grensen, ventet {expected}.",
                "Rett uttrekket. Fann ein post over grensa, venta {expected}.",
                "Correct the extract. Found a record beyond the limit, expected {expected}."),
            action: ControlText(
                "Se etter rader som er gjentatt i uttrekket.", "Sjå etter rader som er gjentekne i uttrekket.",
                "Look for rows repeated in the extract.")),
        Control(
            .unknownElements, .note, mend: .vendor, from: .own,
            title: ControlText("Ukjente elementer", "Ukjende element", "Unknown elements"),
            message: ControlText(
                "Fant elementer som formatet ikke har (antall og det første: {found}), ventet bare formatets egne.",
                "Fann element som formatet ikkje har (talet og det første: {found}), venta berre dei formatet har.",
                "Found elements that the format does not have (how many, and the first: {found}), expected only the format's own."
            ),
            action: ControlText(
                "De er hoppet over. Si fra til leverandøren.", "Dei er hoppa over. Sei frå til leverandøren.",
                "They were skipped. Tell the vendor.")),
        Control(
            .misplacedElements, .note, mend: .vendor, from: .schema,
            title: ControlText("Elementer i feil rekkefølge", "Element i feil rekkjefølgje", "Elements in wrong order"),
            action: ControlText(
                "De er lest likevel. Si fra til leverandøren.", "Dei er lesne likevel. Sei frå til leverandøren.",
                "They were read all the same. Tell the vendor.")),
        Control(
            .repeatedFields, .warning, mend: .vendor, from: .schema,
            title: ControlText("Felt gitt to ganger", "Felt gjeve to gonger", "Fields given twice"),
            action: ControlText(
                "Den første verdien gjelder. Si fra til leverandøren.",
                "Den første verdien gjeld. Sei frå til leverandøren.", "The first value stands. Tell the vendor.")),
        Control(
            .noPersons, .strongWarning, mend: .extract, from: .letter,
            title: ControlText("Ingen personer", "Ingen personar", "No persons"),
            message: ControlText(
                "Fant ingen personer i uttrekket, ventet minst én ({expected}).",
                "Fann ingen personar i uttrekket, venta minst éin ({expected}).",
                "Found no persons in the extract, expected at least one ({expected})."),
            action: ControlText(
                "Se etter om uttrekket gjaldt riktig enhet og periode.",
                "Sjå etter om uttrekket gjaldt rett eining og periode.",
                "See whether the extract was of the right unit and period.")),
    ]
}

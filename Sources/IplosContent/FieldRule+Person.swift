extension FieldRule {
    /// Everything but services, functions, diagnoses and stays.
    static let ofHeadAndPerson: [FieldRule] = head + person + circumstances

    private static let head: [FieldRule] = [
        FieldRule(
            .versjon, .text(maximum: 20), required: .always, onWrongForm: .rejectSubmission,
            onMissing: .rejectSubmission),
        // The annotations would reject a file without it; the letter says to send what one has.
        FieldRule(.iiInnhType, .text(maximum: 1), required: .always),
        FieldRule(
            .iiKomnr, .digits(4...4), required: .always, onWrongForm: .rejectSubmission,
            onMissing: .rejectSubmission),
        FieldRule(.iiBydelsnr, .digits(2...2), required: .always),
        FieldRule(
            .iiFraDato, .date, required: .always, onWrongForm: .rejectSubmission, onMissing: .rejectSubmission),
        FieldRule(
            .iiTilDato, .date, required: .always, onWrongForm: .rejectSubmission, onMissing: .rejectSubmission),
        FieldRule(.iiLagetDato, .date, required: .always),
        FieldRule(.iiSysID, .text(maximum: 15), required: .always),
        FieldRule(.iiSysVersjon, .text(maximum: 15), required: .always),
        FieldRule(.iiLopenr, .text(maximum: 20), required: .always, years: CodeList.until2018),
        FieldRule(.iiLopenr, .digits(1...9), required: .always, years: CodeList.from2019),
        // What the types of contacts mean is in no public list.
        FieldRule(.kontaktType, .digits(1...1), required: .always),
        FieldRule(.kontaktNavn, .text(maximum: 200), required: .always),
        FieldRule(.kontaktTelefon, .text(maximum: 50), required: .always),
        FieldRule(.kontaktEpost, .text(maximum: 254), required: .always),
    ]

    private static let person: [FieldRule] =
        [.id(.pePeID)]
        + loosened(.peAlder, .digits(1...3))
        + loosened(.peKjonn, .text(maximum: 1), codes: .sex, onUnknownCode: .dropRow)
        + loosened(.peKomnr, .digits(4...4))
        + loosened(.peBydelsnr, .digits(2...2))
        + loosened(.peFraDato, .date)
        + loosened(.peEndrDato, .date)
        + [
            FieldRule(.peDodDato, .date),
            // Whether 1 means that the person reserves themselves is our reading of it.
            FieldRule(.peDiagReserv, .text(maximum: 1), required: .always, codes: .yesNo, years: 2006...2017),
        ]

    private static let circumstances: [FieldRule] =
        [.id(.poPeID), .id(.poPoID)]
        + loosened(.poHusstand, .text(maximum: 1), codes: .household)
        + loosened(.poOmsorgBarn, .text(maximum: 1), codes: .yesNo)
        + loosened(.poPrivHjelp, .text(maximum: 1), codes: .privateHelp)
        + loosened(.poBoligTilr, .text(maximum: 1), codes: .yesNo)
        + [
            FieldRule(.poVurdTann, .month, period: .untilEnd),
            FieldRule(.poVurdLege, .month, period: .untilEnd),
            .code(.poIndPlan, .individualPlan),
            .code(.poHarKoordinator, .coordinator, maximum: 2),
            .code(.poArbBistBehov, .need), .code(.poArbBistMottar, .receives),
            .code(.poArbTranspBehov, .need), .code(.poArbTranspMottar, .transport),
            .code(.poFriBistBehov, .need), .code(.poFriBistMottar, .receives),
            .code(.poFriTranspBehov, .need), .code(.poFriTranspMottar, .transport),
            .code(.poLegeMiddGj, .yesNoRelevant), FieldRule(.poLegeMiddGjDato, .date, period: .untilEnd),
            .code(.poErnKartlagt, .yesNoRelevant), FieldRule(.poErnKartlagtDato, .date, period: .untilEnd),
            .code(.poErnRisiko, .yesNoRelevant), FieldRule(.poErnRisikoDato, .date, period: .untilEnd),
            .code(.poErnPlan, .yesNoRelevant), FieldRule(.poErnPlanDato, .date, period: .untilEnd),
            FieldRule(.poFraDato, .date, period: .untilEnd), FieldRule(.poTilDato, .date),
            FieldRule(.poVenteliste, .text(maximum: 1), codes: .yesNo, years: CodeList.from2019),
            FieldRule(.poVentelisteDato, .date, years: CodeList.from2019),
            FieldRule(.poHeldg, .text(maximum: 1), codes: .yes, years: CodeList.from2019),
            FieldRule(.poHab, .text(maximum: 1), codes: .yesNo, years: CodeList.from2019),
            FieldRule(.poHabDato, .date, years: CodeList.from2019),
        ]
}

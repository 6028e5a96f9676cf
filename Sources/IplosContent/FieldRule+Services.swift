extension FieldRule {
    /// What a person is given, can do and suffers from.
    static let ofServices: [FieldRule] = functions + services + diagnoses + stays

    private static let functions: [FieldRule] = [
        .id(.fnPeID), .id(.fnFnID),
        FieldRule(.fnFunkType, .digits(1...2), required: .always, codes: .function, onUnknownCode: .report),
        FieldRule(.fnFunkVerdi, .digits(1...1), required: .always, codes: .functionValue),
        FieldRule(.fnFraDato, .date, required: .always, period: .untilEnd, onOutsidePeriod: .report),
        FieldRule(.fnTilDato, .date, required: .always),
    ]

    private static let services: [FieldRule] = [
        .id(.tjPeID), .id(.tjTjID),
        // Required in 2018's schema and not in its rules.
        FieldRule(.tjVeID, .number), FieldRule(.tjVeNrID, .number),
        FieldRule(
            .tjTjenType, .digits(1...2), required: .always, codes: .serviceType, onWrongForm: .dropRow),
        // Which subtypes there were is in no public list.
        FieldRule(.tjTjenUnderType, .digits(1...2), years: CodeList.until2018),
        FieldRule(.tjSoknadDato, .date, required: .services(ServiceGroup.applied), period: .untilEnd),
        FieldRule(.tjVedtDato, .date, required: .services(ServiceGroup.dated), period: .untilEnd),
        FieldRule(.tjVedtak, .digits(1...1), required: .services(ServiceGroup.decided), codes: .decision),
        FieldRule(.tjTimerUke, .hours, required: .services(ServiceGroup.hourly)),
        FieldRule(.tjResTimerUke, .hours),
        FieldRule(.tjRullerende, .text(maximum: 1), required: .services([8]), codes: .yesNo),
        // Who must give it is a control of its own: see K-303 and K-304.
        FieldRule(.tjInstOrgnr, .provider),
        FieldRule(.tjFraDato, .date, period: .untilEnd),
        FieldRule(.tjTilDato, .date),
        FieldRule(.tjKlageMottatt, .date, period: .untilEnd),
        FieldRule(.tjKlageBesvart, .date),
    ]

    private static let diagnoses: [FieldRule] = [
        .id(.diPeID), .id(.diDiID),
        // That both go together is a control of its own: see K-221.
        FieldRule(.diKodeVersjon, .text(maximum: 6)),
        FieldRule(.diDiagKode, .text(maximum: 10)),
        FieldRule(.diFraDato, .date, required: .always),
        FieldRule(.diTilDato, .date, required: .always),
    ]

    private static let stays: [FieldRule] = [
        .id(.dgPeID), .id(.dgDgID),
        FieldRule(.dgInstOrgnr, .provider, required: .always, years: CodeList.until2018),
        FieldRule(.dgInstOrgnr, .provider, years: CodeList.from2019),
        FieldRule(.dgFraDato, .date),
        FieldRule(.dgTilDato, .date),
    ]
}

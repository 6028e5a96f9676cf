// The lists of persons and their circumstances. Facts: the national code lists and the annotations of the format's
// published schemas of 2018 and 2019.
extension CodeList {
    /// Man or woman, as the extract derives it from the identity number.
    public static let sex = CodeList("3100", ["M": "Mann", "K": "Kvinne"])

    public static let yesNo = CodeList("1101", ["1": "Ja", "2": "Nei"])

    /// Yes, or not said.
    static let yes = CodeList("1101", ["1": "Ja"])

    /// With "not relevant" until 2018.
    static let yesNoRelevant = CodeList("1110", ["1": "Ja", "2": "Nei"])
        .and(["9": "Ikke relevant"], years: until2018)

    static let need = CodeList("1110", ["1": "Ja, behov", "2": "Nei, ikke behov", "9": "Ikke relevant"])

    static let receives = CodeList("9338", ["1": "Ja, mottar", "2": "Ja, mottar, men udekket behov", "3": "Nei"])

    static let transport = CodeList("9340", ["1": "Ja, mottar", "2": "Ja, mottar, men udekket behov", "3": "Nei"])

    public static let household = CodeList(
        "9335", ["1": "Bor alene", "2": "Bor sammen med andre", "3": "Bor sammen med foreldre"])

    static let privateHelp = CodeList(
        "9168",
        [
            "1": "Ja, inntil 3 timer i uken", "2": "Ja, 3 inntil 9 timer i uken", "3": "Ja, 9 inntil 15 timer i uken",
            "4": "Ja, 15 timer i uken eller mer", "5": "Ja, ukjent omfang", "6": "Nei",
        ])

    public static let individualPlan = CodeList(
        "9336", ["1": "Ja, virksom plan", "2": "Nei", "3": "Ønsker ikke individuell plan"]
    )
    .and(["9": "Ikke relevant"], years: until2018)
    .and(["4": "Nei, oppfyller ikke retten til individuell plan"], years: from2019)

    static let coordinator = CodeList("9188", ["1": "Ja", "2": "Nei", "9": "Ikke relevant"], years: until2018)
        .and(
            [
                "11": "Ja, oppnevnt koordinator", "12": "Nei, ikke oppnevnt", "13": "Nei, ønsker ikke koordinator",
                "14": "Nei, oppfyller ikke retten til koordinator",
            ], years: from2019)
}

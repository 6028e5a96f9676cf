// The lists of services and functions. Facts: list 9151 of November 2018 and of 2021, list 9111 of 2018.
extension CodeList {
    /// Types of service. 10 was never used; 16 ended in 2018; 29 took the place of 12 and 13 from 2019.
    ///
    /// In which year 25 and 26 began is not known to us: they are taken in every year.
    public static let serviceType = CodeList(
        "9151",
        [
            "1": "Praktisk bistand – daglige gjøremål", "2": "Praktisk bistand – opplæring",
            "3": "Brukerstyrt personlig assistanse", "4": "Dagaktivitetstilbud", "5": "Matombringing",
            "6": "Trygghetsalarm", "7": "Avlastning utenfor institusjon", "8": "Avlastning i institusjon",
            "9": "Støttekontakt", "11": "Omsorgsstønad", "14": "Planlagte tiltak med tvang",
            "15": "Helsetjenester i hjemmet", "17": "Dagopphold i institusjon",
            "18": "Tidsbegrenset opphold – utredning og behandling",
            "19": "Tidsbegrenset opphold – habilitering og rehabilitering", "20": "Tidsbegrenset opphold – annet",
            "21": "Langtidsopphold i institusjon", "22": "Nattopphold i institusjon",
            "23": "Skadeavvergende tiltak i nødssituasjoner", "24": "Helsehjelp med tvang",
            "25": "Kommunal øyeblikkelig hjelp – døgnopphold", "26": "Varslings- og lokaliseringsteknologi",
        ]
    )
    .and(["12": "Omsorgsbolig", "13": "Annen bolig"], years: until2018)
    .and(["16": "Re- og habilitering utenfor institusjon"], years: until2018)
    .and(
        [
            "27": "Elektronisk medisineringsstøtte", "28": "Digitalt tilsyn",
            "29": "Bolig til helse- og omsorgsformål",
        ], years: from2019)

    static let decision = CodeList("9171", ["1": "Avslag", "2": "Innvilget"])

    /// Assessed functions. From which year there were 18 of them is not known to us: all are taken in every year.
    public static let function = CodeList(
        "9111",
        [
            "1": "Sosial deltakelse", "2": "Skaffe seg varer og tjenester", "3": "Beslutninger i dagliglivet",
            "4": "Ivareta egen helse", "5": "Bevege seg innendørs", "6": "Alminnelig husarbeid",
            "7": "Personlig hygiene", "8": "På- og avkledning", "9": "Lage mat", "10": "Spise", "11": "Toalett",
            "12": "Bevege seg utendørs", "13": "Syn", "14": "Hørsel", "15": "Hukommelse", "16": "Kommunikasjon",
            "17": "Styre atferd", "18": "Ivareta egen økonomi",
        ])

    /// How much assistance a function needs; sight and hearing (13, 14) have scales of their own with the same codes.
    public static let functionValue = CodeList(
        "9165",
        [
            "1": "Ingen problem eller utfordring", "2": "Ikke behov for bistand", "3": "Middels behov",
            "4": "Store behov", "5": "Fullt behov", "9": "Ikke relevant",
        ])

    /// Code systems of diagnoses.
    static let diagnosisSystem = CodeList("kodeverk", ["ICPC-2": "ICPC-2", "ICD-10": "ICD-10"])
}

/// Groups of service types that controls speak of.
enum ServiceGroup {
    /// Types with an application, a decision and its date. 14, 23 and 24 have parts of that.
    static let applied: Set<Int> = [1, 2, 3, 4, 5, 7, 8, 9, 11, 15, 17, 18, 19, 20, 21, 22, 29]
    static let dated = applied.union([14, 23, 24])
    static let decided = applied.union([14, 23])
    static let hourly: Set<Int> = [1, 2, 3, 4, 7, 9, 11, 15, 17, 22]
    /// In an institution, which has an organisation number.
    static let institution: Set<Int> = [8, 17, 18, 19, 20, 21, 22, 25]
    /// A dwelling: only one with permanent staff must have an organisation number, and the format does not say which.
    static let housing: Set<Int> = [12, 13, 29]
    /// Given at home, and hardly to someone who lives in an institution for good.
    static let home: Set<Int> = [1, 2, 3, 5, 6, 7, 15, 26, 27, 28]
    static let longTerm = 21
}

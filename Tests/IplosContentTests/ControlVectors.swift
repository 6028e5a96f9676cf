import IplosContent

/// For each control one change of the sample that it refuses, and one close by that it accepts.
struct ControlVector: Sendable {
    let year: Int
    let refused: [(String, String)]
    let accepted: [(String, String)]

    init(_ year: Int = 2018, refuses refused: [(String, String)], accepts accepted: [(String, String)]) {
        self.year = year
        self.refused = refused
        self.accepted = accepted
    }

    private static let firstService = "<tjFraDato>20150301</tjFraDato><tjTilDato>20180401</tjTilDato>"
    private static let stays = "<tjFraDato>20180701</tjFraDato>"
    private static let function = "<fnFraDato>20150101</fnFraDato><fnTilDato>99991231</fnTilDato>"
    private static let granted = "<tjVedtDato>20180615</tjVedtDato><tjVedtak>2</tjVedtak>"

    static let all: [ControlID: ControlVector] = [
        .version: .init(refuses: [("versjon=\"3.5\"", "versjon=\"3.7\"")], accepts: [("\"3.5\"", "\"3.6\"")]),
        .municipality: .init(refuses: [("iiKomnr>4601", "iiKomnr>461")], accepts: [("iiKomnr>4601", "iiKomnr>5001")]),
        .period: .init(refuses: [("<iiTilDato>20181231", "<iiTilDato>20181130")], accepts: []),
        .contentType: .init(refuses: [("<iiInnhType>P</iiInnhType>", "")], accepts: []),
        .headMissing: .init(refuses: [("INNHINFO>", "INNHOLD>")], accepts: []),
        .headField: .init(refuses: [("<iiSysID>PROVE</iiSysID>", "")], accepts: [("PROVE", "FEMTEN-TEGN-123")]),
        .contacts: .init(
            refuses: [
                ("<iiKontakt><Type>2", "<ukjent><Type>2"), ("c@b.example</Epost></iiKontakt>", "</Epost></ukjent>"),
            ],
            accepts: []),
        .district: .init(refuses: [("iiBydelsnr>00", "iiBydelsnr>")], accepts: [("iiBydelsnr>00", "iiBydelsnr>12")]),
        // Its accepting neighbour is in ContentReaderTests, since the limit itself is changed there.
        .tooLarge: .init(refuses: [("PROVE", String(repeating: "x", count: 60_000))], accepts: []),
        .unknownElements: .init(refuses: [("<peAlder>", "<peHoyde>180</peHoyde><peAlder>")], accepts: []),
        .misplacedElements: .init(
            refuses: [("<peAlder>80</peAlder><peKjonn>K</peKjonn>", "<peKjonn>K</peKjonn><peAlder>80</peAlder>")],
            accepts: []),
        .repeatedFields: .init(
            refuses: [("<poHusstand>1</poHusstand>", "<poHusstand>1</poHusstand><poHusstand>2</poHusstand>")],
            accepts: []),
        .noPersons: .init(refuses: [("<PERSON ", "<PERSONER "), ("</PERSON>", "</PERSONER>")], accepts: []),

        .missing: .init(
            refuses: [("<poHusstand>1</poHusstand>", "<poHusstand> </poHusstand>")],
            accepts: [("<poIndPlan>2</poIndPlan>", "")]),
        .wrongForm: .init(refuses: [("<peAlder>80", "<peAlder>åtti")], accepts: [("<peAlder>80", "<peAlder> 81 ")]),
        .unknownCode: .init(
            refuses: [("<poHusstand>1", "<poHusstand>4")], accepts: [("<poHusstand>1", "<poHusstand>3")]),
        .outsidePeriod: .init(
            refuses: [("<tjSoknadDato>20150103", "<tjSoknadDato>20041231")],
            accepts: [("<tjSoknadDato>20150103", "<tjSoknadDato>20050101")]),
        .hours: .init(refuses: [("12.50", "168.01")], accepts: [("12.50", "168.0")]),
        .foreignPersonID: .init(
            refuses: [("fnPeID=\"7\"", "fnPeID=\"8\"")], accepts: [("fnPeID=\"7\"", "fnPeID=\"07\"")]),
        .duplicateRow: .init(refuses: [("tjTjID=\"3\"", "tjTjID=\"1\"")], accepts: [("tjTjID=\"3\"", "tjTjID=\"4\"")]),
        .rowID: .init(refuses: [("fnFnID=\"1\"", "")], accepts: [("fnFnID=\"1\"", "fnFnID=\"1234567890\"")]),
        .duplicatePerson: .init(
            refuses: [("</IPLOS>", "<PERSON pePeID=\"7\"/></IPLOS>")],
            accepts: [("</IPLOS>", "<PERSON pePeID=\"8\"/></IPLOS>")]),
        .unlikelyAge: .init(refuses: [("<peAlder>80", "<peAlder>116")], accepts: [("<peAlder>80", "<peAlder>115")]),

        .decisionBeforeApplication: .init(
            refuses: [("<tjVedtDato>20150203", "<tjVedtDato>20150102")],
            accepts: [("<tjVedtDato>20150203", "<tjVedtDato>20150103")]),
        .complaintBeforeDecision: .init(
            refuses: [("<tjKlageMottatt>20150210", "<tjKlageMottatt>20150202")],
            accepts: [("<tjKlageMottatt>20150210", "<tjKlageMottatt>20150203")]),
        .answerBeforeComplaint: .init(
            refuses: [("<tjKlageBesvart>20150220", "<tjKlageBesvart>20150209")],
            accepts: [("<tjKlageBesvart>20150220", "<tjKlageBesvart>20150210")]),
        .stopBeforeStart: .init(
            refuses: [("<dgTilDato>20180330", "<dgTilDato>20180319")],
            accepts: [("<dgTilDato>20180330", "<dgTilDato>20180320")]),
        .startAfterYear: .init(
            refuses: [("<diFraDato>20150101", "<diFraDato>20190101")],
            accepts: [("<diFraDato>20150101", "<diFraDato>20181231")]),
        .stopBeforeYear: .init(
            refuses: [("<tjTilDato>20180401", "<tjTilDato>20171231")],
            accepts: [("<tjTilDato>20180401", "<tjTilDato>20180101")]),
        .startBeforeBirth: .init(refuses: [("<peAlder>80", "<peAlder>2")], accepts: [("<peAlder>80", "<peAlder>3")]),
        .deadBeforeYear: .init(
            refuses: [("<peDodDato>20181130", "<peDodDato>20171231")],
            accepts: [("<peDodDato>20181130", "<peDodDato>20180101")]),
        .startAfterDeath: .init(
            refuses: [("<peDodDato>20181130", "<peDodDato>20180630")],
            accepts: [("<peDodDato>20181130", "<peDodDato>20180701")]),
        .receivesWithoutNeed: .init(
            refuses: [("<poArbBistBehov>1", "<poArbBistBehov>2")],
            accepts: [("<poArbBistBehov>1", "<poArbBistBehov>2"), ("<poArbBistMottar>2</poArbBistMottar>", "")]),
        .overlappingLongTerm: .init(
            refuses: [(stays, "<tjFraDato>20180630</tjFraDato>")], accepts: [(stays, "<tjFraDato>20180702</tjFraDato>")]
        ),
        .homeDuringLongTerm: .init(
            refuses: [(firstService, "<tjFraDato>20150301</tjFraDato>")],
            accepts: [(firstService, "<tjFraDato>20150301</tjFraDato><tjTilDato>20180330</tjTilDato>")]),
        .noFunction: .init(
            refuses: [("<FUNKSJON ", "<FUNKSJONER "), ("</FUNKSJON>", "</FUNKSJONER>")], accepts: []),
        .decisionWithoutFunction: .init(
            refuses: [(function, "<fnFraDato>20150101</fnFraDato><fnTilDato>20180228</fnTilDato>")],
            accepts: [(function, "<fnFraDato>20180620</fnFraDato><fnTilDato>99991231</fnTilDato>")]),
        .grantedWithoutStart: .init(
            refuses: [(stays, "")],
            accepts: [(stays, ""), (granted, "<tjVedtDato>20180615</tjVedtDato><tjVedtak>1</tjVedtak>")]),
        .refusedWithStart: .init(
            refuses: [(granted, "<tjVedtDato>20180615</tjVedtDato><tjVedtak>1</tjVedtak>")], accepts: []),
        .diagnosisIncomplete: .init(
            refuses: [("<diDiagKode>P70</diDiagKode>", "")], accepts: [("<diDiagKode>P70", "<diDiagKode>P71")]),
        .unknownDiagnosisSystem: .init(
            refuses: [(">ICPC-2<", ">ICD-9<")],
            accepts: [("ICPC-2</diKodeVersjon><diDiagKode>P70", "ICD-10</diKodeVersjon><diDiagKode>F009")]),
        .diagnosisCodeForm: .init(
            refuses: [("<diDiagKode>P70", "<diDiagKode>70P")],
            accepts: [("ICPC-2</diKodeVersjon><diDiagKode>P70", "ICD-10</diKodeVersjon><diDiagKode>F00.9")]),
        .diagnosisDespiteReservation: .init(
            2016, refuses: [("<peDiagReserv>2", "<peDiagReserv>1")], accepts: []),

        .noService: .init(
            refuses: [("<TJENESTE ", "<TJENESTER "), ("</TJENESTE>", "</TJENESTER>")],
            accepts: [(granted, "<tjVedtDato>20180615</tjVedtDato><tjVedtak>1</tjVedtak>")]),
        .personID: .init(refuses: [("pePeID=\"7\"", "")], accepts: [("ePeID=\"7\"", "ePeID=\"0007\"")]),
        .institutionNumber: .init(
            refuses: [("<tjInstOrgnr>9997000040</tjInstOrgnr>", "")],
            accepts: [
                ("<tjInstOrgnr>9997000040</tjInstOrgnr>", ""),
                (granted, "<tjVedtDato>20180615</tjVedtDato><tjVedtak>1</tjVedtak>"),
            ]),
        .housingNumber: .init(
            refuses: [("<tjTjenType>15", "<tjTjenType>12")],
            accepts: [
                ("<tjTjenType>15", "<tjTjenType>12"),
                ("<tjTimerUke>12.50</tjTimerUke>", "<tjInstOrgnr>999700004</tjInstOrgnr>"),
            ]),
        .providerCheckDigit: .init(
            refuses: [("9997000040", "999700005")], accepts: [("9997000040", "999700004")]),
        .serviceType: .init(
            refuses: [("<tjTjenType>15</tjTjenType>", "")], accepts: [("<tjTjenType>15", "<tjTjenType>1")]),
    ]
}

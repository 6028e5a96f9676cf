/// The fields of all revisions that this target knows, in the format's own order and by the format's own names.
///
/// The identity number is none of them: to this target it is an element nobody knows.
public enum IplosField: UInt8, CaseIterable, Sendable, Codable, Comparable {
    // The whole and its head.
    case versjon, iiInnhType, iiKomnr, iiBydelsnr, iiFraDato, iiTilDato, iiLagetDato, iiSysID, iiSysVersjon, iiLopenr
    // A contact; their names in the format are `Type`, `Navn`, `Telefon` and `Epost`.
    case kontaktType, kontaktNavn, kontaktTelefon, kontaktEpost
    // A person.
    case pePeID, peAlder, peKjonn, peKomnr, peBydelsnr, peDiagReserv, peFraDato, peDodDato, peEndrDato
    // A person's circumstances.
    case poPeID, poPoID, poHusstand, poOmsorgBarn, poPrivHjelp, poBoligTilr, poVurdTann, poVurdLege
    case poIndPlan, poHarKoordinator
    case poArbBistBehov, poArbBistMottar, poArbTranspBehov, poArbTranspMottar
    case poFriBistBehov, poFriBistMottar, poFriTranspBehov, poFriTranspMottar
    case poLegeMiddGj, poLegeMiddGjDato, poErnKartlagt, poErnKartlagtDato, poErnRisiko, poErnRisikoDato
    case poErnPlan, poErnPlanDato, poFraDato, poTilDato
    case poVenteliste, poVentelisteDato, poHeldg, poHab, poHabDato
    // A function.
    case fnPeID, fnFnID, fnFunkType, fnFunkVerdi, fnFraDato, fnTilDato
    // A service.
    case tjPeID, tjTjID, tjVeID, tjVeNrID, tjTjenType, tjTjenUnderType, tjSoknadDato, tjVedtDato, tjVedtak
    case tjTimerUke, tjResTimerUke, tjRullerende, tjInstOrgnr, tjFraDato, tjTilDato, tjKlageMottatt, tjKlageBesvart
    // A diagnosis.
    case diPeID, diDiID, diKodeVersjon, diDiagKode, diFraDato, diTilDato
    // A stay.
    case dgPeID, dgDgID, dgInstOrgnr, dgFraDato, dgTilDato

    /// The attribute's or element's name.
    public var name: String { Self.names[Int(rawValue)] }

    private static let names: [String] = allCases.map { field in
        switch field {
        case .kontaktType: "Type"
        case .kontaktNavn: "Navn"
        case .kontaktTelefon: "Telefon"
        case .kontaktEpost: "Epost"
        default: "\(field)"
        }
    }

    public var kind: RecordKind {
        RecordKind.allCases.first { $0.fields.contains(self) } ?? .head
    }

    /// Whether the format writes it as an attribute of its record's element: the ids, and the version at the root.
    public var isAttribute: Bool {
        switch self {
        case .versjon, .pePeID, .poPeID, .poPoID, .fnPeID, .fnFnID, .tjPeID, .tjTjID, .tjVeID, .tjVeNrID, .diPeID,
            .diDiID, .dgPeID, .dgDgID:
            true
        default: false
        }
    }

    /// Its place in its record, from 0.
    func place(in kind: RecordKind) -> Int { Int(rawValue) - Int(kind.fields.lowerBound.rawValue) }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension ClosedRange<IplosField> {
    /// All fields of the range, in order.
    public var fields: [IplosField] {
        (lowerBound.rawValue...upperBound.rawValue).compactMap(IplosField.init(rawValue:))
    }
}

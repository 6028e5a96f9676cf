/// The kinds of records an extract has, outermost first; each is an element of the format.
public enum RecordKind: UInt8, CaseIterable, Sendable, Codable {
    /// INNHINFO: who sends, for which period.
    case head
    /// iiKontakt, inside the head: who can be asked.
    case contact
    /// PERSON: one recipient, or applicant, of services.
    case person
    /// PERSONOPPL (personopplysninger): household, plans, needs.
    case circumstances
    /// FUNKSJON: one assessed function and how much assistance it needs.
    case function
    /// TJENESTE: one service applied for, refused or given.
    case service
    /// DIAGNOSE.
    case diagnosis
    /// DOGNTILBUD (døgntilbud): a stay with a provider that is not the municipality's.
    case stay

    /// The element's local name.
    public var element: String {
        switch self {
        case .head: "INNHINFO"
        case .contact: "iiKontakt"
        case .person: "PERSON"
        case .circumstances: "PERSONOPPL"
        case .function: "FUNKSJON"
        case .service: "TJENESTE"
        case .diagnosis: "DIAGNOSE"
        case .stay: "DOGNTILBUD"
        }
    }

    /// The records inside a person, in the format's order.
    public static let inPerson: [RecordKind] = [.circumstances, .function, .service, .diagnosis, .stay]

    /// The fields of the record in the format's order, attributes first.
    public var fields: ClosedRange<IplosField> {
        switch self {
        case .head: .versjon ... .iiLopenr
        case .contact: .kontaktType ... .kontaktEpost
        case .person: .pePeID ... .peEndrDato
        case .circumstances: .poPeID ... .poHabDato
        case .function: .fnPeID ... .fnTilDato
        case .service: .tjPeID ... .tjKlageBesvart
        case .diagnosis: .diPeID ... .diTilDato
        case .stay: .dgPeID ... .dgTilDato
        }
    }

    /// The record's number within its person; the person's local number for the person itself.
    public var idField: IplosField? {
        switch self {
        case .head, .contact: nil
        case .person: .pePeID
        case .circumstances: .poPoID
        case .function: .fnFnID
        case .service: .tjTjID
        case .diagnosis: .diDiID
        case .stay: .dgDgID
        }
    }

    /// The record's repetition of its person's local number.
    public var personField: IplosField? {
        switch self {
        case .head, .contact, .person: nil
        case .circumstances: .poPeID
        case .function: .fnPeID
        case .service: .tjPeID
        case .diagnosis: .diPeID
        case .stay: .dgPeID
        }
    }
}

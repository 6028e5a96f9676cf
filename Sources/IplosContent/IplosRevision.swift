/// A revision of the extract's format.
///
/// Of 3.0 no schema is public: it is our reconstruction, from the later ones and what they have commented out.
public enum IplosRevision: String, CaseIterable, Sendable, Codable {
    /// Data of 2017 and before. The person's identity number is in the file itself.
    case v3_0 = "3.0"
    /// Data of 2018.
    case v3_5 = "3.5"
    /// Data of 2019 to 2021.
    case v3_7 = "3.7"

    /// The namespace that is written. 3.0 has it by our choice.
    public var namespace: String {
        switch self {
        case .v3_0: "http://www.npr.no/xmlstds/iplos"
        case .v3_5: "http://www.npr.no/xmlstds/iplos/2018"
        case .v3_7: "http://www.npr.no/xmlstds/iplos/2019"
        }
    }

    /// The years whose data it carries.
    public var years: ClosedRange<Int> {
        switch self {
        case .v3_0: 2006...2017
        case .v3_5: 2018...2018
        case .v3_7: 2019...2021
        }
    }

    /// The years whose data any revision carries.
    public static var allYears: ClosedRange<Int> { v3_0.years.lowerBound...v3_7.years.upperBound }

    /// Whether what we know of it is our reconstruction and no published schema.
    public var isReconstructed: Bool { self == .v3_0 }

    /// The revision of a year's data; nil outside the format's life.
    public static func of(year: Int) -> IplosRevision? { allCases.first { $0.years.contains(year) } }

    /// The revision that a root element's namespace names; none for 3.0 was ever published, so it may be missing.
    static func of(namespace: String?) -> IplosRevision? {
        guard let namespace else { return .v3_0 }
        return allCases.first { $0.namespace == namespace }
    }

    /// Whether the root's `versjon` may stand there: 3.0 had minor versions, 3.6 wrote 3.5's namespace.
    func allows(version: String) -> Bool {
        switch self {
        case .v3_0: version == "3.0" || version.hasPrefix("3.0.")
        case .v3_5: ["3.5", "3.6"].contains(version)
        case .v3_7: version == "3.7"
        }
    }

    /// Whether the revision has the field.
    public func has(_ field: IplosField) -> Bool {
        switch field {
        case .peDiagReserv: self == .v3_0
        case .tjTjenUnderType: self != .v3_7
        case .poVenteliste, .poVentelisteDato, .poHeldg, .poHab, .poHabDato: self == .v3_7
        default: true
        }
    }
}

/// The revision of the format in which an invented extract is written.
///
/// The raw value is the revision as the format itself writes it.
public enum GeneratedRevision: String, Sendable, Hashable, CaseIterable, Codable {
    /// To the data of 2017: identity numbers are in the extract itself. Reconstructed by us; its schema is not public.
    case r30 = "3.0"
    /// The data of 2018.
    case r35 = "3.5"
    /// The data of 2019 to 2021.
    case r37 = "3.7"

    /// The revision that the data of a year are in.
    public init(year: Int) {
        self = year <= 2017 ? .r30 : year == 2018 ? .r35 : .r37
    }

    /// Whether persons' identity numbers (peFnr) are in the extract; else they are in a file beside it.
    public var holdsIdentities: Bool { self == .r30 }

    var namespace: StaticString {
        switch self {
        case .r30: "http://www.npr.no/xmlstds/iplos"
        case .r35: "http://www.npr.no/xmlstds/iplos/2018"
        case .r37: "http://www.npr.no/xmlstds/iplos/2019"
        }
    }
}

/// Why a text is no identity number that may be used here.
///
/// The raw value travels from the trusted third party to the register and is never given another meaning. The
/// consequence is always the same: the person gets no pseudonym, the rows are kept apart, and the municipality is told
/// which of its local numbers it concerns.
public enum IdentityFault: UInt8, Error, Sendable, Hashable, CaseIterable, Codable, CustomStringConvertible {
    /// Nothing, or only spaces.
    case missing = 1
    /// Another count than eleven characters.
    case wrongLength = 2
    /// A character that is no ASCII digit.
    case notDigits = 3
    /// No such day, or a century that the three digits after the date do not belong to.
    case impossibleDate = 4
    case wrongCheckDigit = 5
    /// The number of an invented person, where real persons are counted.
    case syntheticInProduction = 6
    /// A number that may be a real person's, where only invented ones may be.
    case realInTest = 7

    public var description: String {
        switch self {
        case .missing: "identity number missing"
        case .wrongLength: "identity number without eleven characters"
        case .notDigits: "identity number with other characters than digits"
        case .impossibleDate: "identity number with an impossible date"
        case .wrongCheckDigit: "identity number with a wrong check digit"
        case .syntheticInProduction: "invented identity number among real ones"
        case .realInTest: "real identity number in a test"
        }
    }
}

/// Whose identity numbers are taken: real persons' or invented ones', never both.
public enum IdentityRealm: String, Sendable, Hashable, CaseIterable, Codable {
    /// Birth, D-, H- and shared help numbers; not those of the synthetic series (month + 80 and month + 65).
    case production
    /// Birth and D-numbers of the synthetic series month + 80, and nothing else. Month + 40 would be a real H-number.
    case test
}

/// By which rules identity numbers are read.
///
/// From 2032 the numbers run short: the first check digit then accepts four rests instead of one, and neither the
/// century nor the sex can be told from the digits any more.
public enum IdentityNumbering: String, Sendable, Hashable, CaseIterable, Codable {
    case until2031
    case from2032
}

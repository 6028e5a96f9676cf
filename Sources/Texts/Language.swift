/// A language the product speaks (N-42: both written forms of Norwegian, and English).
public enum Language: String, Sendable, Codable, CaseIterable {
    /// Bokmål.
    case nb
    /// Nynorsk.
    case nn
    /// English.
    case en
}

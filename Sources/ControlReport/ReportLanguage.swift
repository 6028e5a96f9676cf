public import IplosContent

/// The language a report is written in.
public enum ReportLanguage: String, Sendable, Codable, CaseIterable {
    /// Bokmål.
    case nb
    /// Nynorsk.
    case nn
    case en
}

extension ControlText {
    /// The sentence in one language.
    public func text(_ language: ReportLanguage) -> String {
        switch language {
        case .nb: nb
        case .nn: nn
        case .en: en
        }
    }

    /// The same in every language: a name, a number.
    init(same text: String) { self.init(text, text, text) }
}

/// One control as data: what it is about, how it reads to whoever must mend it, and where it comes from.
public struct Control: Sendable {
    /// Where a control comes from.
    public enum Source: String, Sendable, Codable {
        /// The annotations of the format's published schemas.
        case schema
        /// What the directorate has published about how the figures are made.
        case practice
        /// The letter and guide to the municipalities.
        case letter
        /// Our own conclusion; no source asks for it.
        case own
    }

    public let id: ControlID
    public let severity: Severity
    /// The consequence where the field's own rule names no other.
    public let consequence: Consequence
    public let mender: Mender
    public let source: Source
    /// A few words for a table of counts.
    public let title: ControlText
    /// What is wrong, with `{field}`, `{found}` and `{expected}`.
    public let message: ControlText
    /// What to do.
    public let action: ControlText

    init(
        _ id: ControlID, _ severity: Severity, _ consequence: Consequence = .report, mend mender: Mender,
        from source: Source, title: ControlText, message: ControlText = Control.correct, action: ControlText
    ) {
        self.id = id
        self.severity = severity
        self.consequence = consequence
        self.mender = mender
        self.source = source
        self.title = title
        self.message = message
        self.action = action
    }

    /// The usual message.
    static let correct = ControlText(
        "Rett {field}. Fant {found}, ventet {expected}.", "Rett {field}. Fann {found}, venta {expected}.",
        "Correct {field}. Found {found}, expected {expected}.")
}

/// All controls.
public enum ControlCatalogue {
    /// In the order of their numbers.
    public static let all: [Control] = file + fields + dates + contents + minimum

    public static func control(_ id: ControlID) -> Control {
        // A test holds that each id has exactly one control.
        byID[id] ?? all[0]
    }

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}

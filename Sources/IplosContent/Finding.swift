/// One fault of one extract: which control, in which row, what was there and what should have been.
///
/// It names a person by the municipality's local number only. What could be an identity number is never in it.
public struct Finding: Sendable, Equatable, Codable {
    public let control: ControlID
    public let severity: Severity
    public let consequence: Consequence
    public let mender: Mender
    public let kind: RecordKind
    /// The municipality's own number of the person; nil for the head, or when missing.
    public let localNumber: String?
    /// The row's number within its person; nil for the person itself, or when missing.
    public let rowID: String?
    public let field: IplosField?
    /// What was there, at most 40 characters; empty when nothing was.
    public let found: String
    public let expected: Expected
    /// Where the row begins in the file, counted from 1; 0 when it comes from no file.
    public let line: Int

    init(
        _ id: ControlID, severity: Severity? = nil, consequence: Consequence? = nil, kind: RecordKind,
        localNumber: String? = nil, rowID: String? = nil, field: IplosField? = nil, found: String = "",
        expected: Expected, line: Int
    ) {
        let control = ControlCatalogue.control(id)
        self.control = id
        self.severity = severity ?? control.severity
        self.consequence = consequence ?? control.consequence
        mender = control.mender
        self.kind = kind
        self.localNumber = localNumber.map(Self.shown)
        self.rowID = rowID.map(Self.shown)
        self.field = field
        self.found = Self.shown(found)
        // What is expected may be the person's own number, in another place.
        self.expected = if case .value(let text) = expected { .value(Self.shown(text)) } else { expected }
        self.line = line
    }

    public var title: ControlText { ControlCatalogue.control(control).title }
    public var action: ControlText { ControlCatalogue.control(control).action }

    /// The sentence with this finding's values in it.
    public var message: ControlText {
        let message = ControlCatalogue.control(control).message, wanted = expected.text
        let name = field?.name ?? kind.element
        func filled(_ text: String, _ nothing: String, _ expected: String) -> String {
            var filled = ""
            var rest = Substring(text)
            // One pass: what was found may itself hold braces.
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                filled += rest[..<open]
                switch rest[rest.index(after: open)..<close] {
                case "field": filled += name
                case "found": filled += found.isEmpty ? nothing : found
                default: filled += expected
                }
                rest = rest[rest.index(after: close)...]
            }
            return filled + rest
        }
        return ControlText(
            filled(message.nb, "ingenting", wanted.nb), filled(message.nn, "ingenting", wanted.nn),
            filled(message.en, "nothing", wanted.en))
    }

    /// Whether a text could be an identity number, and is not shown.
    public static func isHidden(_ text: String) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer { FieldValue.mayBeIdentity($0) || FieldValue.mayLackZero($0) }
    }

    /// A text as it may be shown: shortened, control characters out, and hidden when it could be an identity number.
    public static func shown(_ text: String) -> String {
        let plain = String(text.map { $0.isNewline || $0.asciiValue.map { $0 < 32 } == true ? " " : $0 })
        if isHidden(plain) { return "•••" }
        return plain.count > 40 ? plain.prefix(39) + "…" : plain
    }
}

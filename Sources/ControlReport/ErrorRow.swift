public import IplosContent

/// A control as the error list explains it: what it is called and what to do.
public struct ControlDescription: Equatable, Sendable {
    /// Its number, such as `K-101`; the register's own begin with another letter.
    public let control: String
    public let title: ControlText
    public let action: ControlText

    public init(control: String, title: ControlText, action: ControlText) {
        self.control = control
        self.title = title
        self.action = action
    }

    /// A control of the extract's content.
    public init(_ control: Control) {
        self.init(control: control.id.rawValue, title: control.title, action: control.action)
    }
}

/// One error, by which the municipality finds the row in its own system: by the local number, never by an identity.
public struct ErrorRow: Equatable, Sendable {
    public let control: String
    public let severity: Severity
    public let consequence: Consequence
    /// Who mends it.
    public let mender: Mender
    /// The record's element, such as `TJENESTE`; empty for the submission as a whole.
    public let recordKind: String
    /// The person's local number (`pePeID`); empty when it belongs to no person or is missing.
    public let localNumber: String
    /// The row's number within the person.
    public let rowID: String
    /// The field's own name, such as `tjInstOrgnr`.
    public let field: String
    public let found: String
    public let message: ControlText

    public init(
        control: String, severity: Severity, consequence: Consequence, mender: Mender, recordKind: String = "",
        localNumber: String = "", rowID: String = "", field: String = "", found: String = "", message: ControlText
    ) {
        self.control = control
        self.severity = severity
        self.consequence = consequence
        self.mender = mender
        self.recordKind = recordKind
        self.localNumber = localNumber
        self.rowID = rowID
        self.field = field
        self.found = found
        self.message = message
    }

    /// A finding of the extract's own controls.
    public init(_ finding: Finding) {
        self.init(
            control: finding.control.rawValue, severity: finding.severity, consequence: finding.consequence,
            mender: finding.mender, recordKind: finding.kind.element, localNumber: finding.localNumber ?? "",
            rowID: finding.rowID ?? "", field: finding.field?.name ?? "", found: finding.found,
            message: finding.message)
    }

    /// The same row with its message in one language only: a list of hundreds of thousands is held in memory.
    public func kept(in language: ReportLanguage) -> ErrorRow {
        ErrorRow(
            control: control, severity: severity, consequence: consequence, mender: mender, recordKind: recordKind,
            localNumber: localNumber, rowID: rowID, field: field, found: found,
            message: ControlText(same: message.text(language)))
    }

    /// Whether the row stands before another: worst first, then by control, then as in the record system, numbers by size
    /// before other texts by their octets. It does not depend on the order the rows were found in.
    func precedes(_ other: ErrorRow) -> Bool {
        if severity != other.severity { return severity.rawValue > other.severity.rawValue }
        var order = Self.order(control, other.control)
        if order == 0 { order = Self.order(localNumber, other.localNumber) }
        if order == 0 { order = Self.order(recordKind, other.recordKind) }
        if order == 0 { order = Self.order(rowID, other.rowID) }
        if order == 0 { order = Self.order(field, other.field) }
        if order == 0 { order = Self.order(found, other.found) }
        if order == 0 { order = Int(consequence.rawValue) - Int(other.consequence.rawValue) }
        if order == 0 { order = Self.order(mender.rawValue, other.mender.rawValue) }
        if order == 0 { order = Self.order(message.nb, other.message.nb) }
        return order < 0
    }

    /// Below 0 when the first stands before the second, 0 when they are the same octets.
    private static func order(_ one: String, _ other: String) -> Int {
        switch (isNumber(one), isNumber(other)) {
        case (true, false): return -1
        case (false, true): return 1
        case (true, true) where one.utf8.count != other.utf8.count: return one.utf8.count - other.utf8.count
        case (true, true), (false, false):
            if one.utf8.elementsEqual(other.utf8) { return 0 }
            return one.utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}

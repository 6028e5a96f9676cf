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

    /// Rows in the order of these octets lie worst first, then by control, then as in the record system: numbers by size,
    /// other texts by their octets. It does not depend on the order the rows were found in.
    var sortKey: [UInt8] {
        var key = [UInt8.max - severity.rawValue]
        let fields = [control, localNumber, recordKind, rowID, field, found]
        for text in fields + [String(consequence.rawValue), mender.rawValue, message.nb] {
            if (1...255).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) {
                key += [1, UInt8(text.utf8.count)]
            } else {
                key.append(2)
            }
            key += text.utf8
            key.append(0)
        }
        return key
    }
}

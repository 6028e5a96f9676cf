/// What a fault does to the data, mildest first.
public enum Consequence: UInt8, CaseIterable, Sendable, Codable, Comparable {
    /// Nothing is changed; it is told.
    case report
    /// The value is taken as not given.
    case setNull
    /// The row is left out; a person's row with all that is inside it.
    case dropRow
    /// The whole file is not taken.
    case rejectSubmission

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// How much a finding matters to the one who sends, mildest first.
public enum Severity: UInt8, CaseIterable, Sendable, Codable, Comparable {
    /// Good to know; the figures do not suffer.
    case note
    /// Probably wrong, or something that the figures miss.
    case warning
    /// The minimum that everyone must send is missing: to be mended, but never a lock.
    case strongWarning
    /// Stops the file.
    case stop

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Where a fault is mended: by whom the list is to be read.
public enum Mender: String, CaseIterable, Sendable, Codable {
    /// Whoever registers in the record system.
    case registration
    /// Whoever makes the extract: period, mapping, choice of units.
    case extract
    /// The vendor of the record system.
    case vendor
}

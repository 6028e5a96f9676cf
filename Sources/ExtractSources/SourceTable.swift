/// Where rows come from: a query of a database, or a file of the folder that a source is.
public enum SourceTable: Sendable, Equatable {
    case query(String)
    case file(String)
}

/// What a query may ask for by name, as `:year`: bound, never put into the text.
public struct SourceParameters: Sendable, Equatable {
    private let values: [(name: String, value: String)]

    public init(year: Int, municipality: String, district: String) {
        values = [
            ("year", String(year)), ("first_day", "\(year)-01-01"), ("last_day", "\(year)-12-31"),
            ("municipality", municipality), ("district", district),
        ]
    }

    public var names: [String] { values.map(\.name) }

    public subscript(name: String) -> String? { values.first { $0.name == name }?.value }

    public static func == (left: Self, right: Self) -> Bool {
        left.values.elementsEqual(right.values) { $0 == $1 }
    }
}

/// What can be read row by row and cannot be written to. All tables are read in one state of the whole.
///
/// Not for use by several tasks at a time.
public protocol RecordSource: AnyObject {
    /// Reads a table from its first row to its last.
    ///
    /// - Parameters:
    ///   - columns: given the columns' names once, before any row.
    ///   - row: given each row; it is used again after the call.
    /// - Throws: ``SourceFault``, or what a closure throws.
    func read(
        _ table: SourceTable, columns: ([String]) throws -> Void, row: (SourceRow) throws -> Void
    ) throws
}

/// Why a source cannot be read. Its sentence never holds a value that was read.
public struct SourceFault: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// The database, the folder or a file is not there.
        case sourceMissing = "source-missing"
        /// The database does not answer, or does not let us in.
        case notConnected = "source-not-connected"
        /// The way to the database is not what it must be: no TLS, or a password that others can read.
        case notSafe = "source-not-safe"
        /// The query is no query that reads, or the database refuses it.
        case queryRefused = "query-refused"
        /// The query took longer than the mapping allows.
        case tooSlow = "query-too-slow"
        /// Rows were read, and then no more came.
        case interrupted = "source-interrupted"
        /// A file is not in the form or encoding that the mapping says.
        case malformed = "file-malformed"
    }

    public let code: Code
    public let sentence: String

    init(_ code: Code, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    public var description: String { sentence }
}

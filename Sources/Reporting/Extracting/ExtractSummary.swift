import IplosContent

/// What an extraction, or a look at what it would be, came to.
public struct ExtractSummary: Sendable {
    /// One table of the mapping.
    public struct Table: Sendable, Equatable {
        /// The element's name, or `organisationNumbers`.
        public let name: String
        /// The columns that the source gave; empty when it could not be asked, or when its first row is no heading.
        public internal(set) var columns: [String] = []
        /// Those that nothing is filled from.
        public internal(set) var unused: [String] = []
        /// Rows read.
        public internal(set) var rows = 0
        /// Rows that are in the extract.
        public internal(set) var written = 0
    }

    public internal(set) var tables: [Table] = []
    public internal(set) var problems: [ExtractProblem] = []
    public var persons: Int { tables.first { $0.name == RecordKind.person.element }?.written ?? 0 }

    /// What was found in one table, in the order it was found.
    public func problems(of table: Table) -> [ExtractProblem] { problems.filter { $0.table == table.name } }

    /// Whether rows or values of the source are missing in the extract.
    public var loses: Bool { problems.contains(where: \.loses) }
}

/// Why no extract is made. Nothing of what was read is in the sentence.
public enum ExtractFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// A table could not be read.
    case table(String, String)
    /// Columns that the mapping names are not there.
    case columns(table: String, [String])
    /// The disk is full, or the folder cannot be written in.
    case noRoom(String)
    /// What was put away while sorting cannot be read again.
    case spillDamaged

    public var description: String {
        switch self {
        case .table(let name, let sentence): "\(name): \(sentence)"
        case .columns(let table, let columns): "\(table): there is no column \(columns.joined(separator: ", "))."
        case .noRoom(let place): "There is no room to sort in \(place), or nothing can be written there."
        case .spillDamaged: "What was put away while sorting cannot be read again."
        }
    }
}

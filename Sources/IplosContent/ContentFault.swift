/// Why a file cannot be read as an extract. That it is no XML is an `XMLError` instead.
public struct ContentFault: Error, Equatable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// The root element is not IPLOS in a namespace of a revision we know.
        case unknownFormat
        /// The root does not say a version that its namespace has.
        case unknownVersion
        /// The first person comes before INNHINFO, or there is none.
        case headMissing
        /// More rows or octets in one person, or contacts in the head, than ``ContentLimits`` allow.
        case tooLarge
        /// A link id that is no 32 hexadecimal digits.
        case badLink
    }

    public let code: Code
    /// Counted from 1.
    public let line: Int

    /// What stood there instead, for a version or a root element; never part of the description.
    public let found: String

    public init(_ code: Code, line: Int, found: String = "") {
        self.code = code
        self.line = line
        self.found = found
    }

    /// The control that tells the sender; nil where only a program error could cause it.
    public var control: ControlID? {
        switch code {
        case .unknownFormat, .unknownVersion: .version
        case .headMissing: .headMissing
        case .tooLarge: .tooLarge
        case .badLink: nil
        }
    }

    public var description: String { "Extract not read: \(code.rawValue) at line \(line)" }
}

/// How much of one person is read.
public struct ContentLimits: Sendable, Equatable {
    /// Rows of one person.
    public var rows: Int
    /// Octets of all values of one person.
    public var octets: Int
    /// Contacts in the head.
    public var contacts: Int

    public init(rows: Int = 20_000, octets: Int = 1 << 20, contacts: Int = 20) {
        self.rows = rows
        self.octets = octets
        self.contacts = contacts
    }
}

/// What a reading came to.
public struct ContentCounts: Sendable, Equatable, Codable {
    public internal(set) var persons = 0
    /// Rows inside persons, by kind, in the order of ``RecordKind/inPerson``.
    public internal(set) var rows = [Int](repeating: 0, count: RecordKind.inPerson.count)
    /// Elements that the revision does not have, skipped with what is inside them; the identity number's is one.
    public internal(set) var unknownElements = 0
    /// Where the first of them was that nobody asked for.
    public internal(set) var firstUnknownLine: Int?
    /// Its name, shortened.
    public internal(set) var firstUnknownName: String?
    /// Elements that came before others they should follow.
    public internal(set) var misplacedElements = 0
    public internal(set) var firstMisplacedLine: Int?
    /// Fields given a second time in one row; the first stands.
    public internal(set) var repeatedFields = 0
    public internal(set) var firstRepeatedLine: Int?

    public init() {}

    /// Rows of a kind inside persons.
    public func rows(_ kind: RecordKind) -> Int {
        RecordKind.inPerson.firstIndex(of: kind).map { rows[$0] } ?? (kind == .person ? persons : 0)
    }
}

/// One way in which a document does not follow its schema.
///
/// Names elements and attributes, never what they hold.
public struct SchemaFinding: Sendable, Equatable, CustomStringConvertible {
    /// Line of the element, counted from 1; 0 where it is not known.
    public let line: Int
    /// Local names from the root, `/MsgHead/MsgInfo`; empty where it is not known.
    public let path: String
    /// What is wrong there, in English.
    public let message: String

    public init(line: Int, path: String, message: String) {
        self.line = line
        self.path = path
        self.message = message
    }

    public var description: String { "line \(line) \(path): \(message)" }
}

/// A namespace that several files of a pack define, and which one was taken.
public struct SchemaConflict: Sendable, Equatable {
    public let namespace: String
    /// Path inside the pack.
    public let chosen: String
    public let passedOver: [String]

    public init(namespace: String, chosen: String, passedOver: [String]) {
        self.namespace = namespace
        self.chosen = chosen
        self.passedOver = passedOver
    }
}

/// A file that another one includes and that is not in the pack.
public struct MissingSchema: Sendable, Equatable {
    public let includedBy: String
    public let location: String

    public init(includedBy: String, location: String) {
        self.includedBy = includedBy
        self.location = location
    }
}

/// Why a schema pack cannot be used.
public enum SchemaPackError: Error, Equatable, Sendable {
    /// The directory cannot be read, or a working copy cannot be made in the temporary directory.
    case unreadable(String)
    /// No file ends in `.xsd`.
    case empty
    /// A file is no XML, or no schema.
    case notASchema(file: String)
    /// The schemas do not compile together: file inside the pack, line and message.
    case notCompiled([SchemaPackFault])
}

/// A fault in the schemas themselves.
public struct SchemaPackFault: Sendable, Equatable {
    public let file: String
    public let line: Int
    public let message: String
}

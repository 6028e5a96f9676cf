import Foundation

/// What eb:Description in the header says about the sending system (HITS 1210 6.2.2; HITS 1172 r.271 to r.274, r.279).
///
/// JSON with fixed keys. Only names and versions of programs; never anything about a message.
public struct SystemDescription: Sendable, Equatable {
    /// `MSH-system` and `MSH-versjon`: this message server. Required, not empty.
    public var messageServer: Program
    /// `fagsystem` and `fagsystem-versjon`: the record system that made the document.
    public var recordSystem: Program?
    /// `mellomvare` and `mellomvare-versjon`: what lies between them.
    public var middleware: Program?

    public struct Program: Sendable, Equatable {
        public var name: String
        public var version: String

        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    public init(messageServer: Program, recordSystem: Program? = nil, middleware: Program? = nil) {
        self.messageServer = messageServer
        self.recordSystem = recordSystem
        self.middleware = middleware
    }

    /// The JSON text, keys in the order of the standard.
    public var json: String {
        var pairs: [(String, String)] = [("MSH-system", messageServer.name), ("MSH-versjon", messageServer.version)]
        if let recordSystem {
            pairs += [("fagsystem", recordSystem.name), ("fagsystem-versjon", recordSystem.version)]
        }
        if let middleware { pairs += [("mellomvare", middleware.name), ("mellomvare-versjon", middleware.version)] }
        return "{" + pairs.map { "\(Self.quoted($0.0)):\(Self.quoted($0.1))" }.joined(separator: ",") + "}"
    }

    /// The most bytes of a partner's description that are read.
    static let readLimit = 4_096

    /// Reads a partner's description; nil when it is no JSON object with the two required values (r.271 to r.274).
    public init?(json text: String) {
        guard text.utf8.count <= Self.readLimit,
            let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)),
            let values = object as? [String: Any],
            let server = Self.program("MSH-system", "MSH-versjon", in: values)
        else { return nil }
        messageServer = server
        recordSystem = Self.program("fagsystem", "fagsystem-versjon", in: values)
        middleware = Self.program("mellomvare", "mellomvare-versjon", in: values)
    }

    private static func program(_ name: String, _ version: String, in values: [String: Any]) -> Program? {
        guard let name = (values[name] as? String).map(printable), !name.isEmpty,
            let version = (values[version] as? String).map(printable), !version.isEmpty
        else { return nil }
        return Program(name: name, version: version)
    }

    /// A stranger's text without control characters, which would mean something to a terminal.
    private static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }
        return String(String.UnicodeScalarView(scalars)).trimmed
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 32: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// One field of a form as it was sent.
public struct FormField: Equatable, Sendable {
    public let name: String
    public let value: String
}

/// How much a form may hold. Beyond it the form is refused, not cut.
public enum FormLimits {
    /// Octets of all fields together, encoded.
    public static let formOctets = 65_536
    public static let fields = 100
    /// Octets of one field's name.
    static let nameOctets = 100
    /// Octets of a part's header fields in multipart/form-data.
    static let partHeadOctets = 2048
}

/// The text fields of a form, decoded and within limits.
public struct FormFields: Equatable, Sendable {
    public private(set) var all: [FormField] = []

    init() {}

    /// Reads application/x-www-form-urlencoded (WHATWG URL 5.1); nil when it is wrongly encoded, no UTF-8, or holds
    /// more fields than may be.
    init?(encoded bytes: [UInt8]) {
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard let name = PercentEncoding.decode(pair[..<equals], plusIsSpace: true),
                let value = PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true),
                add(name, value)
            else { return nil }
        }
    }

    /// False when there is no room, or the name or value is none.
    mutating func add(_ name: String, _ value: String) -> Bool {
        guard all.count < FormLimits.fields, !name.isEmpty, name.utf8.count <= FormLimits.nameOctets,
            !value.utf8.contains(0), !name.utf8.contains(0)
        else { return false }
        all.append(FormField(name: name, value: value))
        return true
    }

    /// The value of a field that was sent once; nil when it was not sent, or more than once.
    public subscript(name: String) -> String? {
        let found = all.filter { $0.name == name }
        return found.count == 1 ? found[0].value : nil
    }

    /// All values of a field that may be sent more than once, such as check boxes.
    public func values(_ name: String) -> [String] { all.filter { $0.name == name }.map(\.value) }
}

/// The media types of forms (HTML 4.10.21.3), with what they say about how to read them.
enum FormEncoding: Equatable {
    case urlencoded
    case multipart(boundary: String)
    /// The third encoding of HTML, which no form of ours uses: what other sites use to send JSON (T-091).
    case plainText
    case unknown

    init(_ header: String?) {
        let parts = (header ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
        switch parts.first?.lowercased().filter({ $0 != " " }) {
        case "application/x-www-form-urlencoded": self = .urlencoded
        case "text/plain": self = .plainText
        case "multipart/form-data":
            let parameter = parts.dropFirst().first { $0.lowercased().hasPrefix("boundary=") }
            let boundary = parameter?.dropFirst("boundary=".count).filter { $0 != "\"" } ?? ""
            // RFC 2046 5.1.1; browsers use fewer kinds of characters.
            let isPlain = boundary.utf8.allSatisfy { (33...126).contains($0) }
            self = (1...70).contains(boundary.utf8.count) && isPlain ? .multipart(boundary: boundary) : .unknown
        default: self = .unknown
        }
    }
}

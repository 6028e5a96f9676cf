import Foundation

/// The part of JSON Schema 2020-12 that the route table needs: it describes a value in `/openapi.json` and checks the
/// values that come, so that the two never differ.
indirect enum JSONSchema: Sendable {
    case string(minimum: Int = 0, maximum: Int? = nil, format: Format? = nil)
    case integer(minimum: Int64, maximum: Int64)
    case boolean
    /// One of these, and nothing else.
    case oneOf([JSONValue])
    case array(JSONSchema, unique: Bool = false, maximum: Int? = nil)
    /// Members of other names are refused.
    case object([Property])
    /// A value or null.
    case nullable(JSONSchema)
    /// One of the schemas under `components`, by its name there.
    case named(String, JSONSchema)

    /// Formats that are checked, by their names in JSON Schema.
    enum Format: String, Sendable { case uuid, dateTime = "date-time", uri, uriReference = "uri-reference" }

    struct Property: Sendable {
        let name: String
        let schema: JSONSchema
        let isRequired: Bool
        let note: String

        init(_ name: String, _ schema: JSONSchema, required: Bool = false, _ note: String = "") {
            self.name = name
            self.schema = schema
            isRequired = required
            self.note = note
        }
    }

    static let herID = JSONSchema.integer(minimum: 1, maximum: 999_999_999)
    static let uuid = JSONSchema.string(format: .uuid)
}

// MARK: - Checking

extension JSONSchema {
    /// What is wrong with a value, one sentence for each fault; empty when nothing is.
    ///
    /// - Parameter place: where the value stands, as the sentences call it.
    func faults(in value: JSONValue, at place: String) -> [String] {
        switch self {
        case .named(_, let schema): return schema.faults(in: value, at: place)
        case .nullable(let schema): return value.isNull ? [] : schema.faults(in: value, at: place)
        case .string(let minimum, let maximum, let format):
            guard let text = value.string else { return [wrongKind("a string", value, place)] }
            return Self.faults(of: text, minimum, maximum, format, place)
        case .integer(let minimum, let maximum):
            guard let number = value.wholeNumber else { return [wrongKind("a whole number", value, place)] }
            return (minimum...maximum).contains(number) ? [] : ["\(place) must be from \(minimum) to \(maximum)."]
        case .boolean: return value.bool == nil ? [wrongKind("true or false", value, place)] : []
        case .oneOf(let values):
            return values.contains(value)
                ? [] : ["\(place) must be one of \(values.map(\.plain).joined(separator: ", "))."]
        case .array(let element, let unique, let maximum):
            guard let elements = value.elements else { return [wrongKind("an array", value, place)] }
            return Self.faults(of: elements, element, unique, maximum, place)
        case .object(let properties):
            guard case .object(let members) = value else { return [wrongKind("an object", value, place)] }
            return Self.faults(of: members, properties, place)
        }
    }

    private func wrongKind(_ wanted: String, _ value: JSONValue, _ place: String) -> String {
        "\(place) must be \(wanted), and is \(value.kind)."
    }

    private static func faults(
        of text: String, _ minimum: Int, _ maximum: Int?, _ format: Format?, _ place: String
    ) -> [String] {
        var faults: [String] = []
        // JSON Schema counts code points.
        let length = minimum > 0 || maximum != nil ? text.unicodeScalars.count : 0
        if length < minimum { faults.append("\(place) must not be shorter than \(minimum).") }
        if let maximum, length > maximum { faults.append("\(place) must not be longer than \(maximum).") }
        switch format {
        case .uuid where UUID(uuidString: text) == nil: faults.append("\(place) must be a UUID.")
        case .uuid, .dateTime, .uri, .uriReference, nil: break
        }
        return faults
    }

    private static func faults(
        of elements: [JSONValue], _ element: JSONSchema, _ unique: Bool, _ maximum: Int?, _ place: String
    ) -> [String] {
        if let maximum, elements.count > maximum { return ["\(place) must not have more than \(maximum) elements."] }
        var faults = elements.enumerated().flatMap { element.faults(in: $1, at: "\(place)[\($0)]") }
        if unique, elements.enumerated().contains(where: { elements[..<$0].contains($1) }) {
            faults.append("\(place) must not name the same twice.")
        }
        return faults
    }

    private static func faults(of members: [JSONValue.Member], _ properties: [Property], _ place: String) -> [String] {
        let inside = place.isEmpty ? "" : "\(place)."
        let missing = properties.filter { property in
            property.isRequired && !members.contains { $0.name == property.name }
        }
        .map { "\(inside)\($0.name) is missing." }
        return missing
            + members.flatMap { member -> [String] in
                guard let property = properties.first(where: { $0.name == member.name }) else {
                    return ["\(inside)\(member.name.prefix(40)) is not known here."]
                }
                return property.schema.faults(in: member.value, at: "\(inside)\(member.name)")
            }
    }
}

extension JSONValue {
    /// 1 and 1.0 are the same number (JSON Schema 6.1.1).
    fileprivate var wholeNumber: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int64(exactly: value)
        default: nil
        }
    }

    fileprivate var plain: String {
        switch self {
        case .string(let text): text
        case .integer(let value): String(value)
        default: kind
        }
    }
}

// MARK: - Describing

extension JSONSchema {
    /// The schema as OpenAPI 3.1 writes it.
    var described: JSONValue {
        switch self {
        case .named(let name, _): return ["$ref": .string("#/components/schemas/\(name)")]
        case .nullable(let schema): return schema.describedNullable
        case .string(let minimum, let maximum, let format):
            var members = [JSONValue.Member("type", "string")]
            if let format { members.append(.init("format", .string(format.rawValue))) }
            if minimum > 0 { members.append(.init("minLength", .integer(Int64(minimum)))) }
            if let maximum { members.append(.init("maxLength", .integer(Int64(maximum)))) }
            return .object(members)
        case .integer(let minimum, let maximum):
            return [
                "type": "integer", "format": maximum > Int64(Int32.max) ? "int64" : "int32",
                "minimum": .integer(minimum), "maximum": .integer(maximum),
            ]
        case .boolean: return ["type": "boolean"]
        case .oneOf(let values): return ["enum": .array(values)]
        case .array(let element, let unique, let maximum):
            var members = [JSONValue.Member("type", "array"), .init("items", element.described)]
            if unique { members.append(.init("uniqueItems", true)) }
            if let maximum { members.append(.init("maxItems", .integer(Int64(maximum)))) }
            return .object(members)
        case .object(let properties): return Self.described(properties)
        }
    }

    private var describedNullable: JSONValue {
        switch self {
        case .oneOf(let values): return ["enum": .array(values + [.null])]
        case .named: return ["anyOf": [described, ["type": "null"]]]
        default:
            guard case .object(let members) = described else { return described }
            return .object(
                members.map { $0.name == "type" ? .init("type", .array([$0.value, "null"])) : $0 })
        }
    }

    private static func described(_ properties: [Property]) -> JSONValue {
        let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
        let members = properties.map { property -> JSONValue.Member in
            guard !property.note.isEmpty, case .object(let members) = property.schema.described else {
                return .init(property.name, property.schema.described)
            }
            return .init(property.name, .object(members + [.init("description", .string(property.note))]))
        }
        return .object(
            [.init("type", "object")] + (required.isEmpty ? [] : [.init("required", .array(required))]) + [
                .init("properties", .object(members)), .init("additionalProperties", false),
            ])
    }

    /// Every named schema in it, by name.
    var names: [String: JSONSchema] {
        switch self {
        case .string, .integer, .boolean, .oneOf: [:]
        case .array(let element, _, _): element.names
        case .nullable(let schema): schema.names
        case .object(let properties): properties.reduce(into: [:]) { $0.merge($1.schema.names) { first, _ in first } }
        case .named(let name, let schema): schema.names.merging([name: schema]) { first, _ in first }
        }
    }
}

/// One named value that a request brings in its path, query or headers.
struct Parameter: Sendable {
    enum Place: String, Sendable { case path, query, header }

    let name: String
    let place: Place
    let schema: JSONSchema
    let isRequired: Bool
    let note: String

    static func path(_ name: String, _ schema: JSONSchema, _ note: String) -> Parameter {
        Parameter(name: name, place: .path, schema: schema, isRequired: true, note: note)
    }

    static func query(_ name: String, _ schema: JSONSchema, required: Bool = false, _ note: String) -> Parameter {
        Parameter(name: name, place: .query, schema: schema, isRequired: required, note: note)
    }

    static func header(_ name: String, _ schema: JSONSchema, required: Bool = false, _ note: String) -> Parameter {
        Parameter(name: name, place: .header, schema: schema, isRequired: required, note: note)
    }

    /// The value that texts stand for, and what is wrong with it; nil when there are none.
    func read(_ texts: [String]) -> (value: JSONValue?, faults: [String]) {
        guard !texts.isEmpty else { return (nil, isRequired ? ["\(name) is missing."] : []) }
        if case .array(let element, _, _) = schema {
            let value = JSONValue.array(texts.map { Self.value($0, as: element) })
            return (value, schema.faults(in: value, at: name))
        }
        guard texts.count == 1 else { return (nil, ["\(name) must be given once."]) }
        let value = Self.value(texts[0], as: schema)
        return (value, schema.faults(in: value, at: name))
    }

    /// What a text means where this schema is asked for; the text itself where it means nothing.
    private static func value(_ text: String, as schema: JSONSchema) -> JSONValue {
        switch schema {
        case .integer: Int64(text).map(JSONValue.integer) ?? .string(text)
        case .boolean: ["true": true, "false": false][text.lowercased()].map(JSONValue.bool) ?? .string(text)
        case .nullable(let schema), .named(_, let schema): value(text, as: schema)
        case .string, .oneOf, .array, .object: .string(text)
        }
    }

    var described: JSONValue {
        [
            "name": .string(name), "in": .string(place.rawValue), "required": .bool(isRequired),
            "description": .string(note), "schema": schema.described,
        ]
    }
}

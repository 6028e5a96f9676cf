import HTTPTypes
import Texts

/// The route table as an OpenAPI 3.1 document.
struct OpenAPIDocument: Sendable {
    let routes: [Route]
    let version: String

    var json: JSONValue {
        let paths = routes.reduce(into: [(path: String, operations: [JSONValue.Member])]()) { paths, route in
            let operation = JSONValue.Member(route.method.rawValue.lowercased(), Self.operation(route))
            if let index = paths.firstIndex(where: { $0.path == route.path }) {
                paths[index].operations.append(operation)
            } else {
                paths.append((route.path, [operation]))
            }
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Budstikke record-system API", "version": .string(version),
                "description": .string(Self.introduction),
            ],
            "paths": .object(paths.map { .init($0.path, .object($0.operations)) }),
            "components": [
                "schemas": .object(schemas.map { .init($0.key, $0.value.unnamed.described) }),
                "securitySchemes": [
                    "Bearer": [
                        "type": "http", "scheme": "bearer",
                        "description": "The token that `budstikke record-system add` printed.",
                    ]
                ],
            ],
        ]
    }

    private static let introduction = """
        Resources and fields are those of the national MSH API v2, so that a record system written for it needs another \
        base address and another token only. `CommunicationParties`, `Certificates`, `Notices`, `Messages/dry-run` \
        and `Messages/{id}/findings` are ours.
        """

    private var schemas: [(key: String, value: JSONSchema)] {
        var all = Problem.schema.names
        for route in routes {
            for schema in [route.body?.schema, route.answer.schema].compactMap(\.self) {
                all.merge(schema.names) { first, _ in first }
            }
        }
        return all.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func operation(_ route: Route) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(route.operationID)), .init("summary", .string(route.summary)),
        ]
        if !route.parameters.isEmpty {
            members.append(.init("parameters", .array(route.parameters.map(\.described))))
        }
        if let body = route.body {
            members.append(
                .init(
                    "requestBody",
                    [
                        "required": true, "description": .string(body.note),
                        "content": ["application/json": ["schema": body.schema.described]],
                    ]))
        }
        members.append(.init("responses", responses(of: route)))
        members.append(.init("security", route.isOpen ? [] : [["Bearer": []]]))
        return .object(members)
    }

    private static func responses(of route: Route) -> JSONValue {
        var answers = [JSONValue.Member(String(route.answer.status.code), success(route.answer))]
        for (status, codes) in Dictionary(grouping: route.allProblems, by: { $0.status.code }).sorted(by: {
            $0.key < $1.key
        }) {
            let note = codes.map { "\($0.rawValue): \($0.phrase.en)" }.joined(separator: " ")
            answers.append(
                .init(
                    String(status),
                    [
                        "description": .string(note),
                        "content": ["application/json": ["schema": Problem.schema.described]],
                    ]))
        }
        return .object(answers)
    }

    private static func success(_ answer: Route.Answer) -> JSONValue {
        var members: [JSONValue.Member] = [.init("description", .string(answer.note))]
        if answer.isCreation {
            members.append(
                .init("headers", ["Location": ["required": true, "schema": ["type": "string"]]]))
            members.append(.init("links", links))
        }
        if let schema = answer.schema {
            members.append(.init("content", .object([.init(answer.mediaType, ["schema": schema.described])])))
        }
        return .object(members)
    }
}

extension OpenAPIDocument {
    /// What can be asked of a message that was made: its id is the whole body.
    private static var links: JSONValue {
        .object(
            ["getMessage", "getBusinessDocument", "getStatus", "getAppRecInfo"].map {
                .init($0, ["operationId": .string($0), "parameters": ["id": "$response.body"]])
            })
    }
}

extension JSONSchema {
    /// What stands under its name in `components`.
    fileprivate var unnamed: JSONSchema {
        if case .named(_, let schema) = self { schema } else { self }
    }
}

import Foundation
import Testing

@testable import RecordSystemAPI

/// The API against the national interface's own description. It lies outside the project, in the folder that
/// `BUDSTIKKE_SHARED` names.
@Suite("The record-system API and the national MSH API v2")
struct RecordSystemAPIStandardsTests {
    private let national: JSONValue
    private let own: JSONValue

    init() throws {
        let folder = URL(filePath: ProcessInfo.processInfo.environment["BUDSTIKKE_SHARED"] ?? "/nowhere")
        let file = folder.appending(path: "standards/wsdl/msh-api-v2.openapi.json")
        national = try #require(JSONValue(reading: Array(Data(contentsOf: file))))
        let routes = RouteTable.routes(version: "test")
        own = OpenAPIDocument(routes: routes, version: "test").json
    }

    @Test("Every national operation is served with its parameters, its body and its answers")
    func operations() throws {
        var count = 0
        for path in try members(national["paths"]) {
            for operation in try members(path.value) where operation.name != "parameters" {
                count += 1
                let mine = try #require(own["paths"]?[path.name]?[operation.name], "\(operation.name) \(path.name)")
                for parameter in operation.value["parameters"]?.elements ?? [] {
                    let served = (mine["parameters"]?.elements ?? []).first {
                        $0["name"] == parameter["name"] && $0["in"] == parameter["in"]
                    }
                    let match = try #require(served, "\(parameter)")
                    #expect((match["required"] ?? false) == (parameter["required"] ?? false), "\(parameter)")
                }
                #expect((mine["requestBody"] == nil) == (operation.value["requestBody"] == nil))
                for answer in try members(operation.value["responses"]) where answer.name != "500" {
                    // A message of somebody else's is not there (M-037), where the national service says 403.
                    if answer.name == "403", mine["responses"]?["404"] != nil { continue }
                    #expect(mine["responses"]?[answer.name] != nil, "\(operation.name) \(path.name) \(answer.name)")
                }
            }
        }
        #expect(count == 8)
    }

    @Test("Every national body has its fields here, with the same ones required")
    func bodies() throws {
        var fields = 0
        for schema in try members(national["components"]?["schemas"]) where schema.name != "OrderBy" {
            let mine = try #require(own["components"]?["schemas"]?[schema.name], "\(schema.name)")
            for value in schema.value["enum"]?.elements ?? [] {
                #expect(mine["enum"]?.elements?.contains(value) == true, "\(schema.name) \(value)")
            }
            guard schema.value["properties"] != nil else { continue }
            let required = schema.value["required"]?.elements ?? []
            for field in try members(schema.value["properties"]) {
                fields += 1
                #expect(mine["properties"]?[field.name] != nil, "\(schema.name).\(field.name)")
                if required.contains(.string(field.name)) {
                    #expect(
                        mine["required"]?.elements?.contains(.string(field.name)) == true,
                        "\(schema.name).\(field.name) is required")
                }
            }
            // What a client of the national interface leaves out must not be asked for.
            guard schema.name.hasPrefix("Post") || schema.name == "EbXmlInfo" || schema.name == "AppRecError" else {
                continue
            }
            #expect(Set((mine["required"]?.elements ?? []).compactMap(\.string)) == Set(required.compactMap(\.string)))
        }
        #expect(fields > 40)
    }

    private func members(_ value: JSONValue?) throws -> [JSONValue.Member] {
        guard case .object(let members) = value else { throw NotAnObject() }
        return members
    }

    private struct NotAnObject: Error {}
}

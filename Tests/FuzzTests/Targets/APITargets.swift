import Exchange
import Foundation
import HTTPTypes
import RecordSystemAPI

@testable import RecordSystemAPI

/// The body of a request from a record system: JSON, held against the schema of each route.
struct APIBodyTarget: FuzzTarget {
    static let name = "api-body"
    static let longest = 8_192

    private let schemas: [JSONSchema]

    init() { schemas = RouteTable.routes(version: "1").compactMap(\.body?.schema) }

    func seeds() -> [[UInt8]] {
        [
            #"{"businessDocument":"PGEvPg==","contentType":"application/xml","contentTransferEncoding":"base64","#
                + #""ebXmlOverrides":{"cpaId":"x","useSenderLevel1HerId":true},"receiverHerIdsSubset":[8090001]}"#,
            #"{"appRecStatus":"Rejected","appRecErrorList":[{"errorCode":"E10","details":"","oid":null}]}"#,
            #"[1,-0,1e5,-1.5e-7,9223372036854775807,1.0,true,false,null,"\u00e6\ud83d\ude00\\\"\/\b\f\n\r\t",{}]"#,
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        guard let value = JSONValue(reading: input) else { return }
        let again = try demand(JSONValue(reading: value.bytes), "a written value can be read")
        try demand(again == value, "a value is read as it was written")
        try demand(again.isWithoutNUL == value.isWithoutNUL, "NUL stays where it was")
        for schema in schemas {
            let faults = schema.faults(in: value, at: "")
            try demand(faults == schema.faults(in: value, at: ""), "the same value has the same faults")
        }
        let wishes = try? EnvelopeOverrides.read(value, client: value["client"]?.string)
        let conversation = wishes?.conversationID ?? ""
        try demand(conversation.unicodeScalars.allSatisfy { $0.value >= 32 }, "no wish holds a control character")
    }
}

/// The first line and the headers of a request from a record system.
struct RequestTargetTarget: FuzzTarget {
    static let name = "api-target"
    static let longest = 2_048

    private let routes: [Route]

    init() { routes = RouteTable.routes(version: "1") }

    func seeds() -> [[UInt8]] {
        [
            "/Messages?receiverHerIds=8090001&receiverHerIds=2&IncludeMetadata=true",
            "/Messages/0d3f0000-0000-4000-8000-000000000001/businessdocument#x",
            "//Messages/%F0%9F%98%80/../%2e%2e?a=%&b=+&&=c&d",
            "nb;q=0.8, nn, en;q=0, *;q=-1, no;q=nan",
            "application/json; charset=utf-8",
        ].map { Array($0.utf8) }
    }

    func examine(_ input: [UInt8]) throws {
        let text = String(decoding: input, as: UTF8.self)
        _ = AcceptedLanguage.best(of: text)
        _ = MediaType.isJSON(text)
        let target = RequestTarget(text)
        try demand(target.segments.allSatisfy { !$0.contains("/") && !$0.isEmpty }, "a segment is a part of the path")
        for route in routes {
            let path = route.match(target.segments)
            for parameter in route.parameters {
                let texts = parameter.place == .path ? path?[parameter.name].map { [$0] } : nil
                let (value, faults) = parameter.read(texts ?? target.values(of: parameter.name))
                guard let value, faults.isEmpty else { continue }
                try demand(parameter.schema.faults(in: value, at: "").isEmpty, "what is taken keeps its schema")
            }
        }
    }
}

import HTTPTypes
import Texts

/// Everything the API does, in the order `/openapi.json` lists it.
enum RouteTable {
    static func routes(version: String) -> [Route] {
        let served =
            MessageRoutes.reading + MessageRoutes.sending + NoticeRoutes.all + PartyRoutes.all
            + CertificateRoutes.all
        return served + [problems, document(of: served, version: version)]
    }

    private static func document(of served: [Route], version: String) -> Route {
        let json = OpenAPIDocument(routes: served + [problems], version: version).json
        let bytes = APIReply(.ok, json)
        return Route(
            method: .get, path: "/openapi.json", operationID: "getDescription", summary: "This API, as OpenAPI 3.1.",
            answer: .init(status: .ok, note: "The description."), work: .everybody { _, _ in bytes })
    }

    /// What the `type` of a problem points to.
    private static let problems = Route(
        method: .get, path: "/problems/{name}", operationID: "getProblem",
        summary: "What a problem's type means, in three languages.",
        parameters: [.path("name", .string(minimum: 1, maximum: 60), "The last part of the problem's `type`.")],
        answer: .init(
            status: .ok, note: "The problem.",
            schema: .named(
                "Problem",
                .object([
                    .init("errorCode", .integer(minimum: 1000, maximum: 1999), required: true),
                    .init("status", .integer(minimum: 400, maximum: 599), required: true),
                    .init("nb", .string(), required: true), .init("nn", .string(), required: true),
                    .init("en", .string(), required: true),
                ]))),
        work: .everybody { path, _ in
            guard let code = APIProblemCode.allCases.first(where: { $0.name == path["name"] }) else {
                throw Problem(.notFound)
            }
            return APIReply(
                .ok,
                [
                    "errorCode": .integer(Int64(code.rawValue)), "status": .integer(Int64(code.status.code)),
                    "nb": .string(code.phrase.nb), "nn": .string(code.phrase.nn), "en": .string(code.phrase.en),
                ])
        })
}

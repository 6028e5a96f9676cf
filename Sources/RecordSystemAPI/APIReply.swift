public import HTTPTypes

/// What a request is answered with.
public struct APIReply: Sendable {
    public var status: HTTPResponse.Status
    public var headers: HTTPFields
    public var body: [UInt8]

    init(_ status: HTTPResponse.Status, _ json: JSONValue) {
        self.status = status
        headers = [.contentType: "application/json"]
        body = json.bytes
    }

    /// One without a body.
    init(_ status: HTTPResponse.Status) {
        self.status = status
        headers = [:]
        body = []
    }

    /// One whose body is not JSON.
    init(_ bytes: [UInt8], mediaType: String) {
        status = .ok
        headers = [.contentType: mediaType]
        body = bytes
    }

    /// Something new, which has an address of its own now.
    static func created(_ json: JSONValue, at location: String) -> APIReply {
        var reply = APIReply(.created, json)
        reply.headers[.location] = location
        return reply
    }
}

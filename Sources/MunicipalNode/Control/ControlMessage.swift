import CommandOutcome
import Foundation

/// What travels on the control socket, and how: JSON objects with the protocol's version.
///
/// A request is `{"version":1,"command":"tenant.list","dryRun":false,"arguments":{…}}`; its reply is
/// `{"version":1,"result":{…}}` or `{"version":1,"error":{…}}`.
enum ControlMessage {
    static let version = 1

    /// The part of a request that tells how to read the rest.
    struct Heading: Decodable {
        let version: Int
        let command: String
        let dryRun: Bool
    }

    struct Call<Request: AdministrationRequest>: Codable {
        let version: Int
        let command: String
        let dryRun: Bool
        let arguments: Request
    }

    struct Answer<Result: Codable>: Codable {
        let version: Int
        var result: Result?
        var error: AdministrationError?
    }

    /// An answer whose result is of no interest or not known.
    struct Nothing: Codable {}

    static func encode(_ value: some Encodable) throws -> [UInt8] {
        Array(try encoder.encode(value))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        try decoder.decode(type, from: Data(bytes))
    }

    /// Dates as seconds since 1970, so that fractions survive.
    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .secondsSince1970
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        return decoder
    }
}

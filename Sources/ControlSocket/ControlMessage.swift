public import CommandOutcome
import Foundation

/// What travels on the control socket, and how: JSON objects with the protocol's version.
///
/// A request is `{"version":1,"command":"tenant.list","dryRun":false,"arguments":{…}}`; its reply is
/// `{"version":1,"result":{…}}` or `{"version":1,"error":{…}}`.
public enum ControlMessage {
    static let version = 1

    /// The part of a request that tells how to read the rest.
    private struct Heading: Decodable {
        let version: Int
        let command: String
    }

    struct Call<Request: ControlRequest>: Codable {
        var version = ControlMessage.version
        var command = Request.name
        let dryRun: Bool
        let arguments: Request
    }

    struct Answer<Result: Codable>: Codable {
        var version = ControlMessage.version
        var result: Result?
        var error: AdministrationError?
    }

    /// An answer whose result is of no interest or not known.
    struct Nothing: Codable {}

    /// What a request asks for; nil for nonsense and for another version.
    public static func command(of bytes: [UInt8]) -> String? {
        guard let heading = try? decode(Heading.self, from: bytes), heading.version == version else { return nil }
        return heading.command
    }

    /// Reads one request, has it carried out, and writes its reply.
    public static func answer<Request: ControlRequest>(
        _ bytes: [UInt8], as type: Request.Type,
        _ perform: (_ request: Request, _ dryRun: Bool) async throws(AdministrationError) -> Request.Reply
    ) async -> [UInt8] {
        guard let call = try? decode(Call<Request>.self, from: bytes) else { return refusal(.controlVersion) }
        do throws(AdministrationError) {
            let answer = Answer(result: try await perform(call.arguments, call.dryRun))
            return (try? encode(answer)) ?? refusal(.unwritableReply)
        } catch {
            return refusal(error)
        }
    }

    /// The reply that says why something was not done.
    public static func refusal(_ error: AdministrationError) -> [UInt8] {
        // Strings and numbers only: encoding them cannot fail.
        (try? encode(Answer<Nothing>(error: error))) ?? []
    }

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

extension AdministrationError {
    fileprivate static let unwritableReply = AdministrationError(
        "internal", "The program failed: the reply cannot be written.",
        remedy: "Report it with what you did just before.", exit: .software)
}

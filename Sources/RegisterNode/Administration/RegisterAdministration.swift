import CommandOutcome
import Foundation
import Register

/// A question or an order of an administrator's, and what it is answered with.
///
/// Travels as JSON over the control socket when a server runs, and is carried out in the command's own process when not.
public protocol RegisterRequest: Codable, Sendable {
    associatedtype Reply: Codable & Sendable

    /// As `season.set`.
    static var name: String { get }

    /// Carries it out. Throws `AdministrationError`, and what the engine throws.
    func answer(in administration: RegisterAdministration, by actor: String) throws -> Reply
}

/// Carries out requests; all calls block for the length of their work.
public struct RegisterAdministration: Sendable {
    let store: RegisterStore
    let configuration: RegisterConfiguration
    let trust: CurrentTrust.Value
    let clock: @Sendable () -> Date

    static let requests: [any RegisterRequest.Type] = [
        StatusQuestion.self, MailQuestion.self, MunicipalityImport.self, SeasonQuestion.self, SeasonChange.self,
        ReleaseOrder.self, ResendOrder.self, AuditQuestion.self, DoctorQuestion.self, AuditNote.self,
    ]

    /// Reads a request as it came over the socket, and writes its answer.
    func answer(_ bytes: [UInt8], by actor: String) -> [UInt8] {
        do {
            let heading = try ControlMessage.decode(ControlMessage.Heading.self, from: bytes)
            guard heading.version == ControlMessage.version,
                let type = Self.requests.first(where: { $0.name == heading.command })
            else { throw AdministrationError.otherVersion }
            return try answer(type, bytes, by: actor)
        } catch {
            let answer = ControlMessage.Answer<Bool>(result: nil, error: AdministrationError(register: error))
            return (try? ControlMessage.encode(answer)) ?? []
        }
    }

    private func answer<Request: RegisterRequest>(
        _ type: Request.Type, _ bytes: [UInt8], by actor: String
    ) throws -> [UInt8] {
        let call = try ControlMessage.decode(ControlMessage.Call<Request>.self, from: bytes)
        let result = try call.arguments.answer(in: self, by: actor)
        return try ControlMessage.encode(ControlMessage.Answer(result: result, error: nil))
    }
}

/// What travels on the control socket: `{"version":1,"command":"status","arguments":{…}}`, answered with
/// `{"result":{…}}` or `{"error":{…}}`.
enum ControlMessage {
    static let version = 1

    struct Heading: Decodable {
        let version: Int
        let command: String
    }

    struct Call<Request: RegisterRequest>: Codable {
        var version = ControlMessage.version
        var command = Request.name
        let arguments: Request
    }

    struct Answer<Result: Codable>: Codable {
        let result: Result?
        let error: AdministrationError?
    }

    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .secondsSince1970
        return Array(try encoder.encode(value))
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        do { return try decoder.decode(type, from: Data(bytes)) } catch { throw AdministrationError.otherVersion }
    }
}

import AsyncHTTPClient
import Cryptography
import Foundation
import Identifiers
import NIOCore
import NIOHTTP1
import Register
import SealedSubmission

/// The line to the download portal: HTTPS with certificates on both sides. The register calls, and the portal never.
final class PortalLine: Sendable {
    /// What came of one request.
    enum Outcome: Equatable {
        /// The portal has it on disk, with its word: `taken`, `known`, `new`, `moved`.
        case taken(String)
        /// The portal does not take this one, with its own word for why.
        case refused(String)
        /// The portal could not take this one now, by its own word; it says nothing about others.
        case failed(String)
        /// No answer, or none that says anything about what was sent.
        case unreachable(String)
    }

    /// Octets of the largest answer: some hundred events.
    private static let largestAnswer = 1 << 20

    private let http: HTTPClient
    private let address: String

    /// - Throws: a TLS library's error for files that cannot be used.
    init(_ service: RegisterConfiguration.RemoteService, group: any EventLoopGroup) throws {
        http = try HTTPClient(service, group: group)
        address = service.address
    }

    func tell(season body: [UInt8]) async -> Outcome { await put("/v1/season", body) }

    func tell(_ unit: UnitToTell) async -> Outcome { await put("/v1/units/\(unit.unit)", unit.body) }

    func tell(_ mail: MailToTell) async -> Outcome { await put("/v1/mails", mail.body) }

    /// Puts an archive there. The same one again is known.
    func put(_ archive: ReleasedArchive) async -> Outcome {
        await put(
            "/v1/files/\(archive.submission)", archive.archive,
            fields: [
                ("Portal-Unit", "\(archive.unit)"), ("Portal-Year", "\(archive.year)"),
                ("Portal-Kind", archive.isTest ? "test" : "feedback"),
                ("Portal-SHA256", Hexadecimal.encode(archive.sha256)), ("Portal-Number", "\(archive.number)"),
            ])
    }

    /// Some of what happened after an event, oldest first; nil when there is no answer that says so.
    func events(after key: Int64) async -> [EventAtPortal]? {
        let request = HTTPClientRequest(url: "\(address)/v1/events?after=\(key)")
        guard let answer = await execute(request, within: .seconds(60)), answer.status == 200 else { return nil }
        return try? JSONDecoder().decode([EventAtPortal].self, from: Data(answer.body))
    }

    func close() async { try? await http.shutdown() }

    // MARK: - Steps

    /// Either word of an answer. They stand in logs and on terminals: what is no word, whatever the portal says, is none.
    struct Word: Decodable {
        let outcome: String?
        let problem: String?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: Field.self)
            outcome = try fields.decodeIfPresent(String.self, forKey: .outcome).flatMap(Self.word)
            problem = try fields.decodeIfPresent(String.self, forKey: .problem).flatMap(Self.word)
        }

        private enum Field: CodingKey { case outcome, problem }

        private static func word(_ text: String) -> String? { Token.isOne(text) ? text : nil }
    }

    private func put(_ path: String, _ body: [UInt8], fields: [(String, String)] = []) async -> Outcome {
        var request = HTTPClientRequest(url: address + path)
        request.method = .PUT
        for (name, value) in fields { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        // A slow line has its time: a megabyte in ten seconds.
        let time = TimeAmount.seconds(60 + Int64(body.count / 100_000))
        guard let answer = await execute(request, within: time) else { return .unreachable("noAnswer") }
        return Self.outcome(answer.status, answer.body)
    }

    /// What an answer says.
    static func outcome(_ status: UInt, _ body: [UInt8]) -> Outcome {
        let word = try? JSONDecoder().decode(Word.self, from: Data(body))
        switch status {
        case 200...299: return word?.outcome.map(Outcome.taken) ?? .unreachable("noPortal")
        // These say nothing of what was sent: the same may be taken later.
        case 403, 408, 429: return .unreachable(word?.problem ?? "status\(status)")
        case 400...499:
            // A body that did not arrive whole is no fault of what it was.
            guard let problem = word?.problem, !["cut", "damaged"].contains(problem) else {
                return .unreachable(word?.problem ?? "noPortal")
            }
            return .refused(problem)
        case 500...599:
            // With the portal's own word it is about this one; without, something on the way has answered.
            return word?.problem.map(Outcome.failed) ?? .unreachable("status\(status)")
        default: return .unreachable(word?.problem ?? "status\(status)")
        }
    }

    private func execute(
        _ request: HTTPClientRequest, within time: TimeAmount
    ) async -> (status: UInt, body: [UInt8])? {
        do {
            let response = try await http.execute(request, timeout: time)
            let body = try await response.body.collect(upTo: Self.largestAnswer)
            return (response.status.code, Array(body.readableBytesView))
        } catch {
            return nil
        }
    }
}

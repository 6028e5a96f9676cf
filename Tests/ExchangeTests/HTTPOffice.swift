import Exchange
import Foundation
import HTTPTransport
import Identifiers
import Mail
import Store
import Synchronization
import Testing

extension Office {
    /// Where this office takes messages over HTTP.
    var httpAddress: String { "https://\(her).helse.example/ebxml/office" }

    /// Opens the office's HTTP address: what is posted there is taken as the server takes it.
    ///
    /// - Parameter answers: whether an answer on the connection reaches the sender; false loses it on the way.
    func takePosts(through post: PostOffice, in country: Country, answers: @escaping @Sendable () -> Bool = { true }) {
        let (context, now) = (context, country.clock.now)
        post.serve(httpAddress) { entity throws(HTTPTransportError) in
            do {
                switch try await PostFlow(context: context).receive(entity, sender: "192.0.2.1", now: now) {
                case .unsupported: throw HTTPTransportError(status: 415)
                case .accepted: return .init(status: 202, entity: nil)
                case .later: throw HTTPTransportError(status: 503)
                case .fault(let fault): return .init(status: 500, entity: fault)
                case .answer(let answer):
                    guard answers() else { throw HTTPTransportError(.outcomeUnknown) }
                    try await answer.written(now: now())
                    return .init(status: 200, entity: answer.entity)
                }
            } catch let error as HTTPTransportError {
                throw error
            } catch {
                throw HTTPTransportError(status: 503)
            }
        }
    }

    /// Enters by hand that messages to a partner are posted.
    func post(to partner: Office, at address: HTTPAddress? = nil) async throws {
        var record = ManualPartner(her: partner.her, reason: "agreed by telephone")
        record.httpAddress = address ?? HTTPAddress(partner.httpAddress)
        try await enter(record)
    }

    /// What was posted and stored for a partner, as it would be posted again.
    func entity(of message: StoredMessage) async throws -> HTTPEntity {
        let stored = try await store.read { try $0.content(.envelope, of: message.key) }
        return try HTTPEntity(stored: try #require(stored))
    }
}

extension HTTPEntity {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The same with something else in its body.
    func replacing(_ old: String, _ new: String) throws -> HTTPEntity {
        try #require(text.contains(old), "nothing to replace")
        return try with(body: text.replacingOccurrences(of: old, with: new))
    }

    func with(contentType: String? = nil, body: String? = nil) throws -> HTTPEntity {
        try #require(
            HTTPEntity(
                contentType: contentType ?? self.contentType, soapAction: soapAction,
                transferEncoding: transferEncoding,
                body: body.map { Array($0.utf8) } ?? self.body))
    }

    /// The same from a sender that waits for its answer.
    func asking() throws -> HTTPEntity { try with(body: text.askingForAnswer()) }
}

extension String {
    /// The same message from a sender that waits for its answer on the connection: what is meant for the next actor is
    /// outside the signature.
    func askingForAnswer() throws -> String {
        try #require(contains("</SOAP:Header>"), "no header to ask in")
        return replacingOccurrences(
            of: "</SOAP:Header>",
            with: "<eb:SyncReply eb:version=\"2.0\" SOAP:mustUnderstand=\"1\""
                + " SOAP:actor=\"http://schemas.xmlsoap.org/soap/actor/next\"/></SOAP:Header>")
    }
}

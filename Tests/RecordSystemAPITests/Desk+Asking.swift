import Delivery
import Foundation
import HTTPTypes
import HealthMessages
import Identifiers
import Store
import TestSupport
import Testing

@testable import Exchange
@testable import RecordSystemAPI

extension Desk {
    /// An answer, with its body read.
    struct Answer {
        let reply: APIReply
        var status: Int { reply.status.code }
        var json: JSONValue { JSONValue(reading: reply.body) ?? .null }
        var code: Int? { json["errorCode"]?.integer.map(Int.init) }
    }

    /// Asks as a record system of `nord` would, with the headers the national resources want.
    func ask(
        _ method: HTTPRequest.Method, _ target: String, as system: String? = "journal", body: JSONValue? = nil,
        headers: HTTPFields = [:], certificate: [UInt8]? = nil
    ) async -> Answer {
        var fields: HTTPFields = [:]
        if let system, let token = tokens[system] { fields[.authorization] = "Bearer \(token)" }
        for (name, value) in [("api-version", "2"), ("nhn-source-system", "Journal, 1.0")] {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        if body != nil { fields[.contentType] = "application/json" }
        for field in headers { fields[field.name] = field.value.isEmpty ? nil : field.value }
        let bytes = body?.bytes ?? []
        let reply = await api.respond(to: method, target, headers: fields, certificate: certificate) { limit, _ in
            bytes.count <= limit ? bytes : nil
        }
        return Answer(reply: reply)
    }

    /// A document, from `journal` to the partner unless told otherwise.
    static func document(
        _ kind: SyntheticDocument.Kind = .admissionReport, from sender: HERId = Desk.journal,
        to receiver: HERId = Desk.partner, copies: [HERId] = [], msgID: UUID = UUID(), generated: Date = Desk.now,
        asPerson: Bool = false
    ) -> [UInt8] {
        var document = SyntheticDocument(
            kind, from: party(sender, isPerson: asPerson), to: party(receiver), about: SyntheticPerson.number(1),
            msgID: msgID,
            genDate: generated, text: "Syntetisk.")
        document.copyReceivers = copies.map { party($0) }
        return document.write()
    }

    /// The request that hands a document in.
    static func submission(of document: [UInt8]) -> JSONValue {
        [
            "businessDocument": .string(Data(document).base64EncodedString()), "contentType": "application/xml",
            "contentTransferEncoding": "base64",
        ]
    }

    /// Hands a document from the partner over to the record system of a HER-id, as the flows do. Returns its id.
    func deliver(to her: HERId = Desk.journal, generated: Date = Desk.now, msgID: UUID = UUID()) async throws -> UUID {
        let document = Self.document(.admitted, from: Desk.partner, to: her, msgID: msgID, generated: generated)
        var message = StoredMessage(
            serverID: UUID(), direction: .incoming, kind: .business, state: .queuedForHandOver, at: Desk.now)
        message.msgID = msgID.uuidString.lowercased()
        message.fromHER = Desk.partner
        message.toHER = her
        message.action = "LOG_INNLAGT"
        message.generatedAt = generated
        let new = message
        let context = her == Desk.other ? sor : nord
        let content = try context.store.seal(document)
        try await context.store.write { transaction in
            let stored = try transaction.insert(new)
            try transaction.put(content, .document, of: stored.key)
            try transaction.enqueue(
                NewJob(kind: HandOverFlow.kind, message: stored.key, orderKey: nil, fairnessKey: "", runAt: Desk.now))
        }
        try await work(context)
        return message.serverID
    }

    /// Hands over and tells what waits.
    func work(_ context: ExchangeContext) async throws {
        let flows: [any JobHandler] = [HandOverFlow(context: context), NoticeFlow(context: context)]
        for flow in flows {
            while let job = try await context.store.write({ transaction in
                try transaction.claim(
                    JobClaim(kinds: flow.kinds, now: Desk.now, lease: 60, limit: 1, perKey: 1))
            }).first {
                _ = try await flow.handle(job, now: Desk.now)
            }
        }
    }

    static func party(_ her: HERId, isPerson: Bool = false) -> SyntheticParty {
        SyntheticParty(
            organisationHER: HERId(her.value + 500) ?? her, organisationName: "Virksomheten", unitHER: her,
            unitName: "Enheten", isPerson: isPerson)
    }
}

extension JSONValue {
    /// The object with one more member.
    func adding(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members + [.init(name, value)])
    }
}

extension TenantReading {
    func wishes(of message: String) throws -> EnvelopeWishes? {
        try record(StoredWishes.self, id: message)?.wishes
    }
}

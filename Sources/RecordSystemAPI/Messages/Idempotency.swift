import Cryptography
import Exchange
import Foundation
import HTTPTypes
import Store
import Texts

/// The answer to a request that carries an `Idempotency-Key`, given again when the request comes again.
///
/// It spares a client that lost an answer from thinking. It is not what keeps messages from being doubled: a document
/// goes by its MsgId, a receipt by the message it answers, so a crash between doing and remembering doubles nothing.
struct Idempotency {
    private let call: APICall

    /// How long an answer is remembered.
    private static let span: TimeInterval = 24 * 3600

    init(of call: APICall) {
        self.call = call
    }

    /// - Parameter request: what must be the same for it to be the same request.
    /// - Throws: `Problem.idempotencyKeyReused`; what `work` throws, which is not remembered.
    func once(over request: [UInt8], _ work: () async throws -> APIReply) async throws -> APIReply {
        guard let key = call.text("Idempotency-Key") else { return try await work() }
        let store = call.caller.exchange.store
        let id = Hexadecimal.encode(SHA256.digest(Array("\(call.caller.place)\n\(key)".utf8)))
        let digest = SHA256.digest(request)
        if let earlier = try await store.read({ try $0.record(RememberedAnswer.self, id: id) }),
            call.now < earlier.at.addingTimeInterval(Self.span)
        {
            guard earlier.request == digest else { throw Problem(.idempotencyKeyReused) }
            return .accepted(earlier.message)
        }
        let reply = try await work()
        guard let message = reply.createdMessage else { return reply }
        let answer = RememberedAnswer(id: id, request: digest, message: message, at: call.now)
        try await store.write { transaction in
            try transaction.put(answer)
            try Self.forget(before: answer.at.addingTimeInterval(-Self.span), in: transaction)
        }
        return reply
    }

    /// Old answers go when they are many, not each time.
    private static func forget(before limit: Date, in transaction: any TenantTransaction) throws {
        guard Int.random(in: 0..<100) == 0 else { return }
        for answer in try transaction.records(RememberedAnswer.self) where answer.at < limit {
            try transaction.delete(RememberedAnswer.self, id: answer.id)
        }
    }
}

/// What was made for a request with an `Idempotency-Key`.
private struct RememberedAnswer: TenantRecord {
    static let kind = "idempotency"
    /// SHA-256 of record system and key.
    let id: String
    /// SHA-256 of the request.
    let request: [UInt8]
    let message: UUID
    let at: Date
}

extension APIReply {
    fileprivate var createdMessage: UUID? {
        headers[.location].flatMap { UUID(uuidString: String($0.split(separator: "/").last ?? "")) }
    }
}

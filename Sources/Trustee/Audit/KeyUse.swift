import Foundation

/// The record of each use of a private key: an intent is committed before the key is used, the outcome after
/// (architecture rule 7). The detail of both is the same, so that an intent without an outcome is found.
enum KeyUse {
    static let intent = "key.use.intent"
    static let outcome = "key.use.outcome"
}

extension TrusteeStore {
    /// Runs `body`, which uses a private key, between its intent and its outcome.
    ///
    /// When `body` throws there is no outcome: the verification of the chain shows the use until it was repeated.
    func usingKey<Value: Sendable>(
        _ key: String, for use: String, by actor: String, at: Date, _ body: () async throws -> Value
    ) async throws -> Value {
        let detail = ["key": key, "use": use]
        try await record(KeyUse.intent, by: actor, at: at, detail: detail)
        let value = try await body()
        try await record(KeyUse.outcome, by: actor, at: at, detail: detail)
        return value
    }
}

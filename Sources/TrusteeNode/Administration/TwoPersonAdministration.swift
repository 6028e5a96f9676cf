import CommandOutcome
import Cryptography
public import Foundation
import NationalIdentity
import SealedSubmission
import Trustee

/// A request that waits for another person.
public struct RequestSummary: Encodable, Sendable, Equatable {
    public let number: Int64
    public let purpose: String
    public let requestedBy: String
    public let requestedAt: Date
    public let expiresAt: Date
    public let reason: String
}

/// What a look-up gave: to be shown once and kept nowhere.
public struct LookupAnswer: Encodable, Sendable {
    /// 32 hexadecimal digits.
    public let pseudonym: String?
    /// Eleven digits.
    public let identity: String?
}

extension TrusteeAdministration {
    /// Asks for a look-up. The subject is eleven digits of an identity, or 32 hexadecimal digits of a pseudonym; it
    /// comes from a file or the terminal and never from the command line.
    public func requestMapping(of subject: [UInt8], reason: String) async throws -> Int64 {
        try await withLookup { lookup in
            let realm = configuration.realms.counted
            if let identity = try? NationalIdentity(subject, in: realm) {
                return try await lookup.request(pseudonymOf: identity, reason: reason, by: person, at: now)
            }
            let bytes = Hexadecimal.decode(String(decoding: subject, as: UTF8.self))
            guard let pseudonym = bytes.flatMap({ Pseudonym(bytes: $0) }) else {
                throw AdministrationError(
                    "subject", "This is neither an identity number nor a pseudonym.", exit: .data)
            }
            return try await lookup.request(identityOf: pseudonym, reason: reason, by: person, at: now)
        }
    }

    /// Answers a look-up that another person has allowed: once.
    public func answerMapping(_ number: Int64) async throws -> LookupAnswer {
        let answer = try await withLookup { try await $0.answer(number, by: person, at: now) }
        return switch answer {
        case .pseudonym(let pseudonym):
            LookupAnswer(pseudonym: Hexadecimal.encode(pseudonym.bytes), identity: nil)
        case .identity(let digits): LookupAnswer(pseudonym: nil, identity: String(decoding: digits, as: UTF8.self))
        case .none: LookupAnswer(pseudonym: nil, identity: nil)
        }
    }

    /// Requests of every kind that nobody has allowed yet.
    public func openRequests() async throws -> [RequestSummary] {
        try await Permits(store: store).open(at: now).map {
            RequestSummary(
                number: $0.number, purpose: $0.purpose.rawValue, requestedBy: $0.requestedBy,
                requestedAt: $0.requestedAt, expiresAt: $0.expiresAt, reason: $0.reason)
        }
    }

    /// Allows what another person has asked for.
    public func approve(_ number: Int64) async throws {
        if let refusal = try await Permits(store: store).approve(number, by: person, at: now) {
            throw AdministrationError(refusal)
        }
    }

    /// Asks for a new generation of pseudonyms.
    public func requestRekey(reason: String) async throws -> Int64 {
        try await rekey().request(reason: reason, by: person, at: now).orThrow()
    }

    /// Begins the change that another person has allowed; the service makes the map and delivers it.
    /// - Returns: the new generation.
    public func beginRekey(_ number: Int64) async throws -> Int {
        try await rekey().begin(permit: number, by: person, at: now).orThrow()
    }

    private func rekey() throws -> Rekey {
        Rekey(
            store: store, register: configuration.register.name, organisation: configuration.register.organisation,
            signer: try TrustFiles.signer(configuration))
    }

    private func withLookup<Value: Sendable>(
        _ body: (MappingLookup) async throws -> Result<Value, PermitRefusal>
    ) async throws -> Value {
        let vault = try await store.vault(for: configuration.register.name)
        do {
            let result = try await body(MappingLookup(store: store, vault: vault))
            try await vault.close()
            return try result.orThrow()
        } catch {
            try? await vault.close()
            throw error
        }
    }
}

extension Result where Failure == PermitRefusal {
    fileprivate func orThrow() throws(AdministrationError) -> Success {
        switch self {
        case .success(let value): value
        case .failure(let refusal): throw AdministrationError(refusal)
        }
    }
}

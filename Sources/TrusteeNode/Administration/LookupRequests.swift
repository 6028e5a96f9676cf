import CommandOutcome
import ControlSocket
import Cryptography
import Foundation
import NationalIdentity
import SealedSubmission
import Trustee

/// Asks for the pseudonym of an identity or the identity of a pseudonym; another person must allow it.
///
/// The subject is eleven digits of an identity, or 32 hexadecimal digits of a pseudonym; it comes from a file or the
/// terminal and never from the command line.
public struct MappingRequest: TrusteeRequest {
    public typealias Reply = RequestMade

    public static let name = "mapping.request"

    let subject: Data
    let reason: String

    public init(of subject: [UInt8], reason: String) {
        self.subject = Data(subject)
        self.reason = reason
    }

    public func answer(in administration: TrusteeAdministration) async throws -> RequestMade {
        let actor = try administration.peer.oneOfTwoPersons()
        let (now, subject) = (administration.now, [UInt8](subject))
        let number: Int64 = try await administration.withLookup { lookup in
            if let identity = try? NationalIdentity(subject, in: administration.configuration.realms.counted) {
                return try await lookup.request(pseudonymOf: identity, reason: reason, by: actor, at: now)
            }
            let bytes = Hexadecimal.decode(String(decoding: subject, as: UTF8.self))
            guard let pseudonym = bytes.flatMap({ Pseudonym(bytes: $0) }) else {
                throw AdministrationError(
                    "subject", "This is neither an identity number nor a pseudonym.", exit: .data)
            }
            return try await lookup.request(identityOf: pseudonym, reason: reason, by: actor, at: now)
        }
        return RequestMade(number, by: administration.peer)
    }
}

/// Answers a look-up that another person has allowed: once, to who asked.
public struct MappingAnswer: TrusteeRequest {
    public static let name = "mapping.answer"

    /// What a look-up gave: to be shown once and kept nowhere.
    public struct Reply: Codable, Sendable, Equatable {
        /// 32 hexadecimal digits.
        public let pseudonym: String?
        /// Eleven digits.
        public let identity: String?
    }

    let number: Int64

    public init(_ number: Int64) { self.number = number }

    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        let person = try administration.peer.oneOfTwoPersons()
        let answer = try await administration.withLookup {
            try await $0.answer(number, by: person, at: administration.now)
        }
        return switch answer {
        case .pseudonym(let pseudonym): Reply(pseudonym: Hexadecimal.encode(pseudonym.bytes), identity: nil)
        case .identity(let digits): Reply(pseudonym: nil, identity: String(decoding: digits, as: UTF8.self))
        case .none: Reply(pseudonym: nil, identity: nil)
        }
    }
}

extension TrusteeAdministration {
    fileprivate func withLookup<Value: Sendable>(
        _ body: (MappingLookup) async throws -> Result<Value, PermitRefusal>
    ) async throws -> Value {
        try await withVault { vault in
            try await body(MappingLookup(store: store, vault: vault, faults: faults)).get()
        }
    }

    /// Has the register's vault open for as long as `body` takes.
    func withVault<Value: Sendable>(_ body: (Vault) async throws -> Value) async throws -> Value {
        let vault = try await store.vault(for: configuration.register.name)
        do {
            let value = try await body(vault)
            try await vault.close()
            return value
        } catch {
            try? await vault.close()
            throw error
        }
    }
}

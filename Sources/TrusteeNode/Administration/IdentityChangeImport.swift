import CommandOutcome
import ControlSocket
import Cryptography
import Foundation
import NationalIdentity
import Trustee

/// Asks that a file of persons who have got another number may be told to the vault; another person must allow it.
public struct IdentityChangeRequest: TrusteeRequest {
    public static let name = "identity.request"

    public struct Reply: Codable, Sendable, Equatable {
        public let request: Int64
        /// Who asks, by log-in.
        public let requestedBy: String
        /// Lines of the file, without its heading.
        public let lines: Int
        /// SHA-256 of the file, 64 hexadecimal digits: what the other person allows.
        public let file: String
    }

    let file: Data
    let reason: String

    public init(_ file: [UInt8], reason: String) {
        self.file = Data(file)
        self.reason = reason
    }

    /// - Throws: `AdministrationError` that names each line that is wrong, never what stands in it.
    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        let person = try administration.peer.oneOfTwoPersons()
        let list = try IdentityChangeFile([UInt8](file), administration)
        let number = try await administration.withIdentityChanges {
            try await $0.request(file: list.digest, reason: reason, by: person, at: administration.now).get()
        }
        return Reply(
            request: number, requestedBy: administration.peer.person, lines: list.pairs.count,
            file: Hexadecimal.encode(list.digest))
    }
}

/// Tells the vault of persons who have got another number, such as a birth number after a D-number, in a file that another
/// person has allowed: their pseudonym stays (T-121). What is known already changes nothing.
public struct IdentityChangeImport: TrusteeRequest {
    public static let name = "identity.import"

    /// Not what the vault knew: that would tell who is in it.
    public struct Reply: Codable, Sendable, Equatable {
        /// Lines that were taken.
        public let lines: Int
    }

    let file: Data
    /// The number of the request; nil to check the file only.
    let permit: Int64?

    public init(_ file: [UInt8], permit: Int64?) {
        self.file = Data(file)
        self.permit = permit
    }

    /// - Throws: `AdministrationError` that names each line that is wrong, never what stands in it; then nothing is told.
    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        let list = try IdentityChangeFile([UInt8](file), administration)
        guard let permit else { return Reply(lines: list.pairs.count) }
        let person = try administration.peer.oneOfTwoPersons()
        let refusal = try await administration.withIdentityChanges {
            try await $0.tell(list.pairs, file: list.digest, permit: permit, by: person, at: administration.now)
        }
        if let refusal { throw refusal }
        return Reply(lines: list.pairs.count)
    }
}

/// A file with the columns `old;new` and a heading.
private struct IdentityChangeFile {
    let pairs: [(old: NationalIdentity, new: NationalIdentity)]
    let digest: [UInt8]

    init(_ bytes: [UInt8], _ administration: TrusteeAdministration) throws(AdministrationError) {
        let realm = administration.configuration.realms.counted
        func identity(_ text: String) -> NationalIdentity? { try? NationalIdentity(Array(text.utf8), in: realm) }
        pairs = try SemicolonRows(bytes, heading: ["old", "new"]).read { cells in
            guard let old = identity(cells[0]) else { return .failure("the old number is no identity number") }
            guard let new = identity(cells[1]) else { return .failure("the new number is no identity number") }
            guard old != new else { return .failure("the two numbers are one") }
            return .success((old, new))
        }
        digest = SHA256.digest(bytes)
    }
}

extension TrusteeAdministration {
    fileprivate func withIdentityChanges<Value: Sendable>(
        _ body: (IdentityChanges) async throws -> Value
    ) async throws -> Value {
        try await withVault { try await body(IdentityChanges(store: store, vault: $0, faults: faults)) }
    }
}

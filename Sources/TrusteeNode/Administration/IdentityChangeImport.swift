import CommandOutcome
import Foundation
import NationalIdentity
import Trustee

/// Tells the vault of persons who have got another number, such as a birth number after a D-number: their pseudonym stays
/// (T-121). A file with the columns `old;new` and a heading; what is known already changes nothing.
public struct IdentityChangeImport: TrusteeRequest {
    public static let name = "identity.import"

    public struct Reply: Codable, Sendable, Equatable {
        /// One of the numbers was known, or neither.
        public var joined = 0
        public var knownBefore = 0
        /// Both had pseudonyms: the old number's stays, and the register learns of it at the next change of generation.
        public var merged = 0
    }

    let file: Data
    let dryRun: Bool

    public init(_ file: [UInt8], dryRun: Bool) {
        self.file = Data(file)
        self.dryRun = dryRun
    }

    /// - Throws: `AdministrationError` that names each line that is wrong, never what stands in it; then nothing is told.
    public func answer(in administration: TrusteeAdministration) async throws -> Reply {
        let realm = administration.configuration.realms.counted
        func identity(_ text: String) -> NationalIdentity? { try? NationalIdentity(Array(text.utf8), in: realm) }
        let rows = try SemicolonRows([UInt8](file), heading: ["old", "new"])
        let pairs: [(old: NationalIdentity, new: NationalIdentity)] = try rows.read { cells in
            guard let old = identity(cells[0]) else { return .failure("the old number is no identity number") }
            guard let new = identity(cells[1]) else { return .failure("the new number is no identity number") }
            guard old != new else { return .failure("the two numbers are one") }
            return .success((old, new))
        }
        guard !dryRun else { return Reply() }
        return try await administration.withVault { vault in
            var reply = Reply()
            for pair in pairs {
                let change = try await administration.store.changeIdentity(
                    from: pair.old, to: pair.new, in: vault, by: administration.actor, at: administration.now)
                switch change {
                case .joined: reply.joined += 1
                case .knownBefore: reply.knownBefore += 1
                case .merged: reply.merged += 1
                }
            }
            return reply
        }
    }
}

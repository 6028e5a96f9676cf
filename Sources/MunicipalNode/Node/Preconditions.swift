import CommandOutcome
public import Foundation

/// What the server needs beside its configuration, looked at without the network: one line for each thing that is
/// missing, so that a start or reload says so at once and not at the first message.
public struct Preconditions: Sendable {
    /// One thing that is not as it should be.
    public struct Remark: Sendable, Equatable {
        /// As in `doctor`'s report: `secret-files`.
        public let code: String
        /// Whether messages are held or lost sight of because of it.
        public let isError: Bool
        /// What is wrong, and what to do.
        public let line: String
    }

    private let configuration: Configuration
    private let now: Date

    public init(configuration: Configuration, now: Date) {
        self.configuration = configuration
        self.now = now
    }

    /// Passwords, issuers, revocation lists, register and schemas.
    public func files() async -> [Remark] {
        var checks: [any DoctorCheck] = [
            SecretFilesCheck(), TrustStoreCheck(), RegisterCheck(), DiskSpaceCheck(),
        ]
        // Lists that are fetched cannot be there yet.
        if configuration.revocation.allowedHosts.isEmpty { checks.append(RevocationCheck()) }
        return await remarks(checks, facts: nil)
    }

    /// What each tenant has set up, and what its stage needs.
    public func tenants(_ administration: Administration) async -> [Remark] {
        do throws(AdministrationError) {
            return await remarks([TenantCheck()], facts: try await administration.perform(DoctorFacts(), by: "server"))
        } catch {
            return [Remark(code: "tenant", isError: true, line: error.sentence)]
        }
    }

    private func remarks(_ checks: [any DoctorCheck], facts: DoctorFacts.Reply?) async -> [Remark] {
        let ground = DoctorGround(
            configuration: configuration, now: now, serverRuns: true, facts: facts, factsRefusal: nil,
            network: NoNetwork())
        var remarks: [Remark] = []
        for check in checks {
            for finding in await check.examine(ground) where finding.verdict != .ok {
                let line = finding.sentence + (finding.remedy.map { " \($0)" } ?? "")
                remarks.append(Remark(code: finding.code, isError: finding.verdict == .error, line: line))
            }
        }
        return remarks
    }
}

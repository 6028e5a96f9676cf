public import Foundation
public import Store

/// What every kind of store must do, as checks that know only the protocols.
///
/// Each check gets an empty installation of its own. A test target runs them all, one test each:
/// `@Test(arguments: StoreConformance.checks) func conforms(_ check: …)`.
public enum StoreConformance {
    /// One thing a store must do.
    public struct Check: Sendable, CustomStringConvertible {
        /// Requirement and claim, such as `M-039 another tenant's content does not open`.
        public let name: String
        private let body: @Sendable (Stage) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (Stage) async throws -> Void) {
            self.name = name
            self.body = body
        }

        /// Runs the check on an empty installation, with a time of the caller's choice.
        /// - Throws: `Failure` when the store does something else; whatever the store throws unexpectedly.
        public func run(_ store: any InstallationStore, now: Date) async throws {
            try await body(Stage(store: store, now: now))
        }

        public var description: String { name }
    }

    /// What a store did wrong, and the line of the check that saw it.
    public struct Failure: Error, CustomStringConvertible {
        public let description: String
    }

    /// All checks, in the order of the protocol.
    public static let checks: [Check] =
        TenantChecks.all + CommitChecks.all + MessageChecks.all + IdentityChecks.all + SearchChecks.all
        + ContentChecks.all + HistoryChecks.all + TaskChecks.all + DeviationChecks.all + UnreadChecks.all
        + RecordChecks.all + JobChecks.all
        + JobOrderChecks.all
        + JobCrashChecks.all + AuditChecks.all + SeparationChecks.all
}

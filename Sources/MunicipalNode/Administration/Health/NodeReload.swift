/// Reads the configuration and every file it names anew, without a restart (U-48).
///
/// All of it is checked first. When anything is faulty, nothing changes and the refusal says why.
public struct NodeReload: AdministrationRequest {
    public static let name = "node.reload"

    public struct Reply: Codable, Sendable, Equatable {
        /// Settings that were changed and are in effect.
        public let changed: [String]
        /// Settings that were changed and have no effect before a restart.
        public let needRestart: [String]
        /// What does not hold anything up, but should be put right; one line each.
        public let remarks: [String]
    }

    public init() {}

    public func perform(in session: AdministrationSession) async throws -> Reply {
        try await session.administration.exchange.reload(dryRun: session.dryRun)
    }
}

/// One thing that an administrator can ask for: travels as JSON, is carried out by `Administration`.
public protocol AdministrationRequest: Codable, Sendable {
    associatedtype Reply: Codable & Sendable
    /// Its name on the control socket and in the audit chain, as `tenant.promote`; never changed once shipped.
    static var name: String { get }
    /// Carries it out. With `session.dryRun` everything is checked and nothing is changed.
    func perform(in session: AdministrationSession) async throws -> Reply
}

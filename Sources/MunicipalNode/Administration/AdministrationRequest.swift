public import ControlSocket

/// One thing that an administrator can ask for: travels as JSON, is carried out by `Administration`.
public protocol AdministrationRequest: ControlRequest {
    /// Carries it out. With `session.dryRun` everything is checked and nothing is changed.
    func perform(in session: AdministrationSession) async throws -> Reply
}

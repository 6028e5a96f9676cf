public import CommandOutcome
public import ControlSocket
import Foundation

/// The way from a command to the trustee: the running service's control socket, or with none running the data directory
/// itself, opened in this process under its lock.
public enum TrusteeConnection {
    /// PINs of a whole country are hashed within this, seconds.
    private static let patience = 1_800

    /// Carries out one request.
    /// - Throws: `AdministrationError`.
    public static func perform<Request: TrusteeRequest>(
        _ request: Request, _ configuration: TrusteeConfiguration
    ) async throws(AdministrationError) -> Request.Reply {
        do {
            let client = ControlClient(path: configuration.controlSocket, timeoutSeconds: patience)
            if try client.isServing() { return try client.perform(request) }
            return try await TrusteeAdministration.opened(configuration, by: .current, now: Date()) {
                try await request.answer(in: $0)
            }
        } catch {
            throw AdministrationError(trustee: error)
        }
    }
}

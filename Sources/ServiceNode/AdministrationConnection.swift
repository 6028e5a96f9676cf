public import CommandOutcome
public import ControlSocket
import Settings

/// The way from a command to its program: the running server's control socket, or with none running the data directory
/// itself, opened in this process under its lock.
public struct AdministrationConnection<Administration: ServedAdministration>: Sendable {
    private enum Way {
        case server(ControlClient)
        case here(Administration)
    }

    private let way: Way

    /// - Throws: `AdministrationError` when neither way is open.
    public static func open(
        _ configuration: Administration.Configuration
    ) throws(AdministrationError) -> AdministrationConnection {
        do {
            let client = ControlClient(path: configuration.controlSocket, timeoutSeconds: 300)
            if try client.isServing() { return AdministrationConnection(way: .server(client)) }
            return AdministrationConnection(way: .here(try Administration.open(configuration)))
        } catch {
            throw Administration.explained(error)
        }
    }

    /// Carries out one request.
    public func perform<Request: AdministrationRequest<Administration>>(
        _ request: Request
    ) async throws(AdministrationError) -> Request.Reply {
        do {
            switch way {
            case .server(let client): return try await SerialWork("command").run { try client.perform(request) }
            case .here(let administration): return try await request.answer(in: administration)
            }
        } catch {
            throw Administration.explained(error)
        }
    }

    /// Lets go of the data directory. Nothing can be asked afterwards.
    public func close() {
        if case .here(let administration) = way { administration.close() }
    }
}

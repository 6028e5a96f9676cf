public import CommandOutcome
public import ControlSocket
import Foundation
import Keys
import Portal

/// The way from a command to the portal: the running server's control socket, or with none running the data directory
/// itself, opened in this process under its lock.
public struct PortalConnection: Sendable {
    private enum Way {
        case server(ControlClient)
        case here(PortalAdministration)
    }

    private let way: Way

    /// - Throws: `AdministrationError` when neither way is open.
    public static func open(_ configuration: PortalConfiguration) throws(AdministrationError) -> PortalConnection {
        do {
            let client = ControlClient(path: configuration.controlSocket)
            if try client.isServing() { return PortalConnection(way: .server(client)) }
            let masterKey = try MasterKey(file: configuration.masterKeyFile, notInside: configuration.dataDirectory)
            let store = try PortalStore(directory: configuration.dataDirectory, masterKey: masterKey)
            return PortalConnection(
                way: .here(PortalAdministration(store: store, configuration: configuration, clock: { Date() })))
        } catch {
            throw AdministrationError(portal: error)
        }
    }

    /// Carries out one request.
    public func perform<Request: PortalRequest>(
        _ request: Request
    ) async throws(AdministrationError) -> Request.Reply {
        do {
            switch way {
            case .server(let client): return try client.perform(request)
            case .here(let administration): return try await request.answer(in: administration)
            }
        } catch {
            throw AdministrationError(portal: error)
        }
    }

    /// Lets go of the data directory. Nothing can be asked afterwards.
    public func close() {
        if case .here(let administration) = way { try? administration.store.close() }
    }
}

public import CommandOutcome
public import ControlSocket
import Foundation
import Logging
import Register

/// The way from a command to the register: the running server's control socket, or with none running the data directory
/// itself, opened in this process under its lock.
public struct RegisterConnection: Sendable {
    private enum Way {
        case server(ControlClient)
        case here(RegisterInstallation, CurrentTrust)
    }

    private let way: Way

    /// - Throws: `AdministrationError` when neither way is open.
    public static func open(_ configuration: RegisterConfiguration) throws(AdministrationError) -> RegisterConnection {
        do {
            let client = ControlClient(path: configuration.controlSocket, timeoutSeconds: 300)
            if try client.isServing() { return RegisterConnection(way: .server(client)) }
            let installation = try RegisterInstallation.open(configuration)
            do {
                let log = Logger(label: "register") { _ in SwiftLogNoOpLogHandler() }
                return RegisterConnection(
                    way: .here(installation, try CurrentTrust(installation.trustReading, log: log)))
            } catch {
                try? installation.store.close()
                throw error
            }
        } catch {
            throw AdministrationError(register: error)
        }
    }

    /// Carries out one request.
    /// - Throws: `AdministrationError`.
    public func perform<Request: RegisterRequest>(
        _ request: Request
    ) throws(AdministrationError) -> Request.Reply {
        do {
            switch way {
            case .server(let client): return try client.perform(request)
            case .here(let installation, let trust):
                return try request.answer(
                    in: RegisterAdministration(
                        store: installation.store, configuration: installation.configuration, trust: trust.value,
                        peer: .current, clock: { Date() }), by: ControlPeer.current.actor)
            }
        } catch {
            throw AdministrationError(register: error)
        }
    }

    /// Lets go of the data directory. Nothing can be asked afterwards.
    public func close() {
        if case .here(let installation, _) = way { try? installation.store.close() }
    }
}

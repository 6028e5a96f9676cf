public import CommandOutcome
import Foundation
import Logging
import Register

/// The way from a command to the register: the running server's control socket, or with none running the data directory
/// itself, opened in this process under its lock.
public struct RegisterConnection: Sendable {
    private enum Way {
        case server(path: String)
        case here(RegisterInstallation, CurrentTrust)
    }

    private let way: Way

    /// - Throws: `AdministrationError` when neither way is open.
    public static func open(_ configuration: RegisterConfiguration) throws(AdministrationError) -> RegisterConnection {
        do {
            if try isServing(configuration.controlSocket) {
                return RegisterConnection(way: .server(path: configuration.controlSocket))
            }
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
            case .server(let path): return try Self.ask(request, at: path)
            case .here(let installation, let trust):
                return try request.answer(
                    in: RegisterAdministration(
                        store: installation.store, configuration: installation.configuration, trust: trust.value,
                        clock: { Date() }), by: "uid:\(getuid())")
            }
        } catch {
            throw AdministrationError(register: error)
        }
    }

    /// Lets go of the data directory. Nothing can be asked afterwards.
    public func close() {
        if case .here(let installation, _) = way { try? installation.store.close() }
    }

    private static func isServing(_ path: String) throws(ControlError) -> Bool {
        do {
            _ = try ControlSocket.connect(path: path, seconds: 1)
            return true
        } catch {
            guard error == .notRunning else { throw error }
            return false
        }
    }

    private static func ask<Request: RegisterRequest>(
        _ request: Request, at path: String
    ) throws -> Request.Reply {
        let socket = try ControlSocket.connect(path: path, seconds: 300)
        try socket.writeAll(try ControlMessage.encode(ControlMessage.Call(arguments: request)))
        let bytes = try socket.readAll()
        guard !bytes.isEmpty else { throw ControlError.broken }
        let answer = try ControlMessage.decode(ControlMessage.Answer<Request.Reply>.self, from: bytes)
        if let error = answer.error { throw error }
        guard let result = answer.result else { throw AdministrationError.otherVersion }
        return result
    }
}

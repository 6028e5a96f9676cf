public import CommandOutcome
public import ControlSocket
public import Settings

/// Carries out what a program's administrators ask: in the running server, or in the command's own process when none
/// runs.
public protocol ServedAdministration: Sendable {
    associatedtype Configuration: ProgramConfiguration

    /// Everything that can be asked over the control socket.
    static var requests: [any AdministrationRequest<Self>.Type] { get }

    /// What an error means to the person at the command.
    static func explained(_ error: any Error) -> AdministrationError

    /// Seconds that a command waits for the running server's answer.
    static var patience: Int { get }

    /// The data directory itself, under its lock, for whoever runs this process.
    static func open(_ configuration: Configuration) async throws -> Self

    /// Lets go of what `open` has taken. Nothing can be asked afterwards.
    func close() async throws
}

/// A question or an order of an administrator's, and what it is answered with.
///
/// Travels as JSON over the control socket when a server runs, and is carried out in the command's own process when not.
public protocol AdministrationRequest<Administration>: ControlRequest {
    associatedtype Administration

    /// Carries it out. Throws `AdministrationError`, and what the program's own parts throw.
    func answer(in administration: Administration) async throws -> Reply
}

extension ServedAdministration {
    public static var patience: Int { 300 }

    /// Carries out a command's request: in the running server by its control socket, or with none running in this process,
    /// with the data directory open for as long as it takes.
    /// - Throws: `AdministrationError`, also when neither way is open.
    public static func perform<Request: AdministrationRequest<Self>>(
        _ request: Request, _ configuration: Configuration
    ) async throws(AdministrationError) -> Request.Reply {
        do {
            let client = ControlClient(path: configuration.controlSocket, timeoutSeconds: patience)
            if try client.isServing() { return try await SerialWork("command").run { try client.perform(request) } }
            return try await open(configuration).whileOpen { try await request.answer(in: $0) }
        } catch {
            throw explained(error)
        }
    }

    /// Does something and closes, whatever comes of it.
    public func whileOpen<Value: Sendable>(_ body: (Self) async throws -> Value) async throws -> Value {
        do {
            let value = try await body(self)
            try await close()
            return value
        } catch {
            try? await close()
            throw error
        }
    }

    /// Reads a request as it came over the socket, and writes its answer.
    public func answer(_ bytes: [UInt8]) async -> [UInt8] {
        guard let command = ControlMessage.command(of: bytes),
            let type = Self.requests.first(where: { $0.name == command })
        else { return ControlMessage.refusal(.controlVersion) }
        return await answer(type, bytes)
    }

    private func answer<Request: AdministrationRequest<Self>>(_ type: Request.Type, _ bytes: [UInt8]) async -> [UInt8] {
        await ControlMessage.answer(bytes, as: type) { request, _ throws(AdministrationError) in
            do { return try await request.answer(in: self) } catch { throw Self.explained(error) }
        }
    }
}

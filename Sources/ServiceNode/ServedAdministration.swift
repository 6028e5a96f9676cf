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

    /// The data directory itself, under its lock, for whoever runs this process.
    static func open(_ configuration: Configuration) throws -> Self

    /// Walks through the whole record of what was done.
    func audit() async throws -> AuditReply

    /// Lets go of what `open` has taken. Nothing can be asked afterwards.
    func close()
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

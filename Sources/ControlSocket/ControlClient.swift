import CommandOutcome

/// Asks a running server over its control socket.
public struct ControlClient: Sendable {
    private let path: String
    private let timeoutSeconds: Int

    /// - Parameter timeoutSeconds: how long a reply may take.
    public init(path: String, timeoutSeconds: Int = 120) {
        self.path = path
        self.timeoutSeconds = timeoutSeconds
    }

    /// Whether a server listens at the socket.
    public func isServing() throws(ControlError) -> Bool {
        try ControlSocket.isListening(path)
    }

    /// Sends one request and waits for its reply.
    ///
    /// - Throws: `AdministrationError` as the server gave it; `ControlError` when there is none, or it went away.
    public func perform<Request: ControlRequest>(_ request: Request, dryRun: Bool = false) throws -> Request.Reply {
        let socket = try ControlSocket.connect(path: path, timeoutSeconds: timeoutSeconds)
        let call = ControlMessage.Call(dryRun: dryRun, arguments: request)
        try ControlFrame.write(try ControlMessage.encode(call), to: socket)
        let reply = try ControlFrame.read(from: socket)
        guard let answer = try? ControlMessage.decode(ControlMessage.Answer<Request.Reply>.self, from: reply) else {
            throw AdministrationError.controlVersion
        }
        if let error = answer.error { throw error }
        guard let result = answer.result else { throw AdministrationError.controlVersion }
        return result
    }
}

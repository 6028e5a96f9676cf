/// One thing that an administrator can ask a running server for: travels as JSON over the control socket.
public protocol ControlRequest: Codable, Sendable {
    associatedtype Reply: Codable & Sendable
    /// Its name on the control socket and in audit chains, as `tenant.promote`; never changed once shipped.
    static var name: String { get }
}

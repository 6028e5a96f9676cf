/// What the process around a node is told of.
public struct NodeEvents: Sendable {
    /// The steps of a reload, in order; the last one is always told.
    public enum Reload: Sendable {
        case begins
        /// The configuration that is in effect now; the old one when the new was refused.
        case ended(Configuration)
    }

    /// The disk refuses to make data durable: the process must stop. May be called on any thread.
    let notDurable: @Sendable () -> Void
    let reload: @Sendable (Reload) -> Void

    public init(
        notDurable: @escaping @Sendable () -> Void = {}, reload: @escaping @Sendable (Reload) -> Void = { _ in }
    ) {
        self.notDurable = notDurable
        self.reload = reload
    }
}

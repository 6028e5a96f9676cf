/// Places in the flows where a test can make the process end, as a crash would (T-127).
public struct FaultPoints: Sendable {
    /// A place between two effects on the disk.
    public enum Point: String, Sendable, CaseIterable {
        case mapOpened, beforeReceived, received
        case joinBegun, batchJoined, allJoined, beforeJoined, joined
        case controlsRun, beforeControlled, controlled
        case archiveMade, beforeReleased, released
        case receiptsWritten, beforeSending, afterSending
        case beforeRekeyed
    }

    private let onPass: @Sendable (Point) throws -> Void

    /// Nothing happens anywhere.
    public static let none = FaultPoints { _ in }

    /// Calls `onPass` at each place; what it throws ends the flow there.
    public init(_ onPass: @escaping @Sendable (Point) throws -> Void) { self.onPass = onPass }

    func pass(_ point: Point) throws { try onPass(point) }
}

/// The steps at which a crash must do no harm; tests let the process "die" at each of them.
public enum CrashPoint: String, Sendable, CaseIterable {
    case manifestStored, partsDurable, arrivalStored, receiptSigned
    case partOpened, pseudonymsStored, mapPartWritten, mapSigned, mapStored, deliveryStored
    case permitRequested, permitApproved, lookupUsed
    case rekeyBegun, rekeyCopied, rekeyMapWritten, rekeyActivated
}

/// Where a test throws or ends the process in place of a crash. Nothing happens otherwise.
public struct FaultPoint: Sendable {
    public static let none = FaultPoint { _ in }

    private let hook: @Sendable (CrashPoint) throws -> Void

    public init(_ hook: @escaping @Sendable (CrashPoint) throws -> Void) { self.hook = hook }

    func reach(_ point: CrashPoint) throws { try hook(point) }
}

import Foundation

/// A thread for work that blocks, one piece at a time and in order, so that no task of the concurrency runtime waits.
public struct SerialWork: Sendable {
    private let queue: DispatchQueue

    public init(_ name: String) { queue = DispatchQueue(label: name) }

    public func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }
}

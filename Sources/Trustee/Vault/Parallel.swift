import Dispatch

/// The same work for many places of an array, on all processors.
enum Parallel {
    /// The results in the order of the places.
    static func map<Value: Sendable>(count: Int, _ work: @Sendable (Int) -> Value) -> [Value] {
        guard count >= 1_024 else { return (0..<count).map(work) }
        let pieces = 16
        return [Value](unsafeUninitializedCapacity: count) { output, initialized in
            // Each place is written once, by the one piece it belongs to.
            nonisolated(unsafe) let output = output
            DispatchQueue.concurrentPerform(iterations: pieces) { piece in
                for place in (piece * count / pieces)..<((piece + 1) * count / pieces) {
                    output.initializeElement(at: place, to: work(place))
                }
            }
            initialized = count
        }
    }
}

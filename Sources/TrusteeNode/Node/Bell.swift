/// Wakes the one who does the work; rung while nobody sleeps, it counts once for the next time.
struct Bell: Sendable {
    let rings: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (rings, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func ring() { continuation.yield() }

    /// Rings after a while, unless the task is cancelled before.
    func ring(after time: Duration) -> Task<Void, any Error> {
        Task {
            try await Task.sleep(for: time)
            ring()
        }
    }
}

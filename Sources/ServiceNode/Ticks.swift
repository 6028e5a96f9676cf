/// Asks for a round; any number of times while one is under way ask for one more.
public struct Ticks: Sendable {
    public let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    public init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    public func tick() { continuation.yield() }

    /// A round now, one whenever somebody asks, and one after each pause, until the task is cancelled.
    public func repeating(every pause: Duration, _ round: @Sendable () async -> Void) async {
        let timer = Task {
            while !Task.isCancelled {
                tick()
                try? await Task.sleep(for: pause)
            }
        }
        defer { timer.cancel() }
        for await _ in stream { await round() }
    }
}

/// A listener that runs for as long as a test uses it.
public enum RunningListener {
    /// It ended before it could be reached.
    struct NeverReached: Error {}

    /// - Parameters:
    ///   - serve: serves until it is cancelled, and tells its port once it can be reached.
    ///   - use: what is done meanwhile.
    public static func with<Value: Sendable>(
        _ serve: @escaping @Sendable (_ bound: @escaping @Sendable (Int?) -> Void) async throws -> Void,
        _ use: (Int) async throws -> Value
    ) async throws -> Value {
        let (ports, told) = AsyncStream<Int>.makeStream()
        let running = Task {
            defer { told.finish() }
            try await serve { told.yield($0 ?? 0) }
        }
        let port = await ports.first { _ in true }
        let result: Result<Value, any Error>
        do {
            guard let port else { throw NeverReached() }
            result = .success(try await use(port))
        } catch { result = .failure(error) }
        running.cancel()
        let end = await running.result
        let value = try result.get()
        try end.get()
        return value
    }
}

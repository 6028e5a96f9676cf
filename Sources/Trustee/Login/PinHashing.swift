/// How PINs are hashed: the composition gives Argon2id with a bounded queue.
public struct PinHashing: Sendable {
    /// The queue is full.
    public struct Busy: Error { public init() {} }

    /// The encoded hash of a PIN.
    let hash: @Sendable (_ pin: String) async throws -> String
    /// Whether the PIN has this hash. Takes as long for a wrong one.
    let verify: @Sendable (_ pin: String, _ encoded: String) async throws -> Bool
    /// The hash of something nobody knows, with the same parameters.
    let dummy: String

    /// The hash of a PIN that a municipality is to have.
    public func hashed(_ pin: String) async throws -> String { try await hash(pin) }

    /// - Parameters:
    ///   - dummy: verified when there is no municipality, so that this takes the same time (T-085).
    ///   - verify: throws `Busy` when too many wait.
    public init(
        dummy: String, hash: @escaping @Sendable (_ pin: String) async throws -> String,
        verify: @escaping @Sendable (_ pin: String, _ encoded: String) async throws -> Bool
    ) {
        self.dummy = dummy
        self.hash = hash
        self.verify = verify
    }
}

/// The random number that joins a person's identity with the same person's data within one submission, and nowhere else.
///
/// Sixteen random bytes, drawn anew for each person and submission, so that it says nothing about either. Whoever holds
/// both halves of a submission could join them with it: its `description` is therefore bland.
public struct LinkID: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many bytes it has.
    public static let length = 16

    private let high: UInt64
    private let low: UInt64

    /// Takes exactly sixteen bytes; nil for any other count. The bytes are the caller's to draw at random.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.length else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads 32 hexadecimal digits, in lower case, as an attribute of the content holds them; nil for anything else.
    public init?(hexadecimal digits: some Collection<UInt8>) {
        guard digits.count == 2 * Self.length, let bytes = Hexadecimal.bytes(digits) else { return nil }
        self.init(bytes: bytes)
    }

    /// Sixteen bytes, in the order they were given.
    public var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.length) { output, count in
            for place in 0..<8 {
                output[place] = UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * place))
                output[place + 8] = UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * place))
            }
            count = Self.length
        }
    }

    /// 32 ASCII hexadecimal digits in lower case.
    public var hexadecimal: [UInt8] { Hexadecimal.digits(bytes) }

    public var description: String { "LinkID" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

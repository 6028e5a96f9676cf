/// Bytes to be authenticated: numbers as eight bytes, most significant first, and everything else after its length, so
/// that no two different sequences of values give the same bytes.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ value: [UInt8]) {
        append(Int64(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func append(_ text: String) { append(Array(text.utf8)) }
}

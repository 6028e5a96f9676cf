/// Bytes to be authenticated: numbers as eight bytes, most significant first, and everything else after its length, so
/// that no two different sequences of values give the same bytes.
package struct CanonicalBytes {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func append(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ value: [UInt8]) {
        append(Int64(value.count))
        bytes.append(contentsOf: value)
    }

    package mutating func append(_ text: String) {
        append(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }
}

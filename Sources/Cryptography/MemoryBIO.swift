import COpenSSL

/// OpenSSL's readers and writers over memory.
package enum MemoryBIO {
    /// Lets `body` read the bytes as a BIO; they are not copied and live as long as the call.
    package static func reading<Value>(_ bytes: [UInt8], _ body: (OpaquePointer) throws -> Value) throws -> Value {
        try bytes.withUnsafeBytes { buffer in
            guard let length = Int32(exactly: buffer.count), let bio = BIO_new_mem_buf(start(of: buffer), length)
            else { throw CryptographyError.failed }
            defer { BIO_free(bio) }
            return try body(bio)
        }
    }

    /// Gives everything `body` writes.
    package static func writing(_ body: (OpaquePointer) throws -> Void) throws -> [UInt8] {
        guard let bio = BIO_new(BIO_s_mem()) else { throw CryptographyError.failed }
        defer { BIO_free(bio) }
        try body(bio)
        return contents(bio)
    }

    /// What has been written to a memory BIO so far.
    private static func contents(_ bio: OpaquePointer) -> [UInt8] {
        var start: UnsafeMutablePointer<CChar>?
        let count = bs_BIO_get_mem_data(bio, &start)
        guard let start, count > 0 else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// The DER bytes of an object, by its `i2d` function. OpenSSL's copy is wiped, as it may be a key.
    package static func der(_ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32) throws -> [UInt8] {
        var start: UnsafeMutablePointer<UInt8>?
        let count = encode(&start)
        guard count >= 0, let start else { throw CryptographyError.failed }
        defer { CRYPTO_clear_free(start, Int(count), "", 0) }
        return Array(UnsafeBufferPointer(start: start, count: Int(count)))
    }

    /// Parses all of the bytes with a `d2i` function; trailing bytes refuse, since two readers could then differ.
    package static func parse(
        _ bytes: [UInt8],
        _ decode: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?,
        free: (OpaquePointer) -> Void
    ) -> OpaquePointer? {
        bytes.withUnsafeBufferPointer { buffer in
            var position = buffer.baseAddress
            guard position != nil, let object = decode(&position, buffer.count) else { return nil }
            guard position == buffer.baseAddress.map({ $0 + buffer.count }) else {
                free(object)
                return nil
            }
            return object
        }
    }

    /// A BIO over a null pointer is refused, so no bytes are told as an empty constant.
    private static func start(of buffer: UnsafeRawBufferPointer) -> UnsafeRawPointer {
        buffer.baseAddress ?? UnsafeRawPointer(("" as StaticString).utf8Start)
    }
}

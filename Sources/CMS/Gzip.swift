import CZlib

/// The gzip format (RFC 1952), with a bound on what comes out.
public enum Gzip {
    public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// Not gzip, or damaged: the checksum or the length does not agree.
        case damaged
        /// The bytes end before the format does.
        case truncated
        /// More would come out than the limit.
        case tooLarge

        public var description: String {
            switch self {
            case .damaged: "The compressed content is damaged."
            case .truncated: "The compressed content is cut off."
            case .tooLarge: "The compressed content is larger than allowed."
            }
        }
    }

    /// Whether the bytes begin like gzip.
    public static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 0x08]) }

    /// Decompresses at most `limit` bytes; no more memory than that is taken for them, whatever the input claims.
    /// - Throws: `Gzip.Failure`.
    public static func inflate(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        guard isGzip(bytes) else { throw .damaged }
        var stream = z_stream()
        guard bs_inflateInit2(&stream, gzipWindow) == Z_OK else { throw .damaged }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        let failure = bytes.withUnsafeBufferPointer { input -> Failure? in
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = UInt32(clamping: input.count)
            return run(&stream, limit: limit, into: &output)
        }
        if let failure { throw failure }
        return output
    }

    /// Compresses at the usual level; the header holds neither name nor time.
    public static func deflate(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let begun = bs_deflateInit2(&stream, Z_DEFAULT_COMPRESSION, gzipWindow) == Z_OK
        precondition(begun, "zlib has no memory")
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        return bytes.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: bound) { output, written in
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(bound)
                let end = CZlib.deflate(&stream, Z_FINISH)
                precondition(end == Z_STREAM_END, "zlib's bound is wrong")
                written = Int(stream.total_out)
            }
        }
    }

    private static let gzipWindow: Int32 = 15 + 16
    private static let chunk = 256 * 1024

    /// Inflates member after member (RFC 1952 2.2) until the input is used up.
    private static func run(_ stream: inout z_stream, limit: Int, into output: inout [UInt8]) -> Failure? {
        var buffer = [UInt8](repeating: 0, count: chunk)
        while true {
            let room = min(chunk, limit - output.count + 1)
            let (status, count) = buffer.withUnsafeMutableBufferPointer { target in
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(room)
                let status = CZlib.inflate(&stream, Z_NO_FLUSH)
                return (status, room - Int(stream.avail_out))
            }
            output.append(contentsOf: buffer.prefix(count))
            if output.count > limit { return .tooLarge }
            switch status {
            case Z_OK: continue
            case Z_STREAM_END where stream.avail_in == 0: return nil
            case Z_STREAM_END: if inflateReset(&stream) != Z_OK { return .damaged }
            case Z_BUF_ERROR: return .truncated
            default: return .damaged
            }
        }
    }
}

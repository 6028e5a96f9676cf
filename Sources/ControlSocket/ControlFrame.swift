/// One message on the control socket: four octets of length, most significant first, then so many octets of JSON.
enum ControlFrame {
    /// The largest message taken: a document of 60 MB in base64, and some.
    static let maximumBytes = 96 << 20

    static func header(for count: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
    }

    /// The length a header announces; nil when it is more than is taken, or nothing.
    static func length(_ header: [UInt8]) -> Int? {
        guard header.count == 4 else { return nil }
        let count = header.reduce(0) { $0 << 8 | Int($1) }
        return (1...maximumBytes).contains(count) ? count : nil
    }

    /// Reads one frame. Throws `ControlError.closed` at the end of the stream, `.tooLarge`, `.timeout`, `.failed`.
    static func read(from socket: borrowing ControlSocket) throws(ControlError) -> [UInt8] {
        guard let count = length(try socket.read(count: 4)) else { throw .tooLarge }
        return try socket.read(count: count)
    }

    static func write(_ bytes: [UInt8], to socket: borrowing ControlSocket) throws(ControlError) {
        guard bytes.count <= maximumBytes else { throw .tooLarge }
        try socket.write(header(for: bytes.count) + bytes)
    }
}

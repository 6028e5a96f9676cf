import CResolv

/// Who is asked for text records of DNS: the name servers of the system, or one of a test's own.
public struct NameServer: Sendable {
    /// What came of a question.
    enum Answer: Sendable, Equatable {
        case records([String])
        case none
        /// Nobody answered, or not in a way that can be read.
        case silent
    }

    private let address: UInt32
    private let port: UInt16

    public static let system = NameServer(address: 0, port: 0)

    /// One on this machine.
    public init(loopbackPort port: UInt16) { self.init(address: 0x7F00_0001, port: port) }

    private init(address: UInt32, port: UInt16) {
        self.address = address
        self.port = port
    }

    /// Asks for the text records of a name (RFC 1035 3.3.14), over UDP only. Blocks for some seconds at most; an answer of
    /// more than 1200 octets counts as silence.
    func texts(of name: String) -> Answer {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = bs_text_records(name, address, port, 3, &buffer, Int32(buffer.count))
        guard count >= 0 else { return count == -1 ? .none : .silent }
        var records: [String] = []
        var rest = buffer[..<Int(count)]
        while rest.count >= 2, let high = rest.popFirst(), let low = rest.popFirst() {
            let length = Int(high) << 8 | Int(low)
            records.append(String(decoding: rest.prefix(length), as: UTF8.self))
            rest = rest.dropFirst(length)
        }
        return records.isEmpty ? .none : .records(records)
    }
}

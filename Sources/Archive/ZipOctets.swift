/// Little-endian numbers at places in an archive; outside it every place is nil.
struct ZipOctets {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var count: Int { bytes.count }

    func number16(at position: Int) -> Int? { number(at: position, octets: 2) }

    func number32(at position: Int) -> Int? { number(at: position, octets: 4) }

    func slice(at position: Int, count length: Int) -> ArraySlice<UInt8>? {
        guard position >= 0, length >= 0, position <= count, length <= count - position else { return nil }
        return bytes[position..<position + length]
    }

    private func number(at position: Int, octets: Int) -> Int? {
        slice(at: position, count: octets)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

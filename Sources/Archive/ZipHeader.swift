/// What both a file's local header and its line in the central directory say of it (APPNOTE 4.3.7, 4.3.12).
///
/// Two are equal when they say the same, wherever it stands.
struct ZipHeader: Equatable {
    let flags: Int
    /// 0 stored, 8 deflated; under AES the true one, from its extra field.
    let method: Int
    let checksum: Int
    let packedSize: Int
    let size: Int
    let name: [UInt8]
    let isEncrypted: Bool
    /// Where the AES field holds the compression method.
    let aesMethodPosition: Int?

    static func == (left: ZipHeader, right: ZipHeader) -> Bool {
        left.flags == right.flags && left.method == right.method && left.checksum == right.checksum
            && left.packedSize == right.packedSize && left.size == right.size && left.name == right.name
            && left.isEncrypted == right.isEncrypted
    }

    private static let encryptedFlag = 1
    private static let textFlag = 1 << 11
    /// How hard deflate tried (bits 1 and 2), and the two above; all else is a form that is not read.
    private static let knownFlags = encryptedFlag | 6 | textFlag
    private static let aesMethod = 99

    /// Reads the fields that begin with the version needed, in the order both places have them.
    init(_ octets: ZipOctets, fieldsAt start: Int, variableAt variable: Int) throws(ArchiveFault) {
        guard let flags = octets.number16(at: start + 2), let method = octets.number16(at: start + 4),
            let checksum = octets.number32(at: start + 10), let packedSize = octets.number32(at: start + 14),
            let size = octets.number32(at: start + 18), let nameLength = octets.number16(at: start + 22),
            let extraLength = octets.number16(at: start + 24),
            let name = octets.slice(at: variable, count: nameLength),
            octets.slice(at: variable + nameLength, count: extraLength) != nil
        else { throw .truncated }
        guard flags & ~Self.knownFlags == 0, packedSize < 0xFFFF_FFFF, size < 0xFFFF_FFFF else { throw .formRefused }
        guard flags & Self.textFlag != 0 || name.allSatisfy({ $0 < 128 }) else { throw .unsafeName }
        let extra = variable + nameLength
        aesMethodPosition = try Self.aesMethodPosition(octets, from: extra, upTo: extra + extraLength)
        let aes = aesMethodPosition.flatMap(octets.number16)
        isEncrypted = flags & Self.encryptedFlag != 0
        guard isEncrypted == (method == Self.aesMethod), isEncrypted == (aes != nil) else { throw .encryptionRefused }
        self.flags = flags
        self.method = aes ?? method
        guard self.method == 0 || self.method == 8 else { throw .formRefused }
        self.checksum = checksum
        self.packedSize = packedSize
        self.size = size
        self.name = Array(name)
        try checkSizes()
    }

    /// Octets of salt, password check and authentication code around what AES encrypts with 256 bits.
    private static let aesOverhead = 16 + 2 + 10

    private func checkSizes() throws(ArchiveFault) {
        let data = packedSize - (isEncrypted ? Self.aesOverhead : 0)
        guard data >= 0, method != 0 || data == size else { throw .inconsistent }
    }

    /// Where WinZip's AES field holds the true compression method, nil when there is no such field.
    ///
    /// Times are let through; another field might give the file a second name or size, so it refuses.
    private static func aesMethodPosition(
        _ octets: ZipOctets, from start: Int, upTo end: Int
    ) throws(ArchiveFault) -> Int? {
        var found: Int?
        var position = start
        while position < end {
            guard let kind = octets.number16(at: position), let length = octets.number16(at: position + 2),
                position + 4 + length <= end, let value = octets.slice(at: position + 4, count: length)
            else { throw .inconsistent }
            switch kind {
            case 0x9901:
                let version = octets.number16(at: position + 4)
                // Vendor "AE", strength 3: 256 bits.
                guard found == nil, length == 7, version == 1 || version == 2,
                    value.dropFirst(2).starts(with: [0x41, 0x45, 3])
                else { throw .encryptionRefused }
                found = position + 9
            case 0x000A, 0x5455, 0x7875: break
            default: throw .formRefused
            }
            position += 4 + length
        }
        return found
    }
}

/// The structure of an archive, read strictly before any library sees it.
///
/// The files must lie one after the other from the first octet to the central directory, without a gap or an overlap
/// (Fifield's bombs), both headers of each must agree, and the directory must end the archive. So no two programs can
/// find different files in it.
struct ZipOutline {
    struct Entry {
        let name: ArchiveEntryName
        let header: ZipHeader
        /// Where the file's local header begins.
        let start: Int
        /// Where the next thing must begin.
        let end: Int
        /// Where the two headers hold the checksum of the plaintext.
        let checksumPositions: [Int]
        /// Where the two AES fields hold the compression method; empty without encryption.
        let methodPositions: [Int]
    }

    /// In the order of the central directory.
    let entries: [Entry]

    /// - Throws: `ArchiveFault`.
    init(_ bytes: [UInt8], limits: ArchiveLimits) throws(ArchiveFault) {
        let octets = ZipOctets(bytes)
        let directory = try Directory(octets, limits)
        var position = directory.start
        var entries: [Entry] = []
        for _ in 0..<directory.count {
            entries.append(try Self.entry(octets, at: &position, limits))
        }
        guard position == directory.end else { throw .inconsistent }
        self.entries = entries
        try checkTiling(upTo: directory.start)
        try checkSizes(limits)
        try checkNames(limits)
    }

    /// The end of central directory record (APPNOTE 4.3.16), without a comment.
    private struct Directory {
        static let signature: [UInt8] = [0x50, 0x4B, 5, 6]
        static let length = 22

        let count: Int
        let start: Int
        let end: Int

        init(_ octets: ZipOctets, _ limits: ArchiveLimits) throws(ArchiveFault) {
            let begin = octets.count - Self.length
            guard octets.bytes.starts(with: ZipOutline.localSignature) else { throw .notAnArchive }
            guard octets.slice(at: begin, count: 4).map(Array.init) == Self.signature,
                let numbers = octets.slice(at: begin + 4, count: 4), let here = octets.number16(at: begin + 8),
                let count = octets.number16(at: begin + 10), let size = octets.number32(at: begin + 12),
                let start = octets.number32(at: begin + 16), let comment = octets.number16(at: begin + 20)
            else { throw .truncated }
            guard numbers.allSatisfy({ $0 == 0 }), here == count, comment == 0, count < 0xFFFF, start < 0xFFFF_FFFF
            else { throw .formRefused }
            guard (1...max(1, limits.entries)).contains(count) else { throw .entryCount }
            guard start + size == begin else { throw .inconsistent }
            self.count = count
            self.start = start
            end = begin
        }
    }

    private static let localSignature: [UInt8] = [0x50, 0x4B, 3, 4]
    private static let centralSignature: [UInt8] = [0x50, 0x4B, 1, 2]
    private static let localLength = 30
    private static let centralLength = 46

    private static func entry(
        _ octets: ZipOctets, at position: inout Int, _ limits: ArchiveLimits
    ) throws(ArchiveFault) -> Entry {
        let central = position
        guard octets.slice(at: central, count: 4).map(Array.init) == centralSignature,
            let nameLength = octets.number16(at: central + 28), let extraLength = octets.number16(at: central + 30),
            let commentLength = octets.number16(at: central + 32), let disk = octets.number16(at: central + 34),
            let start = octets.number32(at: central + 42)
        else { throw .inconsistent }
        guard commentLength == 0, disk == 0, start < 0xFFFF_FFFF else { throw .formRefused }
        let header = try ZipHeader(octets, fieldsAt: central + 6, variableAt: central + centralLength)
        guard isOrdinaryFile(octets, central) else { throw .notAnOrdinaryFile }
        guard header.isEncrypted || !limits.requiresEncryption else { throw .encryptionRefused }
        guard octets.slice(at: start, count: 4).map(Array.init) == localSignature else { throw .inconsistent }
        let local = try ZipHeader(octets, fieldsAt: start + 4, variableAt: start + localLength)
        guard local == header, let localExtra = octets.number16(at: start + 28) else { throw .inconsistent }
        guard let text = String(validating: header.name, as: UTF8.self) else { throw .unsafeName }
        position = central + centralLength + nameLength + extraLength
        return Entry(
            name: try ArchiveEntryName(text), header: header, start: start,
            end: start + localLength + nameLength + localExtra + header.packedSize,
            checksumPositions: [start + 14, central + 16],
            methodPositions: [local, header].compactMap(\.aesMethodPosition))
    }

    /// Unix's mode, where that system made the archive, or Windows' attributes: no link, folder or reparse point.
    private static func isOrdinaryFile(_ octets: ZipOctets, _ central: Int) -> Bool {
        guard let madeBy = octets.number16(at: central + 4), let attributes = octets.number32(at: central + 38)
        else { return false }
        let kind = (attributes >> 16) & 0o170000
        let isUnix = madeBy >> 8 == 3 || madeBy >> 8 == 19
        return (kind == 0 || kind == 0o100000 || !isUnix) && attributes & 0x410 == 0
    }

    private func checkTiling(upTo directory: Int) throws(ArchiveFault) {
        var expected = 0
        for entry in entries.sorted(by: { $0.start < $1.start }) {
            if entry.start < expected { throw .overlappingEntries }
            guard entry.start == expected else { throw .inconsistent }
            expected = entry.end
        }
        if expected > directory { throw .overlappingEntries }
        guard expected == directory else { throw .inconsistent }
    }

    private func checkSizes(_ limits: ArchiveLimits) throws(ArchiveFault) {
        var total = 0
        for header in entries.map(\.header) {
            total += header.size
            guard header.size <= limits.entryOctets, total <= limits.totalOctets else { throw .tooLarge }
            guard header.size <= limits.ratioFreeOctets || header.size <= limits.ratio * header.packedSize
            else { throw .expandsTooMuch }
        }
    }

    private func checkNames(_ limits: ArchiveLimits) throws(ArchiveFault) {
        guard limits.allowsFolders || !entries.contains(where: \.name.isInFolder) else { throw .unsafeName }
        guard Set(entries.map(\.name.collisionKey)).count == entries.count else { throw .collidingNames }
    }
}

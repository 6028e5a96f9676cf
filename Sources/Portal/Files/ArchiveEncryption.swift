/// Whether an archive is one that the portal may keep: a zip of which every entry is encrypted with AES.
///
/// Guards against a mistake of the register's, whom the portal trusts: it reads the list of entries, not the entries.
/// An archive of more than 4 GB, of several volumes or with a comment is none of the register's and is refused.
enum ArchiveEncryption {
    static func covers(_ bytes: [UInt8]) -> Bool {
        // APPNOTE 4.3.16: the end of the list is the last thing in the archive when there is no comment.
        let end = bytes.count - 22
        guard end >= 0, number(bytes, end, 4) == 0x0605_4B50, number(bytes, end + 20, 2) == 0,
            number(bytes, end + 4, 4) == 0
        else { return false }
        let (count, size, start) = (number(bytes, end + 10, 2), number(bytes, end + 12, 4), number(bytes, end + 16, 4))
        guard count > 0, count == number(bytes, end + 8, 2), start + size == end else { return false }
        var position = start
        for _ in 0..<count {
            // APPNOTE 4.3.12; bit 0 says that the entry is encrypted, method 99 that it is with AES.
            guard position + 46 <= end, number(bytes, position, 4) == 0x0201_4B50,
                number(bytes, position + 8, 2) & 1 == 1, number(bytes, position + 10, 2) == 99
            else { return false }
            position += 46 + [28, 30, 32].reduce(0) { $0 + number(bytes, position + $1, 2) }
        }
        return position == end
    }

    /// A number of two or four octets, the lowest first.
    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int {
        bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

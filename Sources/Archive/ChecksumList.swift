import Cryptography

/// The list of an archive's files with their SHA-256, itself a file in the archive, as `sha256sum --check` reads it.
///
/// AES in zip (WinZip AE-2) guards the octets of each file. Names, and that all files are there, stand outside it: this
/// list brings them in.
enum ChecksumList {
    static let name = "SHA256SUMS"

    /// The list for some files.
    /// - Throws: `ArchiveFault.unsafeName` only if its own name were unsafe.
    static func entry(for entries: [ArchiveEntry]) throws(ArchiveFault) -> ArchiveEntry {
        let lines = entries.map { "\(Hexadecimal.encode(SHA256.digest($0.bytes)))  \($0.name.text)\n" }
        return ArchiveEntry(name: try ArchiveEntryName(name), bytes: Array(lines.joined().utf8))
    }

    /// Whether the files are those the list among them names, in the list's order, and no others.
    static func isRight(in entries: [ArchiveEntry]) throws(ArchiveFault) -> Bool {
        guard let list = entries.first(where: { $0.name.text == name }) else { return false }
        return try entry(for: entries.filter { $0.name.text != name }).bytes == list.bytes
    }
}

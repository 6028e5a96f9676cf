import Cryptography

/// The list of an archive's files with their SHA-256, itself a file in the archive, as `sha256sum --check` reads it.
///
/// AES in zip (WinZip AE-2) guards the octets of each file. Names, and that all files are there, stand outside it: this
/// list brings them in.
enum ChecksumList {
    static let name = "SHA256SUMS"

    /// The list's octets for files with these digests.
    static func text(_ digests: [(name: ArchiveEntryName, digest: [UInt8])]) -> [UInt8] {
        Array(digests.map { "\(Hexadecimal.encode($0.digest))  \($0.name.text)\n" }.joined().utf8)
    }

    /// Whether the files are those the list among them names, in the list's order, and no others.
    static func isRight(in entries: [ArchiveEntry]) -> Bool {
        guard let list = entries.first(where: { $0.name.text == name }) else { return false }
        let others = entries.filter { $0.name.text != name }
        return text(others.map { ($0.name, SHA256.digest($0.bytes)) }) == list.bytes
    }
}

/// Notes the checksum of each file while it is packed, for the list that comes after them.
final class RunningChecksums {
    /// The files, each noted as it is made.
    private(set) var files: [ArchiveFile] = []
    /// The list itself: to be made last.
    private(set) var list: ArchiveFile

    /// - Throws: `ArchiveFault.unsafeName` only if the list's own name were unsafe.
    init(of files: [ArchiveFile]) throws(ArchiveFault) {
        let digests = Digests(count: files.count)
        list = ArchiveFile(name: try ArchiveEntryName(ChecksumList.name)) {
            ChecksumList.text(Array(zip(files.map(\.name), digests.all)))
        }
        self.files = files.enumerated().map { index, file in
            ArchiveFile(name: file.name) {
                let bytes = try file.make()
                digests.all[index] = SHA256.digest(bytes)
                return bytes
            }
        }
    }

    private final class Digests {
        var all: [[UInt8]]

        init(count: Int) { all = Array(repeating: [], count: count) }
    }
}

/// A zip archive that ordinary programs open with a password: WinZip AE-2 with AES-256, deflated (I-040, I-065).
///
/// Times are fixed, so two archives of the same files differ in salt and ciphertext only. A file `SHA256SUMS` is added
/// as the last one. Names of the files and their sizes are not secret in this format.
public enum EncryptedArchive {
    /// Seals the files, in the order given.
    /// - Throws: `ArchiveFault.entryCount`, `.unsafeName` for a folder, `.collidingNames`, `.tooLarge`, `.failed`.
    public static func write(
        _ entries: [ArchiveEntry], password: ArchivePassword
    ) throws(ArchiveFault) -> [UInt8] {
        let all = entries + [try ChecksumList.entry(for: entries)]
        guard !entries.isEmpty else { throw .entryCount }
        do {
            return try seal(all, .deflate, password)
        } catch .expandsTooMuch {
            // What our own reader would take for a bomb is stored as it is.
            return try seal(all, .store, password)
        }
    }

    /// Seals the files into a new file, mode 0600.
    /// - Throws: `ArchiveFault`, also `.fileExists` and `.notWritten`; no file is left then.
    public static func write(
        _ entries: [ArchiveEntry], password: ArchivePassword, to path: String
    ) throws(ArchiveFault) {
        try NewFile.write(try write(entries, password: password), to: path)
    }

    private static func seal(
        _ entries: [ArchiveEntry], _ method: ZipMethod, _ password: ArchivePassword
    ) throws(ArchiveFault) -> [UInt8] {
        var bytes = try ZipWriting.write(entries, method: method, password: password.text)
        let outline = try ZipOutline(bytes, limits: .sealed)
        // AE-2 has no checksum of the plaintext, which would let anyone test a guess of it. libzip writes one.
        for entry in outline.entries {
            for position in entry.checksumPositions {
                bytes.replaceSubrange(position..<position + 4, with: repeatElement(0, count: 4))
            }
        }
        return bytes
    }
}

/// A zip archive without encryption, the same octets for the same files on any host: the container of a workbook.
public enum PlainArchive {
    /// Packs the files, in the order given. Stored by default, since deflate's octets depend on the library's version.
    /// - Throws: `ArchiveFault.entryCount`, `.collidingNames`, `.tooLarge`, `.failed`.
    public static func write(
        _ entries: [ArchiveEntry], method: ZipMethod = .store
    ) throws(ArchiveFault) -> [UInt8] {
        let bytes = try ZipWriting.write(entries, method: method, password: nil)
        _ = try ZipOutline(bytes, limits: .plain)
        return bytes
    }
}

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
        do { return try write(files: entries.map(ArchiveFile.init), password: password) } catch let fault
            as ArchiveFault
        {
            throw fault
        } catch { throw .failed }
    }

    /// Seals files that are made one at a time, when their turn comes: no more than one of them is held.
    ///
    /// A file may be made twice, and must be the same octets then.
    /// - Throws: as above, and what a file's maker throws.
    public static func write(files: [ArchiveFile], password: ArchivePassword) throws -> [UInt8] {
        guard !files.isEmpty else { throw ArchiveFault.entryCount }
        do {
            return try seal(files, .deflate, password)
        } catch ArchiveFault.expandsTooMuch {
            // What our own reader would take for a bomb is stored as it is.
            return try seal(files, .store, password)
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
        _ files: [ArchiveFile], _ method: ZipMethod, _ password: ArchivePassword
    ) throws -> [UInt8] {
        let sums = try RunningChecksums(of: files)
        var bytes = try ZipWriting.write(sums.files + [sums.list], method: method, password: password.text)
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
        do { return try write(files: entries.map(ArchiveFile.init), method: method) } catch let fault as ArchiveFault {
            throw fault
        } catch { throw .failed }
    }

    /// Packs files that are made one at a time, when their turn comes.
    /// - Throws: as above, and what a file's maker throws.
    public static func write(files: [ArchiveFile], method: ZipMethod = .store) throws -> [UInt8] {
        let bytes = try ZipWriting.write(files, method: method, password: nil)
        _ = try ZipOutline(bytes, limits: .plain)
        return bytes
    }
}

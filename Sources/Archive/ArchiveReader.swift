import CLibZip

/// Opens archives: structure and limits first, then the authentication of every file, then its content.
public enum ArchiveReader {
    /// Opens all of an archive in memory.
    ///
    /// A wrong password is told apart by a check of two octets, so that one wrong password in 65,536 is told as
    /// `altered` instead.
    /// - Throws: `ArchiveFault`; nothing of the content is given then.
    public static func open(
        _ bytes: [UInt8], password: ArchivePassword?, limits: ArchiveLimits = .sealed
    ) throws(ArchiveFault) -> OpenedArchive {
        let secret = password?.text
        let outline = try ZipOutline(bytes, limits: limits)
        guard secret != nil || !outline.entries.contains(where: \.header.isEncrypted) else { throw .passwordMissing }
        let read = readable(bytes, outline).withUnsafeBytes { buffer in
            Result { () throws(ArchiveFault) in try contents(buffer, outline, secret) }
        }
        let entries = try read.get()
        if limits.requiresChecksums {
            guard ChecksumList.isRight(in: entries) else { throw .altered }
        }
        return OpenedArchive(entries: entries)
    }

    /// Looks whether an archive would open, without unpacking it: structure, limits, password, and the authentication of
    /// every file's packed octets. Memory does not grow with the content.
    /// - Throws: `ArchiveFault`.
    public static func check(
        _ bytes: [UInt8], password: ArchivePassword, limits: ArchiveLimits = .sealed
    ) throws(ArchiveFault) {
        let outline = try ZipOutline(bytes, limits: limits)
        let secret = password.text
        let read = readable(bytes, outline).withUnsafeBytes { buffer in
            Result { () throws(ArchiveFault) in
                try files(buffer, outline, secret) { file throws(ArchiveFault) in
                    if file.entry.header.isEncrypted { try file.authenticate() }
                }
            }
        }
        try read.get()
    }

    /// The archive with encrypted stored files called deflated: libzip would otherwise want a checksum of AE-2, which
    /// has none, and tell its absence with the same code as a wrong authentication. They are read without inflating.
    private static func readable(_ bytes: [UInt8], _ outline: ZipOutline) -> [UInt8] {
        var bytes = bytes
        for position in outline.entries.filter(\.isEncryptedStore).flatMap(\.methodPositions) { bytes[position] = 8 }
        return bytes
    }

    private static func contents(
        _ buffer: UnsafeRawBufferPointer, _ outline: ZipOutline, _ secret: String?
    ) throws(ArchiveFault) -> [ArchiveEntry] {
        var entries: [ArchiveEntry] = []
        try files(buffer, outline, secret) { file throws(ArchiveFault) in
            if file.entry.header.isEncrypted, file.entry.header.method != 0 { try file.authenticate() }
            entries.append(ArchiveEntry(name: file.entry.name, bytes: try file.content()))
        }
        return entries
    }

    private static func files(
        _ buffer: UnsafeRawBufferPointer, _ outline: ZipOutline, _ secret: String?,
        _ body: (ZipFile) throws(ArchiveFault) -> Void
    ) throws(ArchiveFault) {
        let source = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(buffer.count), 0, nil)
        guard let source else { throw .failed }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nil) else {
            zip_source_free(source)
            throw .inconsistent
        }
        defer { zip_discard(archive) }
        guard zip_get_num_entries(archive, 0) == outline.entries.count else { throw .inconsistent }
        for (index, entry) in outline.entries.enumerated() {
            try body(ZipFile(archive: archive, index: zip_uint64_t(index), entry: entry, secret: secret))
        }
    }
}

extension ZipOutline.Entry {
    fileprivate var isEncryptedStore: Bool { header.isEncrypted && header.method == 0 }
}

/// One file of an archive that libzip has open.
private struct ZipFile {
    let archive: OpaquePointer
    let index: zip_uint64_t
    let entry: ZipOutline.Entry
    let secret: String?

    private static let chunk = 64 * 1024

    /// Decrypts all that is packed and lets the code at its end be checked, before any of it is taken for deflate's.
    ///
    /// Deflate may say that it has ended before the packed octets do, and then libzip would not come to the code.
    func authenticate() throws(ArchiveFault) {
        let file = try open(flags: zip_flags_t(ZIP_FL_COMPRESSED))
        defer { zip_fclose(file) }
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            let count = zip_fread(file, &buffer, zip_uint64_t(Self.chunk))
            if count == 0 { return }
            guard count > 0 else { throw .altered }
        }
    }

    /// The octets, exactly as many as the headers say.
    func content() throws(ArchiveFault) -> [UInt8] {
        let size = entry.header.size
        let file = try open(flags: entry.isEncryptedStore ? zip_flags_t(ZIP_FL_COMPRESSED) : 0)
        defer { zip_fclose(file) }
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, written in
            while written < size, !failed {
                let start = buffer.baseAddress.map { $0 + written }
                let count = zip_fread(file, start, zip_uint64_t(size - written))
                if count > 0 { written += Int(count) } else { failed = true }
            }
        }
        guard !failed, isAtEnd(file) else { throw .altered }
        return bytes
    }

    private func isAtEnd(_ file: OpaquePointer) -> Bool {
        var octet: UInt8 = 0
        switch zip_fread(file, &octet, 1) {
        case 0: return true
        case 1...: return false
        default:
            // libzip wants a checksum of AE-2 too, which has none; what was deflated is authenticated already.
            let code = zip_error_code_zip(zip_file_get_error(file))
            return code == ZIP_ER_CRC && entry.header.isEncrypted && entry.header.method != 0
                && entry.header.checksum == 0
        }
    }

    private func open(flags: zip_flags_t) throws(ArchiveFault) -> OpaquePointer {
        if let file = zip_fopen_index_encrypted(archive, index, flags, secret) { return file }
        switch zip_error_code_zip(zip_get_error(archive)) {
        case ZIP_ER_WRONGPASSWD: throw .wrongPassword
        case ZIP_ER_NOPASSWD: throw .passwordMissing
        case ZIP_ER_MEMORY: throw .failed
        default: throw .altered
        }
    }
}

import CLibZip
import Glibc

/// How a file's octets lie in an archive.
public enum ZipMethod: Sendable {
    case store
    case deflate
}

/// Makes archives in memory through libzip.
enum ZipWriting {
    /// - Throws: `ArchiveFault.entryCount`, `.failed`, or what a file's maker throws.
    static func write(_ files: [ArchiveFile], method: ZipMethod, password: String?) throws -> [UInt8] {
        // An archive of nothing is no file at all for libzip.
        guard !files.isEmpty else { throw ArchiveFault.entryCount }
        guard let target = zip_source_buffer_create(nil, 0, 0, nil) else { throw ArchiveFault.failed }
        defer { zip_source_free(target) }
        guard let archive = zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nil) else {
            throw ArchiveFault.failed
        }
        // The archive frees its source when it is closed; what it wrote is read from it afterwards.
        zip_source_keep(target)
        let sources = files.map(LazySource.init)
        for (file, source) in zip(files, sources) {
            guard add(file, source, method, password, to: archive) else {
                zip_discard(archive)
                throw ArchiveFault.failed
            }
        }
        guard zip_close(archive) == 0 else {
            zip_discard(archive)
            throw sources.lazy.compactMap(\.failure).first ?? ArchiveFault.failed
        }
        return try contents(of: target)
    }

    private static func add(
        _ file: ArchiveFile, _ lazy: LazySource, _ method: ZipMethod, _ password: String?, to archive: OpaquePointer
    ) -> Bool {
        guard let source = lazy.attach(to: archive) else { return false }
        let index = zip_file_add(archive, file.name.text, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(source)
            return false
        }
        let position = zip_uint64_t(index)
        let compression = method == .store ? ZIP_CM_STORE : ZIP_CM_DEFLATE
        guard zip_set_file_compression(archive, position, compression, method == .store ? 0 : 6) == 0,
            zip_file_set_dostime(archive, position, 0, firstDay, 0) == 0,
            zip_file_set_external_attributes(archive, position, 0, zip_uint8_t(ZIP_OPSYS_UNIX), privateFile) == 0
        else { return false }
        guard let password else { return true }
        return zip_file_set_encryption(archive, position, zip_uint16_t(ZIP_EM_AES_256), password) == 0
    }

    private static func contents(of source: OpaquePointer) throws(ArchiveFault) -> [UInt8] {
        var status = zip_stat_t()
        guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else { throw .failed }
        defer { zip_source_close(source) }
        let count = Int(status.size)
        var bytes = [UInt8](repeating: 0, count: count)
        guard zip_source_read(source, &bytes, zip_uint64_t(count)) == count else { throw .failed }
        return bytes
    }

    /// 1 January 1980 in MS-DOS's form, the first day it knows.
    private static let firstDay: zip_uint16_t = 1 << 5 | 1
    /// An ordinary file that only its owner reads and writes, where modes are kept.
    private static let privateFile: zip_uint32_t = 0o100600 << 16
}

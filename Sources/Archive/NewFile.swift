import Glibc

/// A file that was not there before: never another's, never half a file.
enum NewFile {
    /// Writes the octets to a new file, mode 0600, and on to the disk.
    /// - Throws: `ArchiveFault.fileExists`, `.notWritten`; the file is removed then.
    static func write(_ bytes: [UInt8], to path: String) throws(ArchiveFault) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? .fileExists : .notWritten }
        let written = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
        guard close(descriptor) == 0, written else {
            remove(path)
            throw .notWritten
        }
    }

    static func remove(_ path: String) { unlink(path) }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }
}

import Foundation

/// Files that only the server's user may read, each on disk when the call returns.
public enum PrivateFile {
    /// Why a file could not be read or written; the path is the caller's to name.
    public enum Failure: Error, Equatable {
        case exists
        case tooLarge
        /// A call of the operating system failed, with its `errno`.
        case system(Int32)
    }

    /// Writes a file under another name, brings it to disk, and renames it.
    /// - Parameter replacing: whether one that is there may be replaced; else `.exists`.
    public static func write(_ bytes: [UInt8], to path: String, replacing: Bool = true) throws {
        if !replacing, access(path, F_OK) == 0 { throw Failure.exists }
        let partial = path + ".partial"
        // What a crash left, or what somebody put there for us to fill.
        unlink(partial)
        let file = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw Failure.system(errno) }
        do {
            try writeAll(bytes, to: file)
            guard fsync(file) == 0 else { throw Failure.system(errno) }
        } catch {
            close(file)
            unlink(partial)
            throw error
        }
        close(file)
        guard rename(partial, path) == 0 else {
            let reason = errno
            unlink(partial)
            throw Failure.system(reason)
        }
        try syncDirectory(of: path)
    }

    /// The whole file; nil when it is not there.
    public static func read(_ path: String, limit: Int) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Failure.system(errno)
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure.system(errno) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= limit else { throw Failure.tooLarge }
        }
    }

    /// Overwrites a small file and takes it away, so that its bytes are not left in a block that was the file's.
    public static func destroy(_ path: String) throws {
        let file = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT { return }
            throw Failure.system(errno)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw Failure.system(errno) }
        try writeAll([UInt8](repeating: 0, count: min(Int(status.st_size), 4_096)), to: file)
        guard fsync(file) == 0, unlink(path) == 0 else { throw Failure.system(errno) }
        try syncDirectory(of: path)
    }

    /// Makes a directory with mode 0700 when it is missing.
    public static func makeDirectory(_ path: String) throws {
        if mkdir(path, 0o700) == 0 { return try syncDirectory(of: path) }
        guard errno == EEXIST else { throw Failure.system(errno) }
    }

    private static func writeAll(_ bytes: [UInt8], to file: Int32) throws {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: offset), $0.count - offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure.system(errno) }
            offset += count
        }
    }

    private static func syncDirectory(of path: String) throws {
        // Foundation's own way to the folder ends the process at a name of one letter.
        let parent = path.lastIndex(of: "/").map { path[...$0] } ?? "."
        let handle = open(String(parent), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw Failure.system(errno) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw Failure.system(errno) }
    }
}

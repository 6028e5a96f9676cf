import Foundation

/// Files and directories that are on disk when the call returns, with the errors of the store they belong to.
///
/// Directories have mode 0700 and files 0600. A link in place of a file is not followed.
package enum StoredFile<Failure: StorageError> {
    /// Makes a directory, mode 0700, if it is missing.
    package static func makeDirectory(_ path: String) throws {
        guard mkdir(path, 0o700) != 0 else { return try syncDirectory((path as NSString).deletingLastPathComponent) }
        guard errno == EEXIST else { throw failure() }
    }

    /// Makes an empty file that only its owner can read, if it is missing.
    package static func makeEmpty(_ path: String) throws {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure() }
        close(file)
    }

    /// Puts a whole file in place: under another name first, so that the name never holds a half one.
    package static func write(_ bytes: [UInt8], to path: String) throws {
        let temporary = path + ".part"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure() }
        do {
            try append(bytes[...], to: file)
            guard fsync(file) == 0 else { throw notKept() }
        } catch {
            close(file)
            throw error
        }
        close(file)
        guard rename(temporary, path) == 0 else { throw failure() }
        try syncDirectory((path as NSString).deletingLastPathComponent)
    }

    /// The whole file; nil when there is none.
    /// - Throws: the store's error for `StorageTrouble.damaged` for a file larger than `limit` octets.
    package static func read(_ path: String, limit: Int) throws -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw failure()
        }
        defer { close(file) }
        let size = try size(of: file)
        guard size <= limit else { throw Failure(.damaged(code: 0)) }
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        while count < size {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(file, $0.baseAddress.map { $0 + count }, size - count)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw failure() }
            count += got
        }
        return bytes
    }

    /// Writes at the file's position.
    package static func append(_ bytes: ArraySlice<UInt8>, to file: Int32) throws {
        var rest = bytes
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw failure() }
            rest = rest.dropFirst(written)
        }
    }

    package static func size(of file: Int32) throws -> Int {
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw failure() }
        return Int(status.st_size)
    }

    /// Makes what a file holds durable.
    package static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw failure() }
        defer { close(file) }
        guard fsync(file) == 0 else { throw notKept() }
    }

    /// Makes the entries of a directory durable.
    package static func syncDirectory(_ path: String) throws {
        let directory = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw failure() }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw notKept() }
    }

    /// Removes a file or a directory with everything in it; nothing there is no error.
    package static func remove(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw Failure(.file(Int32(EIO)))
        }
        try syncDirectory((path as NSString).deletingLastPathComponent)
    }

    /// The error for what the operating system just said.
    package static func failure() -> Failure {
        Failure(errno == ENOSPC || errno == EDQUOT ? .full : .file(errno))
    }

    private static func notKept() -> Failure { Failure(.notDurable(reason: "fsync failed (system error \(errno)).")) }
}

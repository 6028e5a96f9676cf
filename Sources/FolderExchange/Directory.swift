import CLinux
import Glibc

/// An open directory. Everything in it is reached relative to this handle and symbolic links are never followed, so
/// that nobody who may write to the folder can lead the server elsewhere.
final class Directory: Sendable {
    let area: FolderArea?
    private let descriptor: Int32

    /// Opens the folder itself, or throws `unavailable`.
    init(root path: String) throws(FolderError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        area = nil
        guard descriptor >= 0 else { throw FolderError(.unavailable, nil, errorNumber: errno) }
    }

    /// Opens one area of the folder, or throws `unavailable` when it is missing or a symbolic link.
    init(_ area: FolderArea, in root: Directory) throws(FolderError) {
        descriptor = openat(root.descriptor, area.rawValue, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        self.area = area
        guard descriptor >= 0 else { throw FolderError(.unavailable, area, errorNumber: errno) }
    }

    deinit { close(descriptor) }

    /// What became of a rename.
    enum Move { case done, gone, taken }

    /// Status of an entry, or of the directory itself for `.`; nil when there is none.
    func status(_ name: String) throws(FolderError) -> stat? {
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno == ENOENT || errno == ENAMETOOLONG else { throw failure(errno) }
        return nil
    }

    func exists(_ name: String) throws(FolderError) -> Bool { try status(name) != nil }

    /// Names of all entries as bytes, `.` and `..` left out.
    func names() throws(FolderError) -> [[UInt8]] {
        let listing = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard listing >= 0, let stream = fdopendir(listing) else { throw failure(errno) }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [46], name != [46, 46] { names.append(name) }
        }
        return names
    }

    /// Opens a regular file for reading; nil when it is gone or is anything but a regular file. The caller closes it.
    func openRegular(_ name: String) throws(FolderError) -> (descriptor: Int32, status: stat)? {
        // O_NONBLOCK: a named pipe put there must not hold the server up.
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else {
            if [ENOENT, ELOOP, ENXIO].contains(errno) { return nil }
            throw failure(errno)
        }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            return nil
        }
        return (file, status)
    }

    /// Writes a whole file under a name nobody looks at, makes its bytes durable, then gives it its name by rename.
    /// The name is durable after `makeDurable`.
    func write(_ bytes: [UInt8], as name: String) throws(FolderError) {
        try stage(bytes, as: name)
        guard try publish(name) else { throw failure(ENOENT) }
    }

    /// Gives a staged file its name; false when none is staged under it. Durable after `makeDurable`.
    func publish(_ name: String) throws(FolderError) -> Bool {
        if renameat(descriptor, Self.temporary(name), descriptor, name) == 0 { return true }
        guard errno == ENOENT else { throw failure(errno) }
        return false
    }

    /// Writes a whole file under a name nobody looks at. Its bytes are durable, its name after `makeDurable`.
    func stage(_ bytes: [UInt8], as name: String) throws(FolderError) { try stage([(name, bytes)]) }

    /// The same for files that belong together.
    ///
    /// All are written and on their way before the disk is waited for, the last one first: by then the file system has
    /// noted the others with it, and nearly nothing is left to wait for.
    func stage(_ files: [(name: String, bytes: [UInt8])]) throws(FolderError) {
        var written: [Int32] = []
        defer { for file in written { close(file) } }
        for (number, file) in files.enumerated() {
            written.append(try write(file.bytes, toTemporaryOf: file.name))
            if number + 1 < files.count { bs_begin_writing(written[number]) }
        }
        for file in written.reversed() where fsync(file) != 0 {
            throw FolderError(.notDurable, area, errorNumber: errno)
        }
    }

    /// Writes a file under its temporary name, not yet durable. Returns it open; the caller closes it.
    private func write(_ bytes: [UInt8], toTemporaryOf name: String) throws(FolderError) -> Int32 {
        let temporary = Self.temporary(name)
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        var file = openat(descriptor, temporary, flags, 0o660)
        if file < 0, errno == EEXIST {
            // A half-written file that a crash left is our own and was never given a name.
            unlinkat(descriptor, temporary, 0)
            file = openat(descriptor, temporary, flags, 0o660)
        }
        guard file >= 0 else { throw failure(errno) }
        fchmod(file, 0o660)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let number = errno
                unlinkat(descriptor, temporary, 0)
                close(file)
                throw failure(number)
            }
            written += count
        }
        return file
    }

    /// Gives up a note of our own that was not used.
    func release(_ name: String) { unlinkat(descriptor, name, 0) }

    /// Renames an entry into another directory, never over one that is there.
    func move(_ name: String, to target: Directory, as newName: String) throws(FolderError) -> Move {
        if bs_rename_without_replacing(descriptor, name, target.descriptor, newName) == 0 { return .done }
        return switch errno {
        case ENOENT: .gone
        case EEXIST: .taken
        // A file system that cannot rename so, such as NFS: a hard link never replaces anything either.
        case EINVAL, ENOSYS: try link(name, to: target, as: newName)
        default: throw failure(errno)
        }
    }

    private func link(_ name: String, to target: Directory, as newName: String) throws(FolderError) -> Move {
        guard linkat(descriptor, name, target.descriptor, newName, 0) == 0 else {
            return switch errno {
            case ENOENT: .gone
            case EEXIST: .taken
            default: throw failure(errno)
            }
        }
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw failure(errno) }
        return .done
    }

    /// Makes an area with mode 2770 when it is missing; leaves what is there alone.
    func makeArea(_ area: FolderArea) throws(FolderError) {
        guard try !exists(area.rawValue) else { return }
        guard mkdirat(descriptor, area.rawValue, 0o770) == 0 else { throw failure(errno) }
        guard fchmodat(descriptor, area.rawValue, 0o2770, 0) == 0 else { throw failure(errno) }
        try makeDurable()
    }

    /// Makes names and renames durable.
    func makeDurable() throws(FolderError) {
        guard fsync(descriptor) == 0 else { throw FolderError(.notDurable, area, errorNumber: errno) }
    }

    /// Whether this process may make files here.
    var isWritable: Bool { faccessat(descriptor, ".", W_OK | X_OK, AT_EACCESS) == 0 }

    private static func temporary(_ name: String) -> String { ".\(name).tmp" }

    private func failure(_ number: Int32) -> FolderError {
        FolderError(number == ENOSPC || number == EDQUOT ? .full : .failed, area, errorNumber: number)
    }
}

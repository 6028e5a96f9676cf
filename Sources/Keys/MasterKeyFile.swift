import Cryptography
import Glibc

/// The file rules of a master key, by the descriptor that is read and not by name, so that nothing can change between.
enum MasterKeyFile {
    static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw MasterKeyError.unreadable }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_uid == geteuid() || status.st_uid == 0
        else { throw MasterKeyError.notOrdinaryFile }
        guard isPrivate(mode: status.st_mode, owner: status.st_uid, group: status.st_gid, user: geteuid())
        else { throw MasterKeyError.permissionsTooWide }
        var content = [UInt8](repeating: 0, count: 128)
        let count = Glibc.read(descriptor, &content, content.count)
        guard count >= 0 else { throw MasterKeyError.unreadable }
        return try key(in: Array(content.prefix(count)))
    }

    /// Whether the permissions keep everyone else out.
    ///
    /// A service manager hands a credential over as a file of root's with one more user in its access control list. The
    /// mode then shows that list where the group's bits are, so reading by root's own group is let pass to others than
    /// root: whoever is in that group, or in a list of root's, can read every key anyway.
    static func isPrivate(mode: mode_t, owner: uid_t, group: gid_t, user: uid_t) -> Bool {
        if mode & 0o077 == 0 { return true }
        return mode & 0o037 == 0 && owner == 0 && group == 0 && user != 0
    }

    static func write(_ key: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? MasterKeyError.exists : MasterKeyError.notWritten }
        let text = Array((Hexadecimal.encode(key) + "\n").utf8)
        let written = fchmod(descriptor, 0o600) == 0 && Glibc.write(descriptor, text, text.count) == text.count
        let kept = written && fsync(descriptor) == 0
        guard close(descriptor) == 0, kept else {
            unlink(path)
            throw MasterKeyError.notWritten
        }
        try syncDirectory(of: path)
    }

    /// Whether the file is the directory's or of one below it, seen from where symbolic links lead.
    static func lies(_ path: String, inside directory: String) throws -> Bool {
        guard let file = resolved(path) else { throw MasterKeyError.unreadable }
        // A data directory that is not there yet holds nothing; its parents decide where it will be.
        guard let directory = resolvedAsFarAsItExists(directory) else { return false }
        return file == directory || file.hasPrefix(directory.hasSuffix("/") ? directory : directory + "/")
    }

    private static func key(in content: [UInt8]) throws -> [UInt8] {
        if content.count == MasterKey.length { return content }
        var digits = content[...]
        while let last = digits.last, last == 10 || last == 13 { digits.removeLast() }
        guard digits.count == 2 * MasterKey.length,
            let key = Hexadecimal.decode(String(decoding: digits, as: UTF8.self))
        else { throw MasterKeyError.malformed }
        return key
    }

    private static func resolved(_ path: String) -> String? {
        guard let pointer = realpath(path, nil) else { return nil }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    private static func resolvedAsFarAsItExists(_ path: String) -> String? {
        if let whole = resolved(path) { return whole }
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            return path.hasPrefix("/") ? path : resolved(".").map { $0 + "/" + path }
        }
        let rest = path[path.index(after: slash)...]
        return resolvedAsFarAsItExists(String(path[..<slash])).map { rest.isEmpty ? $0 : $0 + "/" + rest }
    }

    private static func syncDirectory(of path: String) throws {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw MasterKeyError.notWritten }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw MasterKeyError.notWritten }
    }
}

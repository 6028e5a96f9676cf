import Glibc
public import SealedSubmission

/// The folder that a sealed submission is put in: `manifest.p7s` and the parts, nothing else.
///
/// It is filled under another name and renamed when all is on disk, so that a folder with the right name is whole. Only
/// ciphertext and the signed manifest are ever written.
public struct SubmissionFolder: Sendable {
    /// Why a folder is not made, or not taken as one.
    public enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        case exists(String)
        case notCreated(String)
        case notWritten(String)
        case incomplete(String)

        public var description: String {
            switch self {
            case .exists(let path): "\(path) is there already."
            case .notCreated(let path): "\(path) cannot be made."
            case .notWritten(let path): "\(path) cannot be written."
            case .incomplete(let path): "\(path) is no whole submission: a file of it is missing."
            }
        }
    }

    public let path: String
    private var unfinished: String { path + ".unfinished" }

    public init(path: String) { self.path = path }

    /// Begins an empty one, mode 0700.
    public func begin() throws(Fault) {
        var status = stat()
        guard lstat(path, &status) != 0 else { throw .exists(path) }
        remove()
        guard mkdir(unfinished, 0o700) == 0 else { throw .notCreated(path) }
    }

    /// Puts a part in.
    public func put(_ part: SealedPart) throws(Fault) { try put(part.bytes, as: part.fileName) }

    /// Puts the signed manifest in, and gives the folder its name.
    public func finish(signedManifest: [UInt8]) throws(Fault) {
        try put(signedManifest, as: PartName.manifestFileName)
        try sync(unfinished)
        guard rename(unfinished, path) == 0 else { throw .notCreated(path) }
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        try sync(parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent)
    }

    /// Takes away what was begun and not finished: files in a directory of ours, never through a link.
    public func remove() {
        let descriptor = open(unfinished, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), let folder = fdopendir(descriptor) else {
            close(descriptor)
            return
        }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { unlinkat(descriptor, name, 0) }
        }
        closedir(folder)
        rmdir(unfinished)
    }

    /// The signed manifest.
    public func signedManifest() throws -> [UInt8] {
        try ExtractFile(path: "\(path)/\(PartName.manifestFileName)").whole(limit: SubmissionManifest.maximumBytes)
    }

    /// The sealed bytes of one part.
    public func part(_ entry: PartEntry) throws -> [UInt8] {
        try ExtractFile(path: "\(path)/\(entry.name.fileName)").whole(limit: PartLimits.octets)
    }

    private func put(_ bytes: [UInt8], as name: String) throws(Fault) {
        let file = "\(unfinished)/\(name)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .notWritten(file) }
        let isWritten = bytes.withUnsafeBytes { Self.write($0, to: descriptor) } && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten else { throw .notWritten(file) }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func sync(_ directory: String) throws(Fault) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .notWritten(directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .notWritten(directory) }
    }
}

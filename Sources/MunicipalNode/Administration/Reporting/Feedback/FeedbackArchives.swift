import Foundation
import Glibc
import Identifiers

/// The archives of feedback that a tenant has fetched: `<data directory>/reports/<tenant>/<submission>.zip`, encrypted as
/// they came; the folders have mode 0700 and the files 0600.
struct FeedbackArchives: Sendable {
    /// The disk does not do what is asked.
    struct Failure: Error {
        let errorNumber: Int32
    }

    private let root: String
    private let folder: String

    init(_ configuration: Configuration, of tenant: TenantID) {
        root = configuration.dataDirectory + "/reports"
        folder = "\(root)/\(tenant.name)"
    }

    /// Keeps an archive; it is on disk when this returns. The same one again changes nothing.
    func keep(_ archive: [UInt8], of submission: SubmissionID) throws(Failure) {
        for path in [root, folder] {
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure(errorNumber: errno) }
        }
        let directory = try open()
        defer { close(directory) }
        let (name, unfinished) = ("\(submission).zip", ".\(submission).tmp")
        // What a crash left of it was never given its name.
        unlinkat(directory, unfinished, 0)
        let file = openat(directory, unfinished, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure(errorNumber: errno) }
        let isWritten = archive.withUnsafeBytes { Self.write($0, to: file) } && fsync(file) == 0
        let fault = errno
        close(file)
        guard isWritten, renameat(directory, unfinished, directory, name) == 0, fsync(directory) == 0 else {
            unlinkat(directory, unfinished, 0)
            throw Failure(errorNumber: fault)
        }
    }

    /// The archive of a submission; nil when there is none.
    func read(_ submission: SubmissionID) -> [UInt8]? {
        guard let directory = try? open() else { return nil }
        defer { close(directory) }
        let file = openat(directory, "\(submission).zip", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        return (try? FileHandle(fileDescriptor: file, closeOnDealloc: true).readToEnd()).flatMap { $0 }.map {
            Array($0)
        }
    }

    /// Takes all of the tenant's away.
    func removeAll() { try? FileManager.default.removeItem(atPath: folder) }

    private func open() throws(Failure) -> Int32 {
        let directory = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard directory >= 0 else { throw Failure(errorNumber: errno) }
        return directory
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

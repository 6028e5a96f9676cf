import Glibc

/// A file that is written once: never over another, never through a link.
final class NewFile {
    private let path: String
    private let descriptor: Int32

    /// - Throws: `SubmissionFolder.Fault` `.exists`, `.notCreated`.
    init(_ path: String) throws(SubmissionFolder.Fault) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw errno == EEXIST ? .exists(path) : .notCreated(path) }
    }

    deinit { close(descriptor) }

    func append(_ bytes: [UInt8]) throws(SubmissionFolder.Fault) {
        let isWritten = bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
        guard isWritten else { throw .notWritten(path) }
    }
}

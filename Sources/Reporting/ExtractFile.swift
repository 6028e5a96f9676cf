import Glibc

/// A file with an extract, or one beside it: read from the first octet to the last, never written, never copied (I-019).
public struct ExtractFile: ExtractSource {
    /// Why a file cannot be read.
    public enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        case notThere(String)
        case notOrdinary(String)
        case unreadable(String)
        /// More octets than a file of its kind has.
        case tooLarge(String)
        /// What comes through a pipe comes once, and this needs it twice.
        case readTwice
        /// Standard input is a terminal: nobody types an extract.
        case terminal

        public var description: String {
            switch self {
            case .notThere(let path): "\(path) is not there or cannot be opened."
            case .notOrdinary(let path): "\(path) is no ordinary file."
            case .unreadable(let path): "\(path) cannot be read to its end."
            case .tooLarge(let path): "\(path) is larger than such a file can be."
            case .readTwice:
                "Sealing looks at an extract's head before it reads all of it, and copies nothing: give the file itself instead of a pipe."
            case .terminal: "Standard input is a terminal: give the extract's file, or lead it in by a pipe."
            }
        }
    }

    public let path: String

    /// - Parameter path: `-` and `/dev/stdin` mean standard input, which is read once and never copied.
    public init(path: String) { self.path = path }

    private var isStandardInput: Bool { path == "-" || path == "/dev/stdin" }

    /// The file, opened; standard input as it is.
    private func opened() throws(Fault) -> Int32 {
        if isStandardInput {
            guard isatty(STDIN_FILENO) == 0 else { throw .terminal }
            let descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
            guard descriptor >= 0 else { throw .notThere(path) }
            return descriptor
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw .notThere(path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .notOrdinary(path)
        }
        return descriptor
    }

    /// Hands the octets on, 256 KiB at a time, with how many came before.
    ///
    /// - Returns: how many there were.
    /// - Throws: ``Fault``, or what `body` throws.
    @discardableResult
    public func read(_ body: (UnsafeRawBufferPointer, _ before: Int) throws -> Void) throws -> Int {
        let descriptor = try opened()
        defer { close(descriptor) }
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer {
            // Persons' data were in it.
            if let start = buffer.baseAddress { explicit_bzero(start, buffer.count) }
            buffer.deallocate()
        }
        var total = 0
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Fault.unreadable(path) }
            if count == 0 { return total }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]), total)
            total += count
        }
    }

    /// Its place, size, and when it was changed.
    public func stamp() throws -> ExtractStamp {
        guard !isStandardInput else { throw Fault.readTwice }
        var status = stat()
        guard stat(path, &status) == 0 else { throw Fault.notThere(path) }
        return ExtractStamp([
            Int(bitPattern: UInt(status.st_dev)), Int(bitPattern: UInt(status.st_ino)), Int(status.st_size),
            status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
        ])
    }

    /// The whole of a small file.
    public func whole(limit: Int) throws -> [UInt8] {
        var octets: [UInt8] = []
        try read { piece, _ in
            octets.append(contentsOf: piece)
            if octets.count > limit { throw Fault.tooLarge(path) }
        }
        return octets
    }
}

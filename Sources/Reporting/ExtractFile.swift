import Glibc

/// A file with an extract, or one beside it: read from the first octet to the last, never written, never copied (I-019).
public struct ExtractFile: Sendable {
    /// Why a file cannot be read.
    public enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        case notThere(String)
        case notOrdinary(String)
        case unreadable(String)
        /// More octets than a file of its kind has.
        case tooLarge(String)

        public var description: String {
            switch self {
            case .notThere(let path): "\(path) is not there or cannot be opened."
            case .notOrdinary(let path): "\(path) is no ordinary file."
            case .unreadable(let path): "\(path) cannot be read to its end."
            case .tooLarge(let path): "\(path) is larger than such a file can be."
            }
        }
    }

    public let path: String

    public init(path: String) { self.path = path }

    /// Hands the octets on, 256 KiB at a time, with how many came before.
    ///
    /// - Returns: how many there were.
    /// - Throws: ``Fault``, or what `body` throws.
    @discardableResult
    public func read(_ body: (UnsafeRawBufferPointer, _ before: Int) throws -> Void) throws -> Int {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { throw Fault.notThere(path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Fault.notOrdinary(path)
        }
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

    /// What tells whether it is the same file with the same content as before: place, size, and when it was changed.
    struct Stamp: Equatable {
        let device: UInt
        let file: UInt
        let size: Int
        let changes: [Int]
    }

    func stamp() throws -> Stamp {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Fault.notThere(path) }
        return Stamp(
            device: UInt(status.st_dev), file: UInt(status.st_ino), size: Int(status.st_size),
            changes: [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec])
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

import Cryptography
import Glibc
public import PrivateFiles

/// Where extracts that come over a line are held while they are checked and sealed: encrypted, and without a name.
///
/// A file in it is taken out of its folder as soon as it is made, and its key is in the memory of this process only. So
/// it is gone with the process, however that ends, and what may be left on the medium cannot be read (decision 0016).
public struct Spool: Sendable {
    /// Why something cannot be held.
    public enum Fault: Error, Equatable, Sendable, CustomStringConvertible {
        case notCreated
        /// The disk is full or broken, or would be full but for what is kept free.
        case notWritten
        /// What was read is not what was written.
        case notReadable

        public var description: String {
            switch self {
            case .notCreated: "The spool's folder cannot be used."
            case .notWritten: "The spool cannot be written: the disk may be full."
            case .notReadable: "The spool cannot be read: it is not what was written."
            }
        }
    }

    private let directory: String
    private let reserve: Int

    /// - Parameters:
    ///   - directory: made with mode 0700 when it is not there.
    ///   - reserve: octets that are left free on its disk for everything else.
    public init(directory: String, reserve: Int = FreeSpace.reserve) {
        self.directory = directory
        self.reserve = reserve
    }

    /// Begins an empty file.
    public func begin() throws(Fault) -> SpoolWriter {
        guard mkdir(directory, 0o700) == 0 || errno == EEXIST else { throw .notCreated }
        var status = stat()
        // A folder that others can look into, or a link to one, is not ours.
        guard lstat(directory, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0
        else { throw .notCreated }
        return try SpoolWriter(in: directory, reserve: reserve)
    }
}

/// An open file without a name: closed, and so gone, when nobody uses it any more.
final class SpoolDescriptor: Sendable {
    let number: Int32

    init(in directory: String) throws(Spool.Fault) {
        let path = "\(directory)/.\(Hexadecimal.encode(SecureRandom.bytes(16)))"
        number = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard number >= 0 else { throw .notCreated }
        unlink(path)
    }

    deinit { close(number) }
}

/// Writes blocks one after the other into a file without a name, each sealed under a key that only this process has.
///
/// Not `Sendable`: one writes.
public final class SpoolWriter {
    private let descriptor: SpoolDescriptor
    private let reserve: Int
    private let key = SecretBytes(SecureRandom.bytes(AESGCM.keyLength))
    private var blocks: [SpoolFile.Block] = []
    private var end = 0
    private(set) public var octets = 0

    /// Begins an empty file in a folder that has room.
    init(in directory: String, reserve: Int = FreeSpace.reserve) throws(Spool.Fault) {
        descriptor = try SpoolDescriptor(in: directory)
        self.reserve = reserve
    }

    /// Blocks so far.
    var count: Int { blocks.count }

    /// - Returns: the block's number, from 0.
    /// - Throws: `Spool.Fault`.
    @discardableResult
    public func add(_ block: [UInt8]) throws -> Int {
        let sealed = try AESGCM.seal(block, key: key.bytes, associated: SpoolFile.name(of: blocks.count))
        guard FreeSpace.has(sealed.count, besides: reserve, for: descriptor.number) else {
            throw Spool.Fault.notWritten
        }
        var written = 0
        while written < sealed.count {
            let count = sealed[written...].withUnsafeBytes {
                pwrite(descriptor.number, $0.baseAddress, $0.count, off_t(end + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Spool.Fault.notWritten }
            written += count
        }
        blocks.append(SpoolFile.Block(offset: end, length: sealed.count))
        end += sealed.count
        octets += block.count
        return blocks.count - 1
    }

    /// What was written, to be read as often as needed.
    public func finish() -> SpoolFile { SpoolFile(descriptor, key: key, blocks: blocks, octets: octets) }
}

/// A file of the spool: blocks that only this process can read.
public final class SpoolFile: Sendable {
    struct Block: Sendable {
        let offset: Int
        let length: Int
    }

    private let descriptor: SpoolDescriptor
    private let key: SecretBytes
    private let blocks: [Block]
    /// Octets of all blocks, in clear.
    public let octets: Int

    init(_ descriptor: SpoolDescriptor, key: SecretBytes, blocks: [Block], octets: Int) {
        self.descriptor = descriptor
        self.key = key
        self.blocks = blocks
        self.octets = octets
    }

    public var count: Int { blocks.count }

    /// - Throws: `Spool.Fault` `.notReadable`.
    public func block(_ number: Int) throws -> [UInt8] {
        guard blocks.indices.contains(number) else { throw Spool.Fault.notReadable }
        let block = blocks[number]
        let sealed = [UInt8](unsafeUninitializedCapacity: block.length) { buffer, filled in
            while filled < block.length {
                let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let count = pread(
                    descriptor.number, room.baseAddress, block.length - filled, off_t(block.offset + filled))
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                filled += count
            }
        }
        do {
            return try AESGCM.open(sealed, key: key.bytes, associated: Self.name(of: number))
        } catch {
            throw Spool.Fault.notReadable
        }
    }

    /// The whole of a small file.
    public func whole() throws -> [UInt8] { try blocks.indices.flatMap { try block($0) } }

    /// Blocks cannot change places.
    static func name(of block: Int) -> [UInt8] { Array("spool block \(block)".utf8) }
}

import Cryptography
import Glibc

/// A file without a name for what memory does not hold: each block is sealed under a key that only this process has and
/// that nobody knows once it has ended.
final class SpillFile {
    /// A block's place in the file.
    struct Block {
        fileprivate let number: Int
        fileprivate let start: Int
        fileprivate let length: Int
    }

    private let descriptor: Int32
    private let key = SecureRandom.bytes(AESGCM.keyLength)
    private var end = 0
    private var count = 0

    /// - Parameter directory: that has room.
    init(in directory: String) throws {
        var path = Array("\(directory)/.budstikke-XXXXXX".utf8CString)
        descriptor = mkstemp(&path)
        guard descriptor >= 0 else { throw ExtractFault.noRoom(directory) }
        unlink(path)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit { close(descriptor) }

    func append(_ octets: [UInt8]) throws -> Block {
        let sealed = try AESGCM.seal(octets, key: key, associated: Self.associated(count))
        let block = Block(number: count, start: end, length: sealed.count)
        var done = 0
        while done < sealed.count {
            let written = sealed.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress.map { $0 + done }, sealed.count - done, off_t(end + done))
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw ExtractFault.noRoom("the folder of the extract") }
            done += written
        }
        end += sealed.count
        count += 1
        return block
    }

    func read(_ block: Block) throws -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: block.length)
        var done = 0
        while done < block.length {
            let got = sealed.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress.map { $0 + done }, block.length - done, off_t(block.start + done))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw ExtractFault.spillDamaged }
            done += got
        }
        do { return try AESGCM.open(sealed, key: key, associated: Self.associated(block.number)) } catch {
            throw ExtractFault.spillDamaged
        }
    }

    private static func associated(_ number: Int) -> [UInt8] { withUnsafeBytes(of: number.littleEndian) { Array($0) } }
}

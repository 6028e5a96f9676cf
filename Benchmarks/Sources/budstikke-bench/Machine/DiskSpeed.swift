import Foundation

/// How often this disk takes data for good.
enum DiskSpeed {
    /// Appends 4 kB and waits for `fdatasync`, over and over.
    static func syncsPerSecond(in directory: String, seconds: Double) throws -> Double {
        let path = "\(directory)/disk-speed"
        let file = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw BenchError("\(directory) cannot be written to") }
        defer {
            close(file)
            unlink(path)
        }
        let block = [UInt8](repeating: 0x5A, count: 4096)
        let begin = ContinuousClock.now
        var count = 0
        while ContinuousClock.now - begin < .seconds(seconds) {
            guard write(file, block, block.count) == block.count, fdatasync(file) == 0 else {
                throw BenchError("the disk does not take data")
            }
            count += 1
        }
        return Double(count) / (ContinuousClock.now - begin).inSeconds
    }

    /// Free octets for an ordinary user.
    static func free(in directory: String) throws -> Int {
        var status = statvfs()
        guard statvfs(directory, &status) == 0 else { throw BenchError("\(directory) is not there") }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }

    /// Asks the kernel to forget what it keeps of a file in memory, so that the next reader meets the disk.
    static func forget(_ path: String) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        fsync(file)
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
        close(file)
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}

/// Why a run could not be carried out.
struct BenchError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

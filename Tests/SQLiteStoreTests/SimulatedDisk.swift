import Foundation
import GRDBSQLite
import Synchronization

/// A disk under SQLite that fails on demand, counts its syncs, and can lose its power.
///
/// It is SQLite's own file layer with some functions in front: everything goes to the real file too. Only directories
/// that a test has asked for are touched, so that other tests beside it have a sound disk.
final class SimulatedDisk: Sendable {
    /// One write or truncation that no sync has followed yet.
    fileprivate enum Change {
        case write(offset: Int, bytes: [UInt8])
        case truncate(Int)
    }

    private struct Contents {
        /// What would be there after a loss of power, for sure.
        var durable: [UInt8] = []
        var pending: [Change] = []
    }

    private struct State {
        var failsSync = false
        var failsCheckpointSync = false
        var isFull = false
        var syncs = 0
        var files: [String: Contents] = [:]
    }

    private let directory: String
    private let state = Mutex(State())

    /// A disk for everything below a directory. Make it before any database there is opened.
    init(directory: String) {
        self.directory = directory
        SimulatedDiskLayer.install()
        SimulatedDiskLayer.disks.withLock { $0[directory] = self }
    }

    func remove() { SimulatedDiskLayer.disks.withLock { $0[directory] = nil } }

    /// Every sync fails from now on, as after an input/output error.
    func failSync(_ fails: Bool = true) { state.withLock { $0.failsSync = fails } }

    /// Only syncs of databases fail, not those of their logs: that is, checkpoints.
    func failCheckpointSync() { state.withLock { $0.failsCheckpointSync = true } }

    /// Nothing can be written.
    func fill(_ full: Bool = true) { state.withLock { $0.isFull = full } }

    var syncs: Int { state.withLock { $0.syncs } }

    /// Writes what a loss of power now would leave: all that was synced, and of the rest what chance has it, torn at
    /// sectors of 512 bytes.
    func losePower(into target: String, using random: inout some RandomNumberGenerator) throws {
        let files = state.withLock { $0.files }
        for (path, contents) in files.sorted(by: { $0.key < $1.key }) {
            var image = contents.durable
            for change in contents.pending { image.apply(change.survivor(using: &random)) }
            let file = target + path.dropFirst(directory.count)
            try FileManager.default.createDirectory(
                atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Data(image).write(to: URL(fileURLWithPath: file))
        }
    }

    /// Takes a write; SQLite's result code when it is refused.
    func write(_ path: String, _ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int32? {
        state.withLock { state in
            guard !state.isFull else { return SQLITE_FULL }
            state.files[path, default: Contents()].pending.append(.write(offset: offset, bytes: Array(bytes)))
            return nil
        }
    }

    func truncate(_ path: String, to size: Int) {
        state.withLock { $0.files[path, default: Contents()].pending.append(.truncate(size)) }
    }

    /// Forgets a file. SQLite deletes only journals that must not be found again, and syncs the directory where it
    /// counts.
    func delete(_ path: String) { state.withLock { $0.files[path] = nil } }

    /// Makes everything written to a file durable; SQLite's result code when the disk fails.
    func sync(_ path: String) -> Int32? {
        state.withLock { state in
            if state.failsSync || (state.failsCheckpointSync && path.hasSuffix(".sqlite")) {
                errno = EIO
                return SQLITE_IOERR | (4 << 8)
            }
            state.syncs += 1
            var contents = state.files[path] ?? Contents()
            for change in contents.pending { contents.durable.apply(change) }
            contents.pending = []
            state.files[path] = contents
            return nil
        }
    }
}

extension SimulatedDisk.Change {
    fileprivate func survivor(using random: inout some RandomNumberGenerator) -> SimulatedDisk.Change? {
        guard Bool.random(using: &random) else { return nil }
        guard case .write(let offset, let bytes) = self, Bool.random(using: &random) else { return self }
        let sectors = bytes.count / 512
        guard sectors > 1 else { return self }
        let kept = Int.random(in: 1..<sectors, using: &random) * 512
        return .write(offset: offset, bytes: Array(bytes.prefix(kept)))
    }
}

extension [UInt8] {
    fileprivate mutating func apply(_ change: SimulatedDisk.Change?) {
        switch change {
        case .write(let offset, let bytes):
            if count < offset + bytes.count {
                append(contentsOf: repeatElement(0, count: offset + bytes.count - count))
            }
            replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        case .truncate(let size) where size < count: removeLast(count - size)
        case .truncate, nil: break
        }
    }
}

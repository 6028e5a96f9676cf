import Foundation
import GRDBSQLite
import Synchronization

/// The functions in front of SQLite's file layer. C functions have no context, so what they need lies in statics.
enum SimulatedDiskLayer {
    /// The disks by their directories.
    static let disks = Mutex<[String: SimulatedDisk]>([:])

    /// Makes the layer SQLite's default, once in the process.
    static func install() { _ = isInstalled }

    private typealias Methods = sqlite3_io_methods
    private typealias Open =
        @convention(c) (
            UnsafeMutablePointer<sqlite3_vfs>?, sqlite3_filename?, UnsafeMutablePointer<sqlite3_file>?, Int32,
            UnsafeMutablePointer<Int32>?
        ) -> Int32

    private typealias Delete =
        @convention(c) (UnsafeMutablePointer<sqlite3_vfs>?, UnsafePointer<CChar>?, Int32) -> Int32

    /// An open file below one of the directories, and SQLite's own functions for it.
    ///
    /// `@unchecked Sendable`: the table of functions is SQLite's constant.
    private struct WatchedFile: @unchecked Sendable {
        let disk: SimulatedDisk
        let path: String
        let theirs: UnsafePointer<Methods>
    }

    private static let originalOpen = Mutex<Open?>(nil)
    private static let originalDelete = Mutex<Delete?>(nil)
    /// Open files by the address SQLite keeps them at.
    private static let files = Mutex<[Int: WatchedFile]>([:])
    /// Our table of functions by the address of the one it replaces: databases and journals have different ones.
    private static let tables = Mutex<[Int: Int]>([:])

    private static let isInstalled: Bool = {
        guard let original = sqlite3_vfs_find(nil) else { return false }
        let layer = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        layer.initialize(to: original.pointee)
        layer.pointee.pNext = nil
        layer.pointee.zName = UnsafePointer(strdup("simulated"))
        let open = original.pointee.xOpen
        let delete = original.pointee.xDelete
        originalOpen.withLock { $0 = open }
        originalDelete.withLock { $0 = delete }
        layer.pointee.xOpen = { layer, name, file, flags, outFlags in
            guard let open = SimulatedDiskLayer.originalOpen.withLock({ $0 }), let file else { return SQLITE_ERROR }
            let result = open(layer, name, file, flags, outFlags)
            if result == SQLITE_OK, let name { SimulatedDiskLayer.watch(file, String(cString: name)) }
            return result
        }
        layer.pointee.xDelete = { layer, name, syncDirectory in
            guard let delete = SimulatedDiskLayer.originalDelete.withLock({ $0 }), let name else { return SQLITE_ERROR }
            let path = String(cString: name)
            SimulatedDiskLayer.disk(of: path)?.delete(path)
            return delete(layer, name, syncDirectory)
        }
        return sqlite3_vfs_register(layer, 1) == SQLITE_OK
    }()

    private static func watch(_ file: UnsafeMutablePointer<sqlite3_file>, _ path: String) {
        guard let disk = disk(of: path), let theirs = file.pointee.pMethods else { return }
        let watched = WatchedFile(disk: disk, path: path, theirs: theirs)
        files.withLock { $0[Int(bitPattern: file)] = watched }
        file.pointee.pMethods = UnsafePointer(bitPattern: table(for: theirs))
    }

    private static func disk(of path: String) -> SimulatedDisk? {
        disks.withLock { disks in disks.first { path.hasPrefix($0.key + "/") }?.value }
    }

    private static func found(_ file: UnsafeMutablePointer<sqlite3_file>?) -> WatchedFile? {
        files.withLock { $0[Int(bitPattern: file)] }
    }

    private static func table(for theirs: UnsafePointer<Methods>) -> Int {
        tables.withLock { tables in
            if let known = tables[Int(bitPattern: theirs)] { return known }
            let ours = UnsafeMutablePointer<Methods>.allocate(capacity: 1)
            ours.initialize(to: theirs.pointee)
            ours.pointee.xWrite = { file, bytes, count, offset in
                guard let watched = SimulatedDiskLayer.found(file) else { return SQLITE_ERROR }
                let written = UnsafeRawBufferPointer(start: bytes, count: Int(count))
                return watched.disk.write(watched.path, written, at: Int(offset))
                    ?? watched.theirs.pointee.xWrite(file, bytes, count, offset)
            }
            ours.pointee.xTruncate = { file, size in
                guard let watched = SimulatedDiskLayer.found(file) else { return SQLITE_ERROR }
                watched.disk.truncate(watched.path, to: Int(size))
                return watched.theirs.pointee.xTruncate(file, size)
            }
            ours.pointee.xSync = { file, flags in
                guard let watched = SimulatedDiskLayer.found(file) else { return SQLITE_ERROR }
                return watched.disk.sync(watched.path) ?? watched.theirs.pointee.xSync(file, flags)
            }
            tables[Int(bitPattern: theirs)] = Int(bitPattern: ours)
            return Int(bitPattern: ours)
        }
    }
}
